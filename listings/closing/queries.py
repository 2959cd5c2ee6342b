"""Which closings wait for a second person, and what came of a case's last one."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from listings.cases.models import PetitionCase
from listings.cases.queries import visible_cases
from listings.closing.models import Closing, ClosingState
from market.actor import Role
from market.refusals import Missing
from market.work import Work


def last_closing(session: Session, case: PetitionCase) -> Closing | None:
    """The last proposal to close this case without a listing, whatever came of it."""
    return session.scalar(select(Closing).where(Closing.case_id == case.id).order_by(Closing.id.desc()).limit(1))


def waiting_closing(session: Session, case: PetitionCase) -> Closing | None:
    """The proposal that nobody has decided yet."""
    last = last_closing(session, case)
    return last if last is not None and last.status == ClosingState.PROPOSED else None


def closing_for(work: Work, ref: str) -> Closing:
    """The closing at this address, of a case the actor may see. Raises Missing."""
    visible = visible_cases(work).with_only_columns(PetitionCase.id)
    found = work.session.scalar(select(Closing).where(Closing.public_id == ref, Closing.case_id.in_(visible)))
    if found is None:
        raise Missing()
    return found


def closings_to_decide(work: Work, limit: int) -> Sequence[Closing]:
    """Proposals of other people that this reviewer could decide, oldest first."""
    return work.session.scalars(
        select(Closing)
        .options(joinedload(Closing.case))
        .where(
            Closing.jurisdiction_id.in_(work.actor.serves(Role.OFFICE_REVIEWER)),
            Closing.status == ClosingState.PROPOSED.value,
            Closing.proposed_by_id != work.actor.person_id,
        )
        .order_by(Closing.id)
        .limit(limit)
    ).all()
