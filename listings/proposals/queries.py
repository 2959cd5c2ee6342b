"""Which proposals wait for a second person, which of them a reviewer could decide, and what came of the last one."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from listings.cases.models import PetitionCase
from listings.cases.queries import visible_cases
from listings.proposals.models import PROPOSED, Proposal
from market.actor import Role
from market.refusals import Missing
from market.work import Work

ProposalT = TypeVar("ProposalT", bound=Proposal)


def proposals_to_decide(work: Work, model: type[ProposalT], limit: int) -> Sequence[ProposalT]:
    """Proposals of other people that this reviewer could decide, oldest first."""
    return work.session.scalars(
        select(model)
        .options(joinedload(model.case))
        .where(
            model.jurisdiction_id.in_(work.actor.serves(Role.OFFICE_REVIEWER)),
            model.status == PROPOSED,
            model.proposed_by_id != work.actor.person_id,
        )
        .order_by(model.id)
        .limit(limit)
    ).all()


def proposal_for(work: Work, model: type[ProposalT], ref: str) -> ProposalT:
    """The proposal at this address, of a case the actor may see. Raises Missing."""
    visible = visible_cases(work).with_only_columns(PetitionCase.id)
    found = work.session.scalar(select(model).where(model.public_id == ref, model.case_id.in_(visible)))
    if found is None:
        raise Missing()
    return found


def last_proposal(session: Session, model: type[ProposalT], case: PetitionCase) -> ProposalT | None:
    """The last one about this case, whatever came of it."""
    return session.scalar(select(model).where(model.case_id == case.id).order_by(model.id.desc()).limit(1))


def waiting_proposal(session: Session, model: type[ProposalT], case: PetitionCase) -> ProposalT | None:
    """The one about this case that nobody has decided yet; there is one at the most."""
    return session.scalar(select(model).where(model.case_id == case.id, model.status == PROPOSED))
