"""The life of a payout. What may have been executed is unknown until it is looked up; only then is it sent anew."""

from market.lifecycle import SYSTEM, Lifecycle, Step
from market.policy import Can
from market.text import N_
from payouts.payments.guards import (
    approver_is_another,
    bank_is_the_approved_one,
    bank_is_unchanged,
    first_has_approved,
    has_reason,
    nothing_stands_at_the_provider,
    payee_is_ready,
    provider_named_it,
    still_entitled,
    two_are_needed,
)
from payouts.payments.models import Payout
from payouts.payments.vocabulary import PAYOUT_STATE_LABELS
from payouts.payments.vocabulary import PayoutState as S

PAYOUT = Lifecycle(Payout, S, PAYOUT_STATE_LABELS, [
    Step("approve_first", {S.PREPARED}, S.FIRST_APPROVED, Can.APPROVE_PAYOUT, "payout.first_approved",
         N_("Approve as the first of two"),
         [approver_is_another, two_are_needed, payee_is_ready, bank_is_unchanged, still_entitled],
         stamp="first_approved_at", by="first_approved_by_id"),
    Step("approve", {S.PREPARED, S.FIRST_APPROVED}, S.APPROVED, Can.APPROVE_PAYOUT, "payout.approved",
         N_("Approve the payout"),
         [approver_is_another, first_has_approved, payee_is_ready, bank_is_unchanged, still_entitled],
         stamp="decided_at", by="decided_by_id"),
    Step("reject", {S.PREPARED, S.FIRST_APPROVED}, S.REJECTED, Can.APPROVE_PAYOUT, "payout.rejected",
         N_("Reject the payout"), [has_reason, approver_is_another], stamp="decided_at", by="decided_by_id"),
    Step("begin_sending", {S.APPROVED}, S.SENDING, SYSTEM, "payout.begun", N_("Hand to the provider")),
    Step("stop", {S.APPROVED}, S.FAILED, SYSTEM, "payout.stopped", N_("Do not send: the bank account has changed")),
    Step("sent", {S.SENDING, S.UNKNOWN}, S.IN_TRANSIT, SYSTEM, "payout.sent", N_("Accepted by the provider"),
         [provider_named_it], stamp="sent_at"),
    Step("lose", {S.SENDING}, S.UNKNOWN, SYSTEM, "payout.lost", N_("Lose the answer"), stamp="lost_at"),
    Step("retry", {S.UNKNOWN}, S.SENDING, SYSTEM, "payout.retried", N_("Hand over again: nothing was done")),
    Step("pay", {S.IN_TRANSIT}, S.PAID, SYSTEM, "payout.paid", N_("Mark as paid"), stamp="paid_at"),
    Step("fail", {S.SENDING, S.UNKNOWN, S.IN_TRANSIT}, S.FAILED, SYSTEM, "payout.failed", N_("Mark as failed")),
    Step("send_again", {S.FAILED}, S.APPROVED, Can.PREPARE_PAYOUT, "payout.sent_again", N_("Send again"),
         [bank_is_the_approved_one, payee_is_ready, still_entitled]),
    Step("give_up", {S.FAILED}, S.REJECTED, Can.APPROVE_PAYOUT, "payout.given_up", N_("Give the payout up"),
         [has_reason, approver_is_another, nothing_stands_at_the_provider]),
])  # fmt: skip
