"""The life of a separation: one person proposes it, another one confirms or refuses it, and nobody undoes it."""

from listings.disputes.guards import the_case_has_moved
from listings.disputes.models import Separation, SeparationState
from market.lifecycle import Lifecycle, Step
from market.policy import Can
from market.text import N_

S = SeparationState

SEPARATION_STATE_LABELS = {
    S.PROPOSED: N_("Separation waits for a second person"),
    S.CONFIRMED: N_("Taken out of the dispute"),
    S.REFUSED: N_("Separation refused"),
}

SEPARATION = Lifecycle(
    Separation,
    S,
    SEPARATION_STATE_LABELS,
    [
        Step("confirm", {S.PROPOSED}, S.CONFIRMED, Can.DECIDE_SEPARATION, "separation.confirmed",
             N_("Take the case out of the dispute"), guards=[the_case_has_moved], stamp="decided_at",
             by="decided_by_id"),
        Step("refuse", {S.PROPOSED}, S.REFUSED, Can.DECIDE_SEPARATION, "separation.refused",
             N_("Keep the case in the dispute"), stamp="decided_at", by="decided_by_id"),
    ],
)  # fmt: skip
