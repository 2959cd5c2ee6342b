"""The board is read by published values alone; whoever asks sees the same."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from listings.paging import Page, page_of
from listings.publication.events import PUBLIC_EVENTS
from listings.publication.models import Listing
from listings.publication.queries import public_listings
from listings.publication.vocabulary import REWARD_BANDS
from listings.publication.vocabulary import ListingState as S
from market.people.models import Department, DepartmentKind
from market.record.queries import Timeline, timeline
from market.text import N_
from market.work import Work


@dataclass(frozen=True)
class Shelf:
    """States that a reader of the board thinks of as one."""

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

SORTS = {
    "newest": (N_("Newest first"), (Listing.released_at, Listing.id), True),
    "reward": (N_("Highest reward first"), (Listing.reward_fen, Listing.id), True),
    "claim_by": (N_("Soonest claim-by first"), (Listing.claim_by, Listing.id), False),
}
DEFAULT_SORT = "newest"


@dataclass(frozen=True)
class BoardFilter:
    """What the board is narrowed to; an empty value narrows nothing. `town` is a department's public id."""

    case_class: str = ""
    category: str = ""
    town: str = ""
    reward: str = ""
    status: str = "open"
    sort: str = DEFAULT_SORT


def board_page(work: Work, wanted: BoardFilter, after: str | None) -> Page[Listing]:
    """One page of the board. Raises Missing for a mark that is none."""
    statement = public_listings().options(joinedload(Listing.place_town))
    if wanted.case_class:
        statement = statement.where(Listing.case_class == wanted.case_class)
    if wanted.category:
        statement = statement.where(Listing.category == wanted.category)
    if wanted.town:
        statement = statement.where(Listing.place_town.has(Department.public_id == wanted.town))
    band = next((one for one in REWARD_BANDS if one.code == wanted.reward), None)
    if band is not None:
        statement = statement.where(Listing.reward_fen >= band.from_fen)
        if band.below_fen is not None:
            statement = statement.where(Listing.reward_fen < band.below_fen)
    shelf = next((one for one in SHELVES if one.code == wanted.status), None)
    if shelf is not None:
        statement = statement.where(Listing.status.in_([state.value for state in shelf.states]))
    _, keys, descending = SORTS.get(wanted.sort, SORTS[DEFAULT_SORT])
    return page_of(work.session, statement, keys, after, descending=descending)


def public_timeline(work: Work, listing: Listing) -> Timeline:
    """What happened to a listing since its release, newest first: names of events and days, no persons."""
    return timeline(work, subject=listing, names=PUBLIC_EVENTS)


def all_towns(work: Work) -> list[Department]:
    """The towns of every jurisdiction on the board."""
    towns = select(Department).where(Department.kind == DepartmentKind.TOWN.value)
    return list(work.session.scalars(towns.order_by(Department.jurisdiction_id, Department.id)))
