"""The board is read by published values alone; whoever asks sees the same."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from listings.board.filter import UNSTATED, BoardFilter, reward_band
from listings.board.search import NEWEST, SOONEST, Hunt, fits, hunt, hunt_by_reward, rewards_between
from listings.board.words import words_of
from listings.paging import PAGE_SIZE, Page, mark_of, values_of
from listings.publication.events import PUBLIC_EVENTS
from listings.publication.models import Listing
from market.people.models import Department, DepartmentKind
from market.record.queries import Timeline, timeline
from market.work import Work

_KEYS = {
    "newest": (Listing.released_at, Listing.id),
    "reward": (Listing.reward_fen, Listing.released_at, Listing.id),
    "claim_by": (Listing.claim_by, Listing.id),
}


def board_page(work: Work, wanted: BoardFilter, after: str | None, *, size: int = PAGE_SIZE) -> Page[Listing]:
    """One page of the board. Raises Missing for a mark that is none, BadValue for words that cannot be looked for."""
    keys = _KEYS[wanted.sort]
    mark = tuple(values_of(after, keys)) if after else None
    looked_for = hunted(work, wanted)
    if looked_for is None:
        return Page([], None)
    find = hunt_by_reward if wanted.sort == "reward" else hunt
    rows = listings_in_order(work, find(work.session, looked_for, mark, size + 1))
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, mark_of(rows[-1], keys) if more else None)


def is_shown(work: Work, wanted: BoardFilter, listing: Listing) -> bool:
    """Whether a view of the board has this listing, on whatever page."""
    looked_for = hunted(work, wanted)
    return looked_for is not None and fits(work.session, looked_for, listing.id)


def listings_in_order(work: Work, ids: Sequence[int]) -> list[Listing]:
    """The listings of these ids, in their order, each with its town."""
    found = select(Listing).where(Listing.id.in_(ids)).options(joinedload(Listing.place_town))
    by_id = {listing.id: listing for listing in work.session.scalars(found)}
    return [by_id[one] for one in ids]


def hunted(work: Work, wanted: BoardFilter) -> Hunt | None:
    """The view as the search knows it; None where nothing can match, such as a town that is none."""
    values: dict[str, tuple[str, ...]] = {}
    for facet, code in wanted.chosen():
        if code == UNSTATED:
            values[facet.letter] = ("",)
        elif facet.name == "town":
            values["t"] = tuple(str(found) for found in work.session.scalars(_town_id(code)))
        elif facet.name == "reward":
            band = reward_band(code)
            values["r"] = tuple(map(str, rewards_between(work.session, band.from_fen, band.below_fen))) if band else ()
        else:
            values[facet.letter] = facet.shows(code)
    if not all(values.values()):
        return None
    order = SOONEST if wanted.sort == "claim_by" else NEWEST
    return Hunt(order, wanted.status, values, words_of(wanted.q))


def public_timeline(work: Work, listing: Listing) -> Timeline:
    """What happened to a listing since its release, newest first: names of events and days, no persons."""
    return timeline(work, subject=listing, names=PUBLIC_EVENTS)


def all_towns(work: Work) -> list[Department]:
    """The towns of every jurisdiction on the board."""
    towns = select(Department).where(Department.kind == DepartmentKind.TOWN.value)
    return list(work.session.scalars(towns.order_by(Department.jurisdiction_id, Department.id)))


def _town_id(public_id: str) -> Select[int]:
    return select(Department.id).where(Department.public_id == public_id, Department.kind == DepartmentKind.TOWN.value)
