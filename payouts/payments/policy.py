"""Who prepares and who approves: two persons of finance, three above a limit, none of them the one who is paid."""

from typing import Any

from market.policy import Can, Clauses, finance_approver, finance_preparer, not_by
from market.work import Work
from payouts.payments.vocabulary import PayoutState
from payouts.rewards.policy import not_the_payee


def not_the_first_approver(work: Work, subject: Any) -> bool:
    """While a second approver is awaited: not the first one."""
    waits = subject is not None and subject.status == PayoutState.FIRST_APPROVED
    return not waits or subject.first_approved_by_id != work.actor.person_id


POLICY: dict[Can, Clauses] = {
    Can.PREPARE_PAYOUT: [[finance_preparer, not_the_payee]],
    Can.APPROVE_PAYOUT: [[finance_approver, not_by("prepared_by_id"), not_the_payee, not_the_first_approver]],
}
