"""Who may do what about claims: clerks record what parties say, reviewers choose and grant, mediators act on their own.

Whoever recorded the parties' acceptances does not grant on them; a reviewer never decides on a claim of their own.
"""

from typing import Any

from market.policy import Can, Clauses, auditor, office_clerk, office_member, office_reviewer
from market.work import Work
from mediators.claims.models import Claim
from mediators.claims.queries import recorders_of_answers
from mediators.vetting.policy import approved_mediator
from mediators.vetting.queries import own_mediator_of


def own_claim(work: Work, subject: Any) -> bool:
    """The claim is the actor's own; without a subject, the actor is a mediator in whatever state."""
    mediator = own_mediator_of(work)
    return mediator is not None and (subject is None or subject.mediator_id == mediator.id)


def not_ones_own_claim(work: Work, subject: Any) -> bool:
    """Nobody decides on a claim of their own."""
    mediator = own_mediator_of(work)
    return mediator is None or not isinstance(subject, Claim) or subject.mediator_id != mediator.id


def not_the_recorder(work: Work, subject: Any) -> bool:
    """Four eyes: the actor recorded none of the answers that count."""
    return subject is None or work.actor.person_id not in recorders_of_answers(work.session, subject.id)


def the_system(work: Work, subject: Any) -> bool:
    """The software itself, when a date has passed."""
    return work.actor.is_system


POLICY: dict[Can, Clauses] = {
    Can.CLAIM_LISTING: [[approved_mediator]],
    Can.ASK_QUESTION: [[approved_mediator]],
    Can.SEE_CLAIMS: [[office_member], [auditor]],
    Can.SEE_CLAIM: [[own_claim], [office_member], [auditor]],
    Can.SEE_OWN_CLAIMS: [[own_claim]],
    Can.PROPOSE_CLAIM: [[office_reviewer, not_ones_own_claim]],
    Can.DECLINE_CLAIM: [[office_reviewer, not_ones_own_claim]],
    Can.RECORD_ANSWER: [[office_clerk, not_ones_own_claim], [the_system]],
    Can.GRANT_CLAIM: [[office_reviewer, not_ones_own_claim, not_the_recorder]],
    Can.REPLACE_CLAIM: [[office_reviewer, not_ones_own_claim]],
    Can.WITHDRAW_CLAIM: [[own_claim]],
    Can.RELINQUISH_CLAIM: [[own_claim]],
}
