"""The states of an agreement and the sets of them that rules speak of."""

from enum import StrEnum

from market.text import N_


class AgreementState(StrEnum):
    DRAFT = "draft"
    SIGNING = "signing"
    IN_EFFECT = "in_effect"
    ABANDONED = "abandoned"
    VARIED = "varied"
    UNCONFIRMED = "unconfirmed"


AGREEMENT_STATE_LABELS = {
    AgreementState.DRAFT: N_("Agreement drafted"),
    AgreementState.SIGNING: N_("Open for signing"),
    AgreementState.IN_EFFECT: N_("In effect"),
    AgreementState.ABANDONED: N_("Abandoned"),
    AgreementState.VARIED: N_("Replaced after a dismissal"),
    AgreementState.UNCONFIRMED: N_("In effect, not confirmed"),
}

STATE_TONES = {
    AgreementState.DRAFT: "neutral",
    AgreementState.SIGNING: "waiting",
    AgreementState.IN_EFFECT: "active",
    AgreementState.ABANDONED: "muted",
    AgreementState.VARIED: "muted",
    AgreementState.UNCONFIRMED: "danger",
}

OPEN = frozenset({AgreementState.DRAFT, AgreementState.SIGNING, AgreementState.IN_EFFECT})
UNSIGNED = frozenset({AgreementState.DRAFT, AgreementState.SIGNING})  # not yet in effect, and still to come
TOOK_EFFECT = frozenset({AgreementState.IN_EFFECT, AgreementState.VARIED, AgreementState.UNCONFIRMED})


class UnconfirmedGround(StrEnum):
    """Why a settled dispute stays without the court's confirmation."""

    NEVER_FILED = "never_filed"
    DISMISSED = "dismissed"


def listed(states: frozenset[AgreementState]) -> str:
    """States as SQL writes them, for the predicate of an index or a check."""
    return ", ".join(f"'{state.value}'" for state in AgreementState if state in states)
