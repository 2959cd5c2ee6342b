"""The life of a reward: reserved, due, paid; or released, by the listing's end or by two persons' refusal."""

from market.lifecycle import SYSTEM, Lifecycle, Step
from market.policy import Can
from market.text import N_
from payouts.rewards.guards import decided_by_another, has_reason, is_earned_by_this_claim, is_entitled
from payouts.rewards.models import Reward
from payouts.rewards.vocabulary import REWARD_STATE_LABELS
from payouts.rewards.vocabulary import RewardState as S

REWARD = Lifecycle(Reward, S, REWARD_STATE_LABELS, [
    Step("fall_due", {S.RESERVED}, S.DUE, SYSTEM, "reward.fell_due", N_("Fall due"), [is_earned_by_this_claim],
         stamp="due_at"),
    Step("release", {S.RESERVED}, S.RELEASED, SYSTEM, "reward.released", N_("Release the reserve"),
         stamp="released_at"),
    Step("propose_refusal", {S.DUE}, S.REFUSAL_PROPOSED, Can.PROPOSE_REFUSAL, "reward.refusal_proposed",
         N_("Propose to refuse this reward"), [has_reason], stamp="refusal_proposed_at", by="refusal_proposed_by_id"),
    Step("keep", {S.REFUSAL_PROPOSED}, S.DUE, Can.DECIDE_REFUSAL, "reward.kept", N_("Turn the refusal down"),
         [decided_by_another], by="refusal_decided_by_id"),
    Step("refuse", {S.REFUSAL_PROPOSED}, S.RELEASED, Can.DECIDE_REFUSAL, "reward.refused",
         N_("Refuse this reward for good"), [decided_by_another], stamp="released_at", by="refusal_decided_by_id"),
    Step("begin_payment", {S.DUE}, S.IN_PAYMENT, Can.PREPARE_PAYOUT, "reward.payment_begun",
         N_("Prepare the payout"), [is_entitled]),
    Step("reopen_payment", {S.IN_PAYMENT}, S.DUE, SYSTEM, "reward.payment_reopened", N_("Open the payment again")),
    Step("pay", {S.IN_PAYMENT}, S.PAID, SYSTEM, "reward.paid", N_("Mark the reward as paid"), stamp="paid_at"),
])  # fmt: skip
