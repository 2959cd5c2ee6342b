"""How a page of the board is found: its cost does not follow the number of listings, whatever the view is narrowed to.

1. Walk: the next thousand of the order are looked at one by one. A common view is full by then.
2. Look up near by, where the walk met some: the next fortnights, in the index of keys and words.
3. Look up everywhere: what has not filled a page by then is rare, so that all of it is a short list.

Each step is complete up to where it ends, so that the first one that fills the page is right. Nothing rests on the
planner's guess: an order by an index with a limit over something rare is where it would read the whole table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import combinations, product
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, Text, cast, func, literal, select, text, tuple_
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute, Session

from listings.board.words import as_tsquery
from listings.publication.models import SHELF, Listing

WALKED = 1_000
WALKED_FOR_WORDS = 300  # each is read, not only looked at
NEAR_BY_TIMES = 32  # how much more than the walk the near-by look-up covers
MOST_BLOCKS = 60
FEW = 1_000
BLOCK_DAYS = 14
FIRST_BLOCK = date(2000, 1, 3)  # as board_keys counts
_LETTERS = "skctrda"  # the order of the letters in a key of two values
_TELLING = "ctadkrs"  # the order in which a value narrows most, as a rule
_COLUMN_OF = {
    "k": "case_class", "c": "category", "t": "place_town_id", "r": "reward_fen", "d": "duration_band",
    "a": "amount_band",
}  # fmt: skip

Key = tuple[Any, ...]
KEYS = func.board_keys(
    Listing.status, Listing.case_class, Listing.category, Listing.place_town_id, Listing.reward_fen,
    Listing.duration_band, Listing.amount_band, Listing.released_at, Listing.claim_by,
)  # fmt: skip
WORDS = func.board_words(Listing.board_text)


@dataclass(frozen=True)
class Order:
    """A key that an index keeps, and the letter of the blocks by which the order is cut into fortnights."""

    keys: tuple[InstrumentedAttribute[Any], ...]
    descending: bool
    block: str


NEWEST = Order((Listing.released_at, Listing.id), True, "m")
SOONEST = Order((Listing.claim_by, Listing.id), False, "w")


@dataclass(frozen=True)
class Hunt:
    """What is looked for. `values` has the accepted values of a column by its letter, as the keys spell them."""

    order: Order
    shelf: str = ""
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def with_reward(self, reward_fen: int) -> "Hunt":
        """The same among the listings of one reward."""
        return replace(self, values=self.values | {"r": (str(reward_fen),)})


def hunt(session: Session, wanted: Hunt, after: Key | None, limit: int) -> list[int]:
    """The ids of the first listings after a key in the order of the hunt, at most `limit`."""
    ids = list(session.scalars(walk(wanted, after, limit)))
    if len(ids) >= limit:
        return ids
    first, last, walked = session.execute(_walked(wanted, after)).one()
    if walked < _steps(wanted):
        return ids
    times = min(NEAR_BY_TIMES, 2 * limit // len(ids) + 1) if ids else 0
    if times and (blocks := _blocks(wanted.order, first, last, times)):
        ids = list(session.scalars(look_up(wanted, after, limit, blocks)))
        if len(ids) >= limit:
            return ids
    return list(session.scalars(look_up(wanted, after, limit)))


def fits(session: Session, wanted: Hunt, listing_id: int) -> bool:
    """Whether this one listing is among those that are looked for."""
    found = select(Listing.id).where(Listing.id == listing_id, *_found_by(wanted, ()))
    return session.scalar(found) is not None


def hunt_by_reward(session: Session, wanted: Hunt, after: Key | None, limit: int) -> list[int]:
    """As hunt, the highest reward first: there are few rewards, and each is a hunt of its own, the newest first."""
    ids: list[int] = []
    allowed = wanted.values.get("r")
    reward_fen, within = (after[0], after[1:]) if after else (_next_reward(session, wanted, None), None)
    may_be_few = bool(wanted.words) or len(wanted.values) + bool(wanted.shelf) > 1
    while reward_fen is not None and len(ids) < limit:
        if allowed is None or str(reward_fen) in allowed:
            ids += hunt(session, wanted.with_reward(reward_fen), within, limit - len(ids))
            if may_be_few and len(ids) < limit and (few := _all_of_few(session, wanted, after, limit)) is not None:
                return few
            may_be_few = False
        reward_fen, within = _next_reward(session, wanted, reward_fen), None
    return ids


def rewards_between(session: Session, from_fen: int, below_fen: int | None) -> tuple[int, ...]:
    """The rewards on the board in a band (fen), the highest first; each is one step in an index."""
    found: list[int] = []
    reward_fen = _next_reward(session, Hunt(NEWEST), below_fen)
    while reward_fen is not None and reward_fen >= from_fen:
        found.append(reward_fen)
        reward_fen = _next_reward(session, Hunt(NEWEST), reward_fen)
    return tuple(found)


def walk(wanted: Hunt, after: Key | None, limit: int) -> Select[int]:
    """Step 1: what fits among the next listings in the order, read along its index."""
    names = [key.key for key in wanted.order.keys]
    names += [name for name in (*_COLUMN_OF.values(), "board_text") if name not in names]
    near = _ahead(wanted, after, [getattr(Listing, name) for name in names]).subquery("near")
    columns = [near.c[key.key] for key in wanted.order.keys]
    fits = [_accepts(near.c[_COLUMN_OF[letter]], values) for letter, values in wanted.values.items()]
    holds = [func.strpos(near.c.board_text, word) > 0 for word in wanted.words]
    return select(near.c.id).where(*fits, *holds).order_by(*_ordered(columns, wanted.order)).limit(limit)


def look_up(wanted: Hunt, after: Key | None, limit: int, blocks: Sequence[str] = ()) -> Select[int]:
    """Steps 2 and 3: what fits by the index of keys and words, in these blocks or everywhere; ordered afterwards."""
    found = select(*wanted.order.keys).where(*_found_by(wanted, blocks)).cte("found").prefix_with("MATERIALIZED")
    columns = [found.c[key.key] for key in wanted.order.keys]
    statement = select(found.c.id).order_by(*_ordered(columns, wanted.order)).limit(limit)
    return statement.where(_beyond(columns, after, wanted.order)) if after else statement


def _found_by(wanted: Hunt, blocks: Sequence[str]) -> list[ColumnElement[bool]]:
    conditions = [Listing.released_at.is_not(None), *_by_keys(wanted)]
    if blocks:
        conditions.append(_any_of(blocks))
    if wanted.words:
        conditions.append(WORDS.op("@@")(cast(literal(as_tsquery(wanted.words)), TSQUERY)))
        conditions += [func.strpos(Listing.board_text, word) > 0 for word in wanted.words]
    return conditions


def _all_of_few(session: Session, wanted: Hunt, after: Key | None, limit: int) -> list[int] | None:
    """All of a rare view ordered by reward in one look, rather than reward by reward; None where it is not rare."""
    keys = (Listing.reward_fen, *wanted.order.keys)
    few = select(*keys).where(*_found_by(wanted, ())).limit(FEW + 1).cte("few").prefix_with("MATERIALIZED")
    rows = session.execute(select(few)).all()
    if len(rows) > FEW:
        return None
    ahead = sorted((tuple(row) for row in rows if after is None or tuple(row) < after), reverse=True)
    return [row[-1] for row in ahead[:limit]]


def _ahead(wanted: Hunt, after: Key | None, columns: Sequence[Any]) -> Select[Any]:
    """The listings that a walk looks at, along the index of the order."""
    order = wanted.order
    statement = select(*columns).where(Listing.released_at.is_not(None))
    if wanted.shelf:
        statement = statement.where(text(f"{SHELF} = :shelf").bindparams(shelf=wanted.shelf))
    if len(wanted.values.get("r", ())) == 1:
        statement = statement.where(Listing.reward_fen == int(wanted.values["r"][0]))
    if after:
        statement = statement.where(_beyond(order.keys, after, order))
    return statement.order_by(*_ordered(order.keys, order)).limit(_steps(wanted))


def _walked(wanted: Hunt, after: Key | None) -> Select[Any]:
    """Where a walk begins and ends in the order, and how many it looks at."""
    near = _ahead(wanted, after, [wanted.order.keys[0].label("place")]).subquery("near")
    first, last = func.min(near.c.place), func.max(near.c.place)
    return select(*((last, first) if wanted.order.descending else (first, last)), func.count())


def _steps(wanted: Hunt) -> int:
    return WALKED_FOR_WORDS if wanted.words else WALKED


def _blocks(order: Order, first: Any, last: Any, times: int) -> list[str]:
    """The keys of the fortnights from the walk's beginning to `times` its length beyond its end; none where that is
    nearly all. `first` and `last` are both instants or both days."""
    far = last + (last - first) * times
    numbers = sorted((_day(place) - FIRST_BLOCK).days // BLOCK_DAYS for place in (first, far))
    if numbers[1] - numbers[0] >= MOST_BLOCKS:
        return []
    return [f"{order.block}:{number}" for number in range(numbers[0], numbers[1] + 1)]


def _day(place: datetime | date) -> date:
    return place.astimezone(UTC).date() if isinstance(place, datetime) else place


def _by_keys(wanted: Hunt) -> list[ColumnElement[bool]]:
    """A value by itself, or else values by twos: the three that narrow most with each other, the rest with the first.

    The shortest of these lists leads the search; more of them would only cost.
    """
    values = ({"s": (wanted.shelf,)} if wanted.shelf else {}) | wanted.values
    letters = [letter for letter in _TELLING if letter in values]
    if len(letters) == 1:
        return [_any_of([f"{letters[0]}:{value}" for value in values[letters[0]]])]
    twos = [*combinations(letters[:3], 2), *((letters[0], letter) for letter in letters[3:])]
    if "k" in letters[1:] and "r" in letters[3:]:
        twos.append(("k", "r"))  # the class all but says the reward, so that most of these lists are empty
    choices = [_two(values, *sorted(two, key=_LETTERS.index)) for two in twos]
    sure = [choice[0] for choice in choices if len(choice) == 1]
    conditions = [KEYS.op("@>")(cast(sure, ARRAY(Text)))] if sure else []
    return [*conditions, *(_any_of(choice) for choice in choices if len(choice) > 1)]


def _two(values: dict[str, tuple[str, ...]], one: str, other: str) -> list[str]:
    """The keys of two values, as board_keys writes them."""
    return [f"{one}:{value}|{other}:{further}" for value, further in product(values[one], values[other])]


def _any_of(keys: Sequence[str]) -> ColumnElement[bool]:
    return KEYS.op("&&")(cast(list(keys), ARRAY(Text)))


def _accepts(column: ColumnElement[Any], values: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether a column has one of these values; '' stands for none."""
    return func.coalesce(cast(column, Text), "").in_(values)


def _ordered(columns: Sequence[Any], order: Order) -> list[ColumnElement[Any]]:
    return [column.desc() if order.descending else column.asc() for column in columns]


def _beyond(columns: Sequence[Any], after: Key, order: Order) -> ColumnElement[bool]:
    row, mark = tuple_(*columns), tuple_(*after)
    return row < mark if order.descending else row > mark


def _next_reward(session: Session, wanted: Hunt, below_fen: int | None) -> int | None:
    statement = select(func.max(Listing.reward_fen)).where(Listing.released_at.is_not(None))
    if wanted.shelf:
        statement = statement.where(text(f"{SHELF} = :shelf").bindparams(shelf=wanted.shelf))
    if below_fen is not None:
        statement = statement.where(Listing.reward_fen < below_fen)
    return session.scalar(statement)
