"""What is told about the budget."""

from market.events import Event, Readers
from market.text import N_

_PAPER = {"fiscal_year", "line", "amount_fen"}
EVENTS = [
    Event("budget.year_opened", N_("Budget year opened"), Readers.LET_IN, keys={"fiscal_year"}),
    Event("budget.paper_prepared", N_("Budget paper prepared"), Readers.LET_IN, keys=_PAPER),
    Event("budget.appropriated", N_("Money appropriated"), Readers.LET_IN, keys=_PAPER, required_subscriber=True),
    Event("budget.paper_rejected", N_("Budget paper rejected"), Readers.LET_IN, keys=_PAPER),
]
