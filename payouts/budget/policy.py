"""Who keeps the budget: finance prepares and approves, never the same person; the auditor reads."""

from market.policy import Can, Clauses, auditor, finance_approver, finance_member, finance_preparer, not_by

POLICY: dict[Can, Clauses] = {
    Can.SEE_BUDGET: [[finance_member], [auditor]],
    Can.PREPARE_BUDGET: [[finance_preparer]],
    Can.APPROVE_BUDGET: [[finance_approver, not_by("prepared_by_id")]],
}
