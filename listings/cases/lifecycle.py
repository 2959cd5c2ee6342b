"""The life of a case. After its classification it follows its listing, or two of the office close it without one."""

from listings.cases.guards import (
    closing_is_reasoned,
    departure_has_reason,
    departure_is_a_reviewers,
    grades_have_reasons,
    nothing_is_prepared,
)
from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CASE_STATE_LABELS
from listings.cases.vocabulary import CaseState as S
from market.lifecycle import SYSTEM, Lifecycle, Step
from market.policy import Can
from market.text import N_

CASE = Lifecycle(
    PetitionCase,
    S,
    CASE_STATE_LABELS,
    [
        Step(
            "classify", {S.REGISTERED, S.CLASSIFIED}, S.CLASSIFIED, Can.CLASSIFY_CASE, "case.classified",
            N_("Give the case its class"), guards=[grades_have_reasons, departure_is_a_reviewers, departure_has_reason],
        ),
        Step(
            "close_unlisted", {S.REGISTERED, S.CLASSIFIED}, S.CLOSED, SYSTEM, "case.closed_unlisted",
            N_("Close without listing"), guards=[closing_is_reasoned, nothing_is_prepared], stamp="closed_at",
        ),
        Step("list", {S.CLASSIFIED}, S.LISTED, SYSTEM, "case.listed", N_("Put on the board")),
        Step("begin_mediation", {S.LISTED}, S.IN_MEDIATION, SYSTEM, "case.mediation_begun", N_("Begin mediation")),
        Step("stop_mediation", {S.IN_MEDIATION}, S.LISTED, SYSTEM, "case.mediation_stopped", N_("Stop mediation")),
        Step("unlist", {S.LISTED, S.IN_MEDIATION}, S.CLASSIFIED, SYSTEM, "case.unlisted", N_("Take off the board")),
        Step("resolve", {S.IN_MEDIATION}, S.RESOLVED, SYSTEM, "case.resolved", N_("Resolve the case"),
             stamp="resolved_at"),
        Step("close", {S.RESOLVED}, S.CLOSED, SYSTEM, "case.closed", N_("Close the case"), stamp="closed_at"),
    ],
)  # fmt: skip
