"""The life of a budget paper: prepared by one person, decided by another."""

from market.lifecycle import Lifecycle, Step
from market.policy import Can
from market.text import N_
from payouts.budget.guards import has_reason, year_is_open
from payouts.budget.models import PAPER_STATE_LABELS, BudgetPaper
from payouts.budget.models import PaperState as S

BUDGET_PAPER = Lifecycle(BudgetPaper, S, PAPER_STATE_LABELS, [
    Step("approve", {S.PREPARED}, S.APPROVED, Can.APPROVE_BUDGET, "budget.appropriated", N_("Approve the paper"),
         [year_is_open], stamp="decided_at", by="decided_by_id"),
    Step("reject", {S.PREPARED}, S.REJECTED, Can.APPROVE_BUDGET, "budget.paper_rejected", N_("Reject the paper"),
         [has_reason], stamp="decided_at", by="decided_by_id"),
])  # fmt: skip
