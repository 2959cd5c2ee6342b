"""The postings: what happened moves which money from where to where."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from market.printed.markdown import code, page, table


class LegLike(Protocol):
    """A leg as the ledger's floor writes it."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def amount(self) -> str: ...


class Postings:
    """The table of the floor that keeps the ledger; this floor only prints it."""

    def __init__(self) -> None:
        self.all: dict[str, Sequence[LegLike]] = {}

    def add(self, postings: Mapping[str, Sequence[LegLike]]) -> None:
        """Take a floor's table."""
        self.all.update(postings)

    def clear(self) -> None:
        """Forget everything; the roof merges anew for each application it makes."""
        self.all.clear()


POSTINGS = Postings()


def postings_page() -> str:
    """Every event that moves money, leg by leg."""
    lead = "Each posting sums to nought; amounts are whole fen; entries are never changed, corrections are reversals."
    rows = (
        [code(event), code(str(leg.source)), code(str(leg.target)), code(leg.amount)]
        for event, legs in POSTINGS.all.items()
        for leg in legs
    )
    return page("Postings", lead, table(["Event", "From", "To", "Amount"], rows))
