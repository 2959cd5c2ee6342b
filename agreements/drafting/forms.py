"""What the mediator types into an agreement (People's Mediation Law 29), and why one is given up."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from agreements.drafting.content import EVERY_PARTY, Term
from market.text import N_
from market.web.fields import Day, Form, Line, Paragraphs, Pick, Rows, Whole, Yuan

TEXT_LIMIT = 10_000
TERM_LIMIT = 1_000
MOST_TERMS = 30
EVERYONE = (EVERY_PARTY, N_("Every party"))


class TermForm(Form):
    """One obligation."""

    who = Pick(N_("Who is obliged"))
    what = Paragraphs(N_("What is to be done"), limit=TERM_LIMIT)
    amount_fen = Yuan(N_("Amount"), required=False, hint=N_("Leave empty when no money is due."))
    by = Day(N_("By when"), required=False)
    how = Line(
        N_("How it is done"), limit=200, required=False, hint=N_("For example by bank transfer, or on the spot.")
    )


class TermRows(Rows):
    """Obligations whose party is chosen from the case's own; a row that is added offers them too."""

    def __init__(self, **kwargs: Any) -> None:
        self.parties: Sequence[tuple[str, str]] = ()
        self.is_typed = False
        super().__init__(TermForm, **kwargs)

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        self.is_typed = formdata is not None
        super().process(formdata, *args, **kwargs)

    def offer(self, parties: Sequence[tuple[str, str]]) -> None:
        """Set who can be chosen: (public id, name)."""
        self.parties = [*parties, EVERYONE]
        for entry in self.entries:
            entry.form.who.offer(self.parties)

    def begin_with(self, terms: Sequence[Term]) -> None:
        """Show these obligations, unless somebody has typed some."""
        if self.is_typed:
            return
        while self.entries:
            self.pop_entry()
        for term in terms:
            self.append_entry(asdict(term))

    def append_entry(self, *args: Any, **kwargs: Any) -> Any:
        entry = super().append_entry(*args, **kwargs)
        entry.form.who.offer(self.parties)
        return entry


class AgreementForm(Form):
    """The whole text; parties come from the case, and the committee's name from the mediator's own."""

    facts = Paragraphs(N_("Main facts of the dispute"), limit=TEXT_LIMIT)
    issues = Paragraphs(N_("What is in dispute"), limit=TEXT_LIMIT)
    responsibility = Paragraphs(N_("Responsibility of each party"), limit=TEXT_LIMIT)
    terms = TermRows(label=N_("Obligation"), smallest=1, largest=MOST_TERMS)
    manner = Line(N_("Manner of performance"), limit=200)
    time_limit = Line(N_("Time limit of performance"), limit=200)
    copies = Whole(
        N_("Copies"), smallest=2, largest=50, hint=N_("At least one for each party and one for the committee.")
    )
