"""A proposal is made in the name of one person and decided in that of another; each is told of what the other did.

Who turns it down says why and names nobody.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from listings.anonymisation.services import refuse_private
from listings.cases.models import PetitionCase
from listings.proposals.models import Proposal
from market.actor import Role
from market.lifecycle import Lifecycle, lock
from market.notifications.services import notify
from market.people.queries import serving
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


def announce(work: Work, proposal: Proposal, event: str, **facts: Any) -> None:
    """Tell the record of a new proposal, and every reviewer who could decide it; the message leads to the case."""
    work.tell(event, proposal, **facts)
    reviewers = serving(work, proposal.jurisdiction_id, Role.OFFICE_REVIEWER)
    _notify(work, proposal, [one for one in reviewers if one != proposal.proposed_by_id], event)


def confirmed(work: Work, lifecycle: Lifecycle, proposal: ProposalT, **facts: Any) -> ProposalT:
    """Take the step that confirms it, and tell who proposed it. The caller has locked, judged and done what follows.

    Raises Forbidden for who proposed it, WrongState.
    """
    lifecycle.apply(work, "confirm", proposal, **facts)
    _notify(work, proposal, [proposal.proposed_by_id], lifecycle.steps["confirm"].event)
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
    _notify(work, proposal, [proposal.proposed_by_id], step.event)
    return proposal


def _notify(work: Work, proposal: Proposal, person_ids: Sequence[int], event: str) -> None:
    ref = proposal.case.public_id
    notify(work, person_ids, event, "cases.show", ref, case=ref)
