"""The life of a mediator: two reviewers vet, one can suspend, the mediator can resign."""

from market.lifecycle import Lifecycle, Step
from market.policy import Can
from market.text import N_
from mediators.vetting.guards import (
    has_reason,
    is_not_known_already,
    no_live_work,
    not_about_oneself,
    not_the_endorser,
)
from mediators.vetting.models import Mediator
from mediators.vetting.vocabulary import MEDIATOR_STATE_LABELS
from mediators.vetting.vocabulary import MediatorState as S

MEDIATOR = Lifecycle(Mediator, states=S, labels=MEDIATOR_STATE_LABELS, steps=[
    Step("endorse", {S.APPLIED}, S.ENDORSED, Can.VET_MEDIATOR, "mediator.endorsed", N_("Endorse the application"),
         [not_about_oneself], stamp="endorsed_at", by="endorsed_by_id"),
    Step("approve", {S.ENDORSED}, S.APPROVED, Can.VET_MEDIATOR, "mediator.approved", N_("Approve the mediator"),
         [not_about_oneself, not_the_endorser, is_not_known_already], stamp="approved_at", by="approved_by_id"),
    Step("reject", {S.APPLIED, S.ENDORSED}, S.REJECTED, Can.VET_MEDIATOR, "mediator.rejected",
         N_("Reject the application"), [not_about_oneself, has_reason], stamp="rejected_at", by="rejected_by_id"),
    Step("suspend", {S.APPROVED}, S.SUSPENDED, Can.SUSPEND_MEDIATOR, "mediator.suspended",
         N_("Suspend the mediator"), [not_about_oneself, has_reason], stamp="suspended_at", by="suspended_by_id"),
    Step("reinstate", {S.SUSPENDED}, S.APPROVED, Can.SUSPEND_MEDIATOR, "mediator.reinstated",
         N_("Reinstate the mediator"), [not_about_oneself], stamp="reinstated_at", by="reinstated_by_id"),
    Step("resign", {S.APPLIED, S.ENDORSED, S.APPROVED, S.SUSPENDED}, S.RESIGNED, Can.RESIGN_AS_MEDIATOR,
         "mediator.resigned", N_("Resign as mediator"), [no_live_work], stamp="resigned_at"),
])  # fmt: skip
