"""Which cases are of one dispute, and whether one of their listings has been released."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.cases.models import PetitionCase
from listings.publication.models import Listing
from listings.publication.vocabulary import ListingState

# A listing of these keeps the others of its dispute off the board: on it, in mediation, or rewarded.
HOLDING = (
    ListingState.PUBLISHED,
    ListingState.PROPOSED,
    ListingState.CLAIMED,
    ListingState.SETTLED,
    ListingState.CONFIRMED,
    ListingState.REWARDED,
)


def cases_of_dispute(session: Session, dispute_id: str) -> list[PetitionCase]:
    """The cases of a dispute in the order of their ids, which is the order of locking."""
    found = session.scalars(select(PetitionCase).where(PetitionCase.dispute_id == dispute_id).order_by(PetitionCase.id))
    return list(found)


def linked_cases(session: Session, case: PetitionCase) -> list[PetitionCase]:
    """The other cases of this case's dispute."""
    return [other for other in cases_of_dispute(session, case.dispute_id) if other.id != case.id]


def was_released(session: Session, dispute_id: str) -> bool:
    """Whether a listing of any case of the dispute was ever released."""
    released = (
        select(Listing.id)
        .join(PetitionCase, PetitionCase.id == Listing.case_id)
        .where(PetitionCase.dispute_id == dispute_id, Listing.released_at.is_not(None))
    )
    return session.scalar(released.limit(1)) is not None


def is_held(session: Session, case: PetitionCase) -> bool:
    """Whether another case of the dispute is on the board, in mediation or rewarded."""
    holding = (
        select(Listing.id)
        .join(PetitionCase, PetitionCase.id == Listing.case_id)
        .where(
            PetitionCase.dispute_id == case.dispute_id,
            PetitionCase.id != case.id,
            Listing.status.in_([state.value for state in HOLDING]),
        )
    )
    return session.scalar(holding.limit(1)) is not None
