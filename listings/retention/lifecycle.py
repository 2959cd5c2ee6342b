"""The life of an erasure: one person proposes it, another one confirms or refuses it, and nobody undoes it."""

from listings.retention.models import Erasure, ErasureState
from market.lifecycle import Lifecycle, Step
from market.policy import Can
from market.text import N_

S = ErasureState

ERASURE_STATE_LABELS = {
    S.PROPOSED: N_("Erasure waits for a second person"),
    S.CONFIRMED: N_("Personal data erased"),
    S.REFUSED: N_("Erasure refused"),
}

ERASURE = Lifecycle(
    Erasure,
    S,
    ERASURE_STATE_LABELS,
    [
        Step("confirm", {S.PROPOSED}, S.CONFIRMED, Can.DECIDE_ERASURE, "erasure.confirmed",
             N_("Erase the personal data for good"), stamp="decided_at", by="decided_by_id"),
        Step("refuse", {S.PROPOSED}, S.REFUSED, Can.DECIDE_ERASURE, "erasure.refused",
             N_("Refuse the erasure"), stamp="decided_at", by="decided_by_id"),
    ],
)  # fmt: skip
