"""Which cases are of one dispute, and whether one of their listings has been released."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CaseState
from listings.disputes.models import Separation
from listings.proposals.queries import proposal_for, waiting_proposal
from listings.publication.models import Listing
from listings.publication.vocabulary import ListingState
from market.refusals import Refused
from market.work import Work

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


def reward_is_due(session: Session, dispute_id: str) -> bool:
    """Whether a reward of the dispute is due or paid: from the court's confirmation on."""
    return bool(_with_listing(session, [dispute_id], (ListingState.CONFIRMED, ListingState.REWARDED)))


def with_reward(session: Session, dispute_ids: Collection[str]) -> set[str]:
    """Those of these disputes whose one reward is promised, due or paid, so that no other case of them earns any."""
    return _with_listing(session, dispute_ids, HOLDING)


def cases_with_draft(session: Session, dispute_ids: Collection[str]) -> list[PetitionCase]:
    """The cases of these disputes of which a draft is on its way to the board, in the order of their ids."""
    states = (ListingState.DRAFT.value, ListingState.IN_REVIEW.value)
    drafted = select(Listing.id).where(Listing.case_id == PetitionCase.id, Listing.status.in_(states)).exists()
    found = select(PetitionCase).where(PetitionCase.dispute_id.in_(dispute_ids), drafted)
    return list(session.scalars(found.order_by(PetitionCase.id)))


def _with_listing(session: Session, dispute_ids: Collection[str], states: Collection[ListingState]) -> set[str]:
    found = (
        select(PetitionCase.dispute_id)
        .join(Listing, Listing.case_id == PetitionCase.id)
        .where(PetitionCase.dispute_id.in_(dispute_ids), Listing.status.in_([state.value for state in states]))
    )
    return set(session.scalars(found))


def joining_and_kept(session: Session, case: PetitionCase, other: PetitionCase) -> tuple[str, str]:
    """Of two disputes that become one, the one whose cases join and the one that is kept: that has been on the board.

    Raises Refused link_both_released.
    """
    if not was_released(session, case.dispute_id):
        return case.dispute_id, other.dispute_id
    if was_released(session, other.dispute_id):
        raise Refused("link_both_released")
    return other.dispute_id, case.dispute_id


def why_not_separated(session: Session, case: PetitionCase) -> str | None:
    """What keeps a case from being taken out of a dispute that has been on the board; None where nothing does."""
    if case.status == CaseState.CLOSED:
        return "case_is_closed"
    if not linked_cases(session, case):
        return "not_linked"
    if not was_released(session, case.dispute_id):
        return "separation_not_needed"
    return "separation_of_the_listed" if holds(session, case) else None


def holding_case(session: Session, dispute_id: str) -> PetitionCase | None:
    """The case to whose listing the reward of the dispute is promised, due or paid; there is one at the most."""
    held = select(Listing.id).where(Listing.case_id == PetitionCase.id, _holding()).exists()
    return session.scalar(select(PetitionCase).where(PetitionCase.dispute_id == dispute_id, held))


def _holding() -> ColumnElement[bool]:
    return Listing.status.in_([state.value for state in HOLDING])


def holds(session: Session, case: PetitionCase) -> bool:
    """Whether a listing of this very case is on the board, in mediation or rewarded."""
    own = select(Listing.id).where(Listing.case_id == case.id, _holding())
    return session.scalar(own.limit(1)) is not None


def waiting_separation(session: Session, case: PetitionCase) -> Separation | None:
    """The proposal to take this case out that nobody has decided yet."""
    return waiting_proposal(session, Separation, case)


def separation_for(work: Work, ref: str) -> Separation:
    """The separation at this address, of a case the actor may see. Raises Missing."""
    return proposal_for(work, Separation, ref)


def is_past_linking(session: Session, case: PetitionCase) -> bool:
    """Closed, and nothing of its dispute was ever on the board: no reward of it can be given twice."""
    return case.status == CaseState.CLOSED and not was_released(session, case.dispute_id)


def dispute_was_released() -> ColumnElement[bool]:
    """`was_released`, asked of each case of a list."""
    of_it = aliased(PetitionCase)
    released = select(Listing.id).join(of_it, of_it.id == Listing.case_id)
    return released.where(of_it.dispute_id == PetitionCase.dispute_id, Listing.released_at.is_not(None)).exists()


def is_held(session: Session, case: PetitionCase) -> bool:
    """Whether another case of the dispute is on the board, in mediation or rewarded."""
    holding = (
        select(Listing.id)
        .join(PetitionCase, PetitionCase.id == Listing.case_id)
        .where(
            PetitionCase.dispute_id == case.dispute_id,
            PetitionCase.id != case.id,
            _holding(),
        )
    )
    return session.scalar(holding.limit(1)) is not None
