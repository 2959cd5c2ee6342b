"""A proposal is made in the name of one person, and turned down in that of another, who says why and names nobody."""

from typing import Any, TypeVar

from listings.anonymisation.services import refuse_private
from listings.cases.models import PetitionCase
from listings.proposals.models import Proposal
from market.lifecycle import Lifecycle, lock
from market.notifications.services import notify
from market.policy import Can, demand
from market.work import Work

ProposalT = TypeVar("ProposalT", bound=Proposal)


def proposed(work: Work, model: type[ProposalT], case: PetitionCase, **own: Any) -> ProposalT:
    """The actor's proposal about this case; `own` are the columns of its kind. The caller has locked and judged."""
    proposal = model(
        jurisdiction_id=case.jurisdiction_id,
        case_id=case.id,
        proposed_at=work.now,
        proposed_by_id=work.actor.person_id,
        **own,
    )
    proposal.case = case
    work.session.add(proposal)
    work.session.flush()
    return proposal


def turned_down(work: Work, lifecycle: Lifecycle, step_name: str, proposal: ProposalT, note: str) -> ProposalT:
    """Leave the case as it is; the same may be proposed again. Who proposed it is told where to read why.

    Raises Forbidden for who proposed it, WrongState; Invalid leak_* for a note that names somebody.
    """
    step = lifecycle.steps[step_name]
    assert isinstance(step.who, Can), "a person turns it down"
    lock(work, proposal)
    demand(work, step.who, proposal)
    if proposal.waits:
        refuse_private(work, proposal.case, {"note": note})
        proposal.note = note
    lifecycle.apply(work, step_name, proposal, note=note)
    ref = proposal.case.public_id
    notify(work, [proposal.proposed_by_id], step.event, "cases.show", ref, case=ref)
    return proposal
