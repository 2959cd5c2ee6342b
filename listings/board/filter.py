"""One view of the board: what it is narrowed to, in which order, and the one address at which it is found again.

Only published values narrow it. Who asks for land is shown what is published as land and villages too, and the other
way about; what a listing leaves out altogether stands under "not stated" alone. Whatever shows the board (page, API,
feed, alert, notice) asks through BoardFilter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from listings.cases.vocabulary import CLASS_LABELS
from listings.publication.vocabulary import (
    PUBLISHED_AMOUNTS,
    PUBLISHED_CATEGORIES,
    PUBLISHED_DURATIONS,
    REWARD_BANDS,
    RewardBand,
)
from listings.publication.vocabulary import ListingState as S
from listings.reidentification.ladders import Attribute, akin
from market.text import N_

UNSTATED = "unstated"
NOT_STATED = N_("Not stated")


@dataclass(frozen=True)
class Shelf:
    """States that a reader of the board thinks of as one; the database knows them too (board_shelf)."""

    code: str
    label: str
    states: frozenset[S]


SHELVES = (
    Shelf("open", N_("Open to claims"), frozenset({S.PUBLISHED})),
    Shelf("under_way", N_("Being mediated"), frozenset({S.PROPOSED, S.CLAIMED, S.SETTLED})),
    Shelf("succeeded", N_("Settled and confirmed"), frozenset({S.CONFIRMED, S.REWARDED})),
    Shelf(
        "ended",
        N_("Ended without success"),
        frozenset({S.WITHDRAWN, S.MEDIATION_ENDED, S.EXPIRED, S.UNCONFIRMED, S.UNREWARDED}),
    ),
)
DEFAULT_SHELF = "open"

SORTS = {
    "newest": N_("Newest first"),
    "reward": N_("Highest reward first"),
    "claim_by": N_("Soonest claim-by first"),
}
DEFAULT_SORT = "newest"


@dataclass(frozen=True)
class Facet:
    """One published attribute to narrow by. `values` are (code, words); the towns' stand in the database.

    `letter` begins its keys in the index (board_keys); `attribute` is what widens it where it is published.
    """

    name: str
    letter: str
    column: str
    label: str
    values: tuple[tuple[str, str], ...] = ()
    may_be_unstated: bool = True
    attribute: Attribute | None = None

    def shows(self, code: str) -> tuple[str, ...]:
        """The published values that a choice shows: itself, and every wider or finer one."""
        return (code,) if self.attribute is None or code == UNSTATED else akin(self.attribute, code)


def _labelled(labels: Mapping[Any, str]) -> tuple[tuple[str, str], ...]:
    return tuple((code.value, label) for code, label in labels.items())


FACETS = (
    Facet("category", "c", "category", N_("Category"), tuple(PUBLISHED_CATEGORIES.items()),
          attribute=Attribute.CATEGORY),
    Facet("case_class", "k", "case_class", N_("Class"), _labelled(CLASS_LABELS), may_be_unstated=False),
    Facet("town", "t", "place_town_id", N_("Town")),
    Facet("duration", "d", "duration_band", N_("How long it has lasted"), tuple(PUBLISHED_DURATIONS.items()),
          attribute=Attribute.DURATION),
    Facet("amount", "a", "amount_band", N_("Amount in dispute"), tuple(PUBLISHED_AMOUNTS.items()),
          attribute=Attribute.AMOUNT),
    Facet("reward", "r", "reward_fen", N_("Reward"), tuple((b.code, b.label) for b in REWARD_BANDS),
          may_be_unstated=False),
)  # fmt: skip


@dataclass(frozen=True)
class BoardFilter:
    """What the board is narrowed to; an empty value narrows nothing. `town` is a department's public id, `q` is what
    was typed to look for, `status` a shelf's code."""

    q: str = ""
    status: str = DEFAULT_SHELF
    category: str = ""
    case_class: str = ""
    town: str = ""
    duration: str = ""
    amount: str = ""
    reward: str = ""
    sort: str = DEFAULT_SORT

    def query(self) -> dict[str, str]:
        """The view's own parameters, always in one order and without what goes without saying: a stable link."""
        silent = {"status": DEFAULT_SHELF, "sort": DEFAULT_SORT}
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in said.items() if value != silent.get(name, "")}

    def chosen(self) -> Iterator[tuple[Facet, str]]:
        """The facets that narrow this view, each with the code of its value."""
        for facet in FACETS:
            if code := getattr(self, facet.name):
                yield facet, code

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the shelf and the order was chosen."""
        return bool(self.q) or any(True for _ in self.chosen())


def reward_band(code: str) -> RewardBand | None:
    """The band of this code."""
    return next((band for band in REWARD_BANDS if band.code == code), None)
