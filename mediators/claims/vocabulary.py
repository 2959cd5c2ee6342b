"""The words of a claim that are chosen, never typed, and the sets of states that rules speak of."""

from collections.abc import Collection
from enum import StrEnum

from listings.cases.vocabulary import ConsentEvidence
from market.text import N_


class ClaimState(StrEnum):
    STANDING = "standing"
    HELD = "held"
    PROPOSED = "proposed"
    GRANTED = "granted"
    SETTLED = "settled"
    COMPLETED = "completed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NOT_ACCEPTED = "not_accepted"
    UNANSWERED = "unanswered"
    RELINQUISHED = "relinquished"
    LAPSED = "lapsed"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    CLOSED = "closed"


CLAIM_STATE_LABELS = {
    ClaimState.STANDING: N_("Standing: waits for the office's choice"),
    ClaimState.HELD: N_("Waits while another mediates"),
    ClaimState.PROPOSED: N_("Proposed to the parties"),
    ClaimState.GRANTED: N_("Granted, in mediation"),
    ClaimState.SETTLED: N_("Settled by an agreement"),
    ClaimState.COMPLETED: N_("Completed"),
    ClaimState.DECLINED: N_("Declined by the office"),
    ClaimState.WITHDRAWN: N_("Withdrawn by the mediator"),
    ClaimState.NOT_ACCEPTED: N_("Not accepted by a party"),
    ClaimState.UNANSWERED: N_("Ended without the parties' answer"),
    ClaimState.RELINQUISHED: N_("Given back by the mediator"),
    ClaimState.LAPSED: N_("Lapsed: the time limit passed"),
    ClaimState.REPLACED: N_("Mediator replaced"),
    ClaimState.SUSPENDED: N_("Ended with the mediator's suspension"),
    ClaimState.CLOSED: N_("Closed with the listing"),
}

STATE_TONES = {
    ClaimState.STANDING: "waiting",
    ClaimState.HELD: "muted",
    ClaimState.PROPOSED: "waiting",
    ClaimState.GRANTED: "active",
    ClaimState.SETTLED: "success",
    ClaimState.COMPLETED: "success",
}  # every other state is an end: "neutral"

LIVE = frozenset({ClaimState.PROPOSED, ClaimState.GRANTED, ClaimState.SETTLED})
OPEN = LIVE | {ClaimState.STANDING, ClaimState.HELD}
WORKING = frozenset({ClaimState.GRANTED, ClaimState.SETTLED})
ENDED = frozenset(ClaimState) - OPEN


def listed(codes: Collection[StrEnum]) -> str:
    """Codes as SQL writes them, for the predicate of an index or a check."""
    return ", ".join(f"'{code.value}'" for code in sorted(codes))


class Answer(StrEnum):
    """What a party says to the mediator proposed; silence is none of them (People's Mediation Law 17, 23)."""

    ACCEPTED = "accepted"
    CHOOSES_ANOTHER = "chooses_another"
    REFUSES_MEDIATION = "refuses_mediation"


ANSWER_LABELS = {
    Answer.ACCEPTED: N_("Accepts this mediator"),
    Answer.CHOOSES_ANOTHER: N_("Wants another mediator"),
    Answer.REFUSES_MEDIATION: N_("Refuses mediation"),
}

# How the office knows an answer. A notice that stays unanswered is no answer.
EVIDENCE = (ConsentEvidence.WRITTEN, ConsentEvidence.ORAL, ConsentEvidence.MESSAGE)


class ReplaceCode(StrEnum):
    """Why a granted mediator is replaced."""

    PARTY_ASKS = "party_asks"
    RECUSAL = "recusal"
    ABSENT = "absent"
    MISCONDUCT = "misconduct"


REPLACE_CODE_LABELS = {
    ReplaceCode.PARTY_ASKS: N_("A party asks for another mediator"),
    ReplaceCode.RECUSAL: N_("Kinship or interest came to light"),
    ReplaceCode.ABSENT: N_("The mediator cannot be reached"),
    ReplaceCode.MISCONDUCT: N_("The mediator broke the rules of mediation"),
}
