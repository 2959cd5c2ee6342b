"""The words of an application for confirmation that are chosen, never typed."""

from enum import StrEnum

from market.text import N_


class ConfirmationState(StrEnum):
    FILED = "filed"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    RULING_RECORDED = "ruling_recorded"
    EFFECTIVE = "effective"
    DISMISSED = "dismissed"


CONFIRMATION_STATE_LABELS = {
    ConfirmationState.FILED: N_("Filed with the court"),
    ConfirmationState.ACCEPTED: N_("Accepted by the court"),
    ConfirmationState.NOT_ACCEPTED: N_("Not accepted by the court"),
    ConfirmationState.WITHDRAWN: N_("Application withdrawn"),
    ConfirmationState.RULING_RECORDED: N_("Ruling recorded, to be verified"),
    ConfirmationState.EFFECTIVE: N_("Ruled effective"),
    ConfirmationState.DISMISSED: N_("Application dismissed"),
}

STATE_TONES = {
    ConfirmationState.FILED: "waiting",
    ConfirmationState.ACCEPTED: "active",
    ConfirmationState.NOT_ACCEPTED: "danger",
    ConfirmationState.WITHDRAWN: "muted",
    ConfirmationState.RULING_RECORDED: "waiting",
    ConfirmationState.EFFECTIVE: "success",
    ConfirmationState.DISMISSED: "danger",
}

PENDING = frozenset({ConfirmationState.FILED, ConfirmationState.ACCEPTED, ConfirmationState.RULING_RECORDED})
DECIDED = frozenset({ConfirmationState.EFFECTIVE, ConfirmationState.DISMISSED})
STANDING = PENDING | DECIDED  # at most one an agreement; the others may be followed by a new application


class Outcome(StrEnum):
    """What the court rules (Civil Procedure Law 206)."""

    EFFECTIVE = "effective"
    DISMISSED = "dismissed"


OUTCOME_LABELS = {
    Outcome.EFFECTIVE: N_("The agreement is effective"),
    Outcome.DISMISSED: N_("The application is dismissed"),
}


class NotAcceptedGround(StrEnum):
    """Why a court does not accept an application."""

    PERSONAL_STATUS = "personal_status"
    TITLE = "title"
    OTHER_PROCEDURE = "other_procedure"
    WRONG_COURT = "wrong_court"
    INCOMPLETE = "incomplete"
    OTHER = "other"


NOT_ACCEPTED_LABELS = {
    NotAcceptedGround.PERSONAL_STATUS: N_("It concerns personal status, such as divorce or adoption"),
    NotAcceptedGround.TITLE: N_("It concerns title to property or intellectual property as such"),
    NotAcceptedGround.OTHER_PROCEDURE: N_("Another special procedure applies to the matter"),
    NotAcceptedGround.WRONG_COURT: N_("Another court is competent"),
    NotAcceptedGround.INCOMPLETE: N_("Papers are missing"),
    NotAcceptedGround.OTHER: N_("Another ground"),
}


class Conclusion(StrEnum):
    """How the parties go on after a dismissal (Civil Procedure Law 206)."""

    AGREE_ANEW = "agree_anew"
    SUE = "sue"


CONCLUSION_LABELS = {
    Conclusion.AGREE_ANEW: N_("They vary the agreement or agree anew; mediation goes on"),
    Conclusion.SUE: N_("They go to court; the listing ends without confirmation"),
}


def listed(states: frozenset[ConfirmationState]) -> str:
    """States as SQL writes them, for the predicate of an index or a check."""
    return ", ".join(f"'{state.value}'" for state in ConfirmationState if state in states)
