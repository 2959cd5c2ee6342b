"""The life of an account with the provider; every step follows the provider's word."""

from market.lifecycle import SYSTEM, Lifecycle, Step
from market.text import N_
from payouts.payees.guards import bank_is_known, provider_named_it
from payouts.payees.models import PAYEE_STATE_LABELS, Payee
from payouts.payees.models import PayeeState as S

PAYEE = Lifecycle(Payee, S, PAYEE_STATE_LABELS, [
    Step("open", {S.ASKED}, S.OPENED, SYSTEM, "payee.opened", N_("Open the account"), [provider_named_it]),
    Step("enable", {S.OPENED, S.RESTRICTED}, S.READY, SYSTEM, "payee.became_ready",
         N_("Let the account be paid"), [bank_is_known], stamp="ready_at"),
    Step("restrict", {S.READY}, S.RESTRICTED, SYSTEM, "payee.restricted", N_("Hold the account")),
    Step("change_bank", {S.READY}, S.READY, SYSTEM, "payee.bank_changed", N_("Change the bank account"),
         [bank_is_known]),
])  # fmt: skip
