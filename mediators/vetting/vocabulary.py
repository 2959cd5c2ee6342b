"""The words of an application that are chosen, never typed."""

from enum import StrEnum

from listings.cases.vocabulary import CATEGORY_LABELS as CASE_CATEGORY_LABELS
from listings.cases.vocabulary import LANGUAGE_LABELS as CASE_LANGUAGE_LABELS
from market.text import N_


class MediatorState(StrEnum):
    APPLIED = "applied"
    ENDORSED = "endorsed"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    RESIGNED = "resigned"


SERVING = frozenset({MediatorState.APPROVED, MediatorState.SUSPENDED})  # approved once and not gone since


MEDIATOR_STATE_LABELS = {
    MediatorState.APPLIED: N_("Application waits for a first reviewer"),
    MediatorState.ENDORSED: N_("Endorsed, waits for a second reviewer"),
    MediatorState.APPROVED: N_("Approved mediator"),
    MediatorState.REJECTED: N_("Application rejected"),
    MediatorState.SUSPENDED: N_("Suspended"),
    MediatorState.RESIGNED: N_("Resigned"),
}

STATE_TONES = {
    MediatorState.APPLIED: "waiting",
    MediatorState.ENDORSED: "waiting",
    MediatorState.APPROVED: "success",
    MediatorState.REJECTED: "danger",
    MediatorState.SUSPENDED: "danger",
    MediatorState.RESIGNED: "muted",
}

# A mediator may also speak what no form of a case asks for.
LANGUAGE_LABELS = {
    **{code.value: words for code, words in CASE_LANGUAGE_LABELS.items()},
    "dialect": N_("A local dialect"),
}
CATEGORY_LABELS = {code.value: words for code, words in CASE_CATEGORY_LABELS.items()}
