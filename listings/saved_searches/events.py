"""What is told of saved searches: that there is one, never what somebody looks for."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("search.saved", N_("Search saved"), Readers.LET_IN),
    Event("search.changed", N_("Saved search changed"), Readers.LET_IN),
    Event("search.removed", N_("Saved search removed"), Readers.LET_IN),
]
