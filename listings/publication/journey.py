"""Where a listing or a case stands in its life, as stages to be drawn; the words are message ids."""

from dataclasses import dataclass
from datetime import datetime

from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CASE_STATE_LABELS, CaseState
from listings.publication.models import Listing
from listings.publication.public_end import public_state
from listings.publication.vocabulary import ENDED, LISTING_STATE_LABELS
from listings.publication.vocabulary import ListingState as S

BEFORE_THE_BOARD = (S.DRAFT, S.IN_REVIEW)
ON_THE_BOARD = (S.PUBLISHED, S.PROPOSED, S.CLAIMED, S.SETTLED, S.CONFIRMED, S.REWARDED)


@dataclass(frozen=True)
class Stage:
    """One stage: its code, its words, the instant it was reached where that is known, whether it is a bad end."""

    code: str
    label: str
    reached_at: datetime | None = None
    ended: bool = False


@dataclass(frozen=True)
class Journey:
    """The stages in order, the present one and those gone through."""

    stages: list[Stage]
    current: str
    past: list[str]


def journey_of_listing(listing: Listing, *, office: bool) -> Journey:
    """The life of a listing; the public does not see what came before its release."""
    state = S(listing.status) if office else public_state(listing)
    reached = {
        S.DRAFT: listing.drafted_at,
        S.IN_REVIEW: listing.submitted_at,
        S.PUBLISHED: listing.released_at,
        S.CLAIMED: listing.claimed_at,
        S.SETTLED: listing.settled_at,
        S.CONFIRMED: listing.confirmed_at,
    }
    way = [*(BEFORE_THE_BOARD if office else ()), *ON_THE_BOARD]
    if state in ENDED and state is not S.REWARDED:
        way = [step for step in way if reached.get(step) is not None] + [state]
    here = way.index(state) if state in way else 0
    stages = [
        Stage(
            step.value,
            LISTING_STATE_LABELS[step],
            listing.ended_at if step in ENDED and step is state else (reached.get(step) if index <= here else None),
            step in ENDED and step is not S.REWARDED,
        )
        for index, step in enumerate(way)
    ]
    return Journey(stages, state.value, [step.value for step in way[:here]])


def journey_of_case(case: PetitionCase) -> Journey:
    """The life of a case, from the register to the file."""
    way = list(CaseState)
    if case.close_code is not None:
        way = [CaseState.REGISTERED, *([CaseState.CLASSIFIED] if case.case_class else []), CaseState.CLOSED]
    here = way.index(CaseState(case.status))
    reached = {
        CaseState.REGISTERED: case.registered_at,
        CaseState.RESOLVED: case.resolved_at,
        CaseState.CLOSED: case.closed_at,
    }
    stages = [
        Stage(step.value, CASE_STATE_LABELS[step], reached.get(step) if index <= here else None)
        for index, step in enumerate(way)
    ]
    return Journey(stages, case.status, [step.value for step in way[:here]])
