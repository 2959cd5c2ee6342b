"""The life of a closing: one person prepares it, another one confirms or returns it, and nobody undoes it."""

from listings.closing.models import Closing, ClosingState
from market.lifecycle import Lifecycle, Step
from market.policy import Can
from market.text import N_

S = ClosingState

CLOSING_STATE_LABELS = {
    S.PROPOSED: N_("Closing waits for a second person"),
    S.CONFIRMED: N_("Closed without a listing"),
    S.RETURNED: N_("Closing returned"),
}

CLOSING = Lifecycle(
    Closing,
    S,
    CLOSING_STATE_LABELS,
    [
        Step("confirm", {S.PROPOSED}, S.CONFIRMED, Can.DECIDE_CLOSING, "closing.confirmed",
             N_("Close the case"), stamp="decided_at", by="decided_by_id"),
        Step("return", {S.PROPOSED}, S.RETURNED, Can.DECIDE_CLOSING, "closing.returned",
             N_("Return the closing"), stamp="decided_at", by="decided_by_id"),
    ],
)  # fmt: skip
