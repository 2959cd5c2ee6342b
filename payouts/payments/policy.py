"""Who prepares and who approves: two persons of finance, neither of them the one who is paid."""

from market.policy import Can, Clauses, finance_approver, finance_preparer, not_by
from payouts.rewards.policy import not_the_payee

POLICY: dict[Can, Clauses] = {
    Can.PREPARE_PAYOUT: [[finance_preparer, not_the_payee]],
    Can.APPROVE_PAYOUT: [[finance_approver, not_by("prepared_by_id"), not_the_payee]],
}
