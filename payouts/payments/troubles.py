"""What went wrong with a payout, in the reader's words; the code stands beside them, as the provider's people know it.

The codes are the provider's (failure codes of payouts), its wire's (payouts/provider_answers.py) and our own.
A code that is not listed here is shown as it came.
"""

from market.text import N_

TROUBLE_LABELS = {
    "account_closed": N_("The bank account has been closed"),
    "account_frozen": N_("The bank account is frozen"),
    "amount_differs": N_("The provider holds another amount under our number"),
    "another_payout_found": N_("Another payout stands at the provider under our number"),
    "bank_account_restricted": N_("The bank account takes no payouts"),
    "bank_changed": N_("The bank account has changed since the approval"),
    "bounced_after_paid": N_("The money came back after it had been paid"),
    "could_not_process": N_("The bank could not process it"),
    "debit_not_authorized": N_("The bank did not authorise it"),
    "declined": N_("The bank declined it"),
    "in_progress": N_("The provider is still working on it"),
    "incorrect_account_holder_name": N_("The name of the account's holder is not right"),
    "insufficient_funds": N_("The balance at the provider did not suffice"),
    "invalid_account_number": N_("The number of the bank account is not right"),
    "key_already_used": N_("The provider had already answered this attempt"),
    "key_used_otherwise": N_("The provider knows this attempt with other contents"),
    "no_account": N_("There is no such bank account"),
    "no_answer": N_("The provider gave no answer"),
    "payee_not_ready": N_("The mediator's account with the provider is not ready"),
    "sender_cut_off": N_("The sending was cut off"),
    "server_error": N_("The provider had a fault"),
    "taken_back": N_("The provider took the transfer back"),
}
OUTCOME_OF_ATTEMPT_LABELS = {
    "paid": N_("Paid out"),
    "failed": N_("Failed"),
    "not_executed": N_("Not executed"),
}
