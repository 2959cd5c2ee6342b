"""The numbers beside the filters are those of one count a day, for everybody and for the whole day; each is that of the
listings which its filter shows.

A number that moved with every release would let whoever watches a filter see what one single case is.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, delete, func, literal_column, select

from listings.board.filter import FACETS, UNSTATED, Facet
from listings.board.models import BoardCount
from listings.publication.models import SHELF, Listing
from listings.publication.vocabulary import REWARD_BANDS
from market.people.models import Department
from market.work import Work

WHOLE_BOARD = ""
ALL_OF_IT = ("", "")


@dataclass(frozen=True)
class Counts:
    """The numbers of a shelf as they were counted on a legal day; `counted_on` is None before the first count.

    `numbers` has how many bear each published value, by facet and value; `shelves` has the number of every shelf by its
    code, '' for the whole board.
    """

    counted_on: date | None = None
    shelf: str = WHOLE_BOARD
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    shelves: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All listings of the shelf."""
        return self.shelves.get(self.shelf, 0)

    def of(self, facet: Facet, code: str) -> int:
        """How many of the shelf's listings a choice shows: a listing bears one value of each facet."""
        return sum(self.numbers.get((facet.name, value), 0) for value in facet.shows(code))

    def by_code(self, facet: Facet) -> dict[str, int]:
        """The number of every choice of a facet that shows anything."""
        borne = [value for name, value in self.numbers if name == facet.name]
        codes = dict.fromkeys([*(code for code, _ in facet.values), *borne])
        return {code: number for code in codes if (number := self.of(facet, code))}


def counts_of(work: Work, shelf: str) -> Counts:
    """The last count of a shelf ('' the whole board)."""
    rows = work.session.execute(
        select(BoardCount.counted_on, BoardCount.shelf, BoardCount.facet, BoardCount.value, BoardCount.listings).where(
            BoardCount.counted_on == select(func.max(BoardCount.counted_on)).scalar_subquery(),
            (BoardCount.shelf == shelf) | (BoardCount.facet == ""),
        )
    ).all()
    return Counts(
        counted_on=rows[0].counted_on if rows else None,
        shelf=shelf,
        numbers={(row.facet, row.value): row.listings for row in rows if row.shelf == shelf and row.facet},
        shelves={row.shelf: row.listings for row in rows if not row.facet},
    )


def is_counted(work: Work) -> bool:
    """Whether today's count is there."""
    return work.session.scalar(select(BoardCount.id).where(BoardCount.counted_on == work.today).limit(1)) is not None


def count_board(work: Work) -> None:
    """Count all that is on the board now, as today's numbers; those of other days go."""
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("board_count"))))
    numbers: Counter[tuple[str, str, str]] = Counter({(WHOLE_BOARD, *ALL_OF_IT): 0})  # an empty board is counted too
    for shelf, listings in work.session.execute(_grouped(None)):
        for where in (shelf, WHOLE_BOARD):
            numbers[where, *ALL_OF_IT] += listings
    refs = {str(town_id): ref for town_id, ref in work.session.execute(select(Department.id, Department.public_id))}
    for facet in FACETS:
        for shelf, value, listings in work.session.execute(_grouped(facet)):
            code = UNSTATED if value is None else refs[value] if facet.name == "town" else value
            for where in (shelf, WHOLE_BOARD):
                numbers[where, facet.name, code] += listings
    work.session.execute(delete(BoardCount))
    work.session.add_all(
        BoardCount(counted_on=work.today, shelf=shelf, facet=facet, value=value, listings=listings)
        for (shelf, facet, value), listings in sorted(numbers.items())
    )
    work.session.flush()


def _grouped(facet: Facet | None) -> Select[*tuple[Any, ...]]:
    """How many listings each shelf has, by the facet's value where one is given."""
    shelf = literal_column(SHELF, Text).label("shelf")
    columns = [shelf] if facet is None else [shelf, _value(facet).label("value")]
    statement = select(*columns, func.count().label("listings")).where(Listing.released_at.is_not(None))
    return statement.group_by(*columns)


def _value(facet: Facet) -> ColumnElement[str]:
    if facet.name == "reward":
        return case(
            *((Listing.reward_fen < band.below_fen, band.code) for band in REWARD_BANDS if band.below_fen is not None),
            else_=REWARD_BANDS[-1].code,
        )
    return cast(getattr(Listing, facet.column), Text)
