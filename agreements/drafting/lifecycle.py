"""The life of an agreement. Its effect is computed from the marks, never typed."""

from agreements.drafting.guards import (
    every_mark_is_verified,
    has_reason,
    nobody_has_signed,
    nothing_is_pending,
    was_dismissed,
)
from agreements.drafting.models import Agreement
from agreements.drafting.vocabulary import AGREEMENT_STATE_LABELS
from agreements.drafting.vocabulary import AgreementState as S
from market.lifecycle import SYSTEM, Lifecycle, Step
from market.policy import Can
from market.text import N_

ENDING = {"stamp": "ended_at", "by": "ended_by_id"}

AGREEMENT = Lifecycle(Agreement, S, AGREEMENT_STATE_LABELS, [
    Step("open_signing", {S.DRAFT}, S.SIGNING, Can.DRAFT_AGREEMENT, "agreement.opened_for_signing",
         N_("Open for signing"), stamp="signing_opened_at"),
    Step("redraft", {S.SIGNING}, S.DRAFT, Can.DRAFT_AGREEMENT, "agreement.redrafted", N_("Take back for redrafting"),
         [nobody_has_signed]),
    Step("abandon", {S.DRAFT, S.SIGNING}, S.ABANDONED, Can.DRAFT_AGREEMENT, "agreement.abandoned",
         N_("Abandon this agreement"), [has_reason], **ENDING),
    Step("refuse", {S.SIGNING}, S.ABANDONED, Can.RECORD_MARK, "agreement.refused", N_("A party refuses to sign"),
         [has_reason], **ENDING),
    Step("end_with_claim", {S.DRAFT, S.SIGNING}, S.ABANDONED, SYSTEM, "agreement.ended_with_claim",
         N_("Abandon with the claim"), stamp="ended_at"),
    Step("take_effect", {S.SIGNING}, S.IN_EFFECT, SYSTEM, "agreement.took_effect", N_("Take effect"),
         [every_mark_is_verified], stamp="in_effect_at"),
    Step("vary", {S.IN_EFFECT}, S.VARIED, Can.CONCLUDE_DISMISSAL, "agreement.varied", N_("Agree anew"),
         [was_dismissed], **ENDING),
    Step("give_up", {S.IN_EFFECT}, S.UNCONFIRMED, Can.CONCLUDE_DISMISSAL, "agreement.unconfirmed",
         N_("Go on without confirmation"), [was_dismissed], **ENDING),
    Step("lapse_confirmation", {S.IN_EFFECT}, S.UNCONFIRMED, SYSTEM, "agreement.unconfirmed",
         N_("End the time for confirmation"), [nothing_is_pending], stamp="ended_at"),
])  # fmt: skip
