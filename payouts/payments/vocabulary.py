"""The words of a payout's life."""

from enum import StrEnum

from market.money import TaxRule
from market.text import N_


class PayoutState(StrEnum):
    PREPARED = "prepared"
    FIRST_APPROVED = "first_approved"
    APPROVED = "approved"
    REJECTED = "rejected"
    SENDING = "sending"
    IN_TRANSIT = "in_transit"
    UNKNOWN = "unknown"
    PAID = "paid"
    FAILED = "failed"


PAYOUT_STATE_LABELS = {
    PayoutState.PREPARED: N_("Waits for approval"),
    PayoutState.FIRST_APPROVED: N_("Approved by one, waits for the second approver"),
    PayoutState.APPROVED: N_("Approved, about to be sent"),
    PayoutState.REJECTED: N_("Rejected"),
    PayoutState.SENDING: N_("Being sent"),
    PayoutState.IN_TRANSIT: N_("In transit"),
    PayoutState.UNKNOWN: N_("Answer lost, being looked up"),
    PayoutState.PAID: N_("Paid out"),
    PayoutState.FAILED: N_("Failed at the provider"),
}
PAYOUT_TONES = {
    PayoutState.PREPARED: "waiting",
    PayoutState.FIRST_APPROVED: "waiting",
    PayoutState.APPROVED: "active",
    PayoutState.REJECTED: "muted",
    PayoutState.SENDING: "active",
    PayoutState.IN_TRANSIT: "active",
    PayoutState.UNKNOWN: "danger",
    PayoutState.PAID: "success",
    PayoutState.FAILED: "danger",
}
UNDECIDED = (PayoutState.PREPARED, PayoutState.FIRST_APPROVED)
BOUNCED = "bounced_after_paid"  # the trouble of a payout that is paid and came back
AT_THE_PROVIDER = (PayoutState.IN_TRANSIT, PayoutState.PAID)

TAX_RULE_LABELS = {
    TaxRule.LABOUR: N_("Remuneration for labour (劳务报酬)"),
    TaxRule.INCIDENTAL: N_("Incidental income (偶然所得), 20%"),
}


class Outcome(StrEnum):
    """What became of an event that the provider sent."""

    WAITING = "waiting"
    APPLIED = "applied"
    NOTHING_NEW = "nothing_new"
    UNKNOWN_THING = "unknown_thing"
    BOUNCED = "bounced"


OUTCOME_LABELS = {
    Outcome.WAITING: N_("Waits to be applied"),
    Outcome.APPLIED: N_("Applied"),
    Outcome.NOTHING_NEW: N_("Nothing new in it"),
    Outcome.UNKNOWN_THING: N_("About something unknown here"),
    Outcome.BOUNCED: N_("Bounced after it had been paid"),
}
