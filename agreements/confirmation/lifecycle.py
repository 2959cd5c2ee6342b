"""The life of an application for confirmation. A ruling counts once a second person has read it from the paper."""

from agreements.confirmation.guards import agrees_with_the_paper, has_reason, verified_by_another
from agreements.confirmation.models import Confirmation
from agreements.confirmation.vocabulary import CONFIRMATION_STATE_LABELS
from agreements.confirmation.vocabulary import ConfirmationState as S
from market.lifecycle import Lifecycle, Step
from market.policy import Can
from market.text import N_

BY_ANOTHER = [verified_by_another, agrees_with_the_paper]

CONFIRMATION = Lifecycle(Confirmation, S, CONFIRMATION_STATE_LABELS, [
    Step("accept", {S.FILED}, S.ACCEPTED, Can.RECORD_COURT_STEP, "confirmation.accepted",
         N_("The court accepts the application")),
    Step("refuse_acceptance", {S.FILED}, S.NOT_ACCEPTED, Can.RECORD_COURT_STEP, "confirmation.not_accepted",
         N_("The court does not accept the application")),
    Step("withdraw", {S.FILED, S.ACCEPTED}, S.WITHDRAWN, Can.RECORD_COURT_STEP, "confirmation.withdrawn",
         N_("The application is withdrawn")),
    Step("record_ruling", {S.ACCEPTED}, S.RULING_RECORDED, Can.RECORD_RULING, "confirmation.ruling_recorded",
         N_("Record the ruling"), stamp="ruling_recorded_at", by="ruling_recorded_by_id"),
    Step("return_ruling", {S.RULING_RECORDED}, S.ACCEPTED, Can.VERIFY_RULING, "confirmation.ruling_returned",
         N_("Return the ruling for correction"), [verified_by_another, has_reason], stamp="ruling_returned_at",
         by="ruling_returned_by_id"),
    Step("verify_effective", {S.RULING_RECORDED}, S.EFFECTIVE, Can.VERIFY_RULING, "confirmation.made_effective",
         N_("Verify the ruling: effective"), BY_ANOTHER, stamp="ruling_verified_at",
         by="ruling_verified_by_id"),
    Step("verify_dismissed", {S.RULING_RECORDED}, S.DISMISSED, Can.VERIFY_RULING, "confirmation.dismissed",
         N_("Verify the ruling: dismissed"), BY_ANOTHER, stamp="ruling_verified_at",
         by="ruling_verified_by_id"),
])  # fmt: skip
