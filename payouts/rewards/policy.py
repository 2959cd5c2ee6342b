"""Who may do what about rewards: finance decides, never for itself; mediators see their own; the office looks on."""

from typing import Any

from market.policy import (
    Can,
    Clauses,
    allowed,
    auditor,
    finance_approver,
    finance_member,
    finance_preparer,
    not_by,
    office_member,
)
from market.work import Work
from mediators.vetting.queries import own_mediator_of


def not_the_payee(work: Work, subject: Any) -> bool:
    """The actor is not the person who is to receive the money."""
    return subject is None or subject.payee_person_id != work.actor.person_id


def own_reward(work: Work, subject: Any) -> bool:
    """The reward, or the payout, is the actor's own."""
    person_id = work.actor.person_id
    return subject is not None and person_id is not None and subject.payee_person_id == person_id


def reads_names(work: Work, subject: Any) -> bool:
    """Finance, the office and the auditor read who acted on a reward or a payout; the payee reads that finance did."""
    return allowed(work, Can.SEE_REWARDS, subject) or allowed(work, Can.SEE_CASES, subject)


def a_mediator(work: Work, subject: Any) -> bool:
    """The actor has applied as mediator, whatever became of it."""
    return own_mediator_of(work) is not None


POLICY: dict[Can, Clauses] = {
    Can.SEE_REWARDS: [[finance_member], [auditor]],
    Can.SEE_REWARD: [[finance_member], [auditor], [office_member], [own_reward]],
    Can.SEE_OWN_REWARDS: [[a_mediator]],
    Can.PROPOSE_REFUSAL: [[finance_preparer, not_the_payee]],
    Can.DECIDE_REFUSAL: [[finance_approver, not_the_payee, not_by("refusal_proposed_by_id")]],
}
