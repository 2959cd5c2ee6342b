"""Who may do what about mediators: reviewers vet and suspend, guards and constraints keep the four eyes."""

from typing import Any

from market.policy import Can, Clauses, auditor, office_member, office_reviewer, signed_in
from market.staff.guards import HELD_ALONE
from market.work import Work
from mediators.vetting.models import Mediator
from mediators.vetting.queries import claims_in_a_banner_of, own_mediator_of
from mediators.vetting.vocabulary import MediatorState


def visitor(work: Work, subject: Any) -> bool:
    """Nobody has signed in."""
    return work.actor.is_visitor


def has_not_applied(work: Work, subject: Any) -> bool:
    """The actor has made no application."""
    return own_mediator_of(work) is None


def handles_cases(work: Work, subject: Any) -> bool:
    """Neither an administrator nor an auditor: none of them handles a case (三员分立)."""
    return not any(held.role in HELD_ALONE for held in work.actor.appointments)


def own_mediator(work: Work, subject: Any) -> bool:
    """The actor is this mediator; without a subject, the actor has applied as one."""
    if subject is None:
        return own_mediator_of(work) is not None
    return isinstance(subject, Mediator) and subject.person_id == work.actor.person_id


def approved_mediator(work: Work, subject: Any) -> bool:
    """The actor is a vetted mediator, neither suspended nor resigned."""
    mediator = own_mediator_of(work)
    return mediator is not None and mediator.status == MediatorState.APPROVED


def mediator_claims_here(work: Work, subject: Any) -> bool:
    """The mediator claims a listing of a banner in which the actor serves the office or audits."""
    return isinstance(subject, Mediator) and claims_in_a_banner_of(work, subject)


POLICY: dict[Can, Clauses] = {
    Can.APPLY_AS_MEDIATOR: [[visitor]],
    Can.APPLY_WITH_ACCOUNT: [[signed_in, has_not_applied, handles_cases]],
    Can.SEE_MEDIATORS: [[office_member], [auditor]],
    Can.SEE_MEDIATOR: [[own_mediator], [office_member], [auditor], [mediator_claims_here]],
    Can.VET_MEDIATOR: [[office_reviewer]],
    Can.SUSPEND_MEDIATOR: [[office_reviewer]],
    Can.OPEN_MEDIATOR: [[office_reviewer], [auditor]],
    Can.RESIGN_AS_MEDIATOR: [[own_mediator]],
}
