"""The floor's permissions, merged from its features."""

from market.policy import Can, Clauses
from payouts.budget.policy import POLICY as BUDGET
from payouts.payees.policy import POLICY as PAYEES
from payouts.payments.policy import POLICY as PAYMENTS
from payouts.rewards.policy import POLICY as REWARDS

POLICY: dict[Can, Clauses] = {**BUDGET, **REWARDS, **PAYEES, **PAYMENTS}
