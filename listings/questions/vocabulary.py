"""The states of a question, and what a gate may find in a text, in words."""

from enum import StrEnum

from market.text import N_


class QuestionState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    PUBLISHED = "published"
    DECLINED = "declined"
    LAPSED = "lapsed"


QUESTION_STATE_LABELS = {
    QuestionState.ASKED: N_("Waiting for an answer"),
    QuestionState.ANSWERED: N_("Answered, waiting to be published"),
    QuestionState.PUBLISHED: N_("Answered for everyone"),
    QuestionState.DECLINED: N_("Declined"),
    QuestionState.LAPSED: N_("The listing ended before an answer"),
}
QUESTION_TONES = {
    QuestionState.ASKED: "waiting",
    QuestionState.ANSWERED: "waiting",
    QuestionState.PUBLISHED: "success",
    QuestionState.DECLINED: "muted",
    QuestionState.LAPSED: "muted",
}
OPEN = frozenset({QuestionState.ASKED, QuestionState.ANSWERED})
STANDING = OPEN | {QuestionState.PUBLISHED}


class Finding(StrEnum):
    """What a question gave away. The office reads it; the asker is told the same sentence for every one of them."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address"
    VILLAGE = "village"
    PETITION_NUMBER = "petition_number"
    TOWN = "town"
    PLACE = "place"
    NUMBER = "number"
    CATEGORY = "category"


FINDING_LABELS = {
    Finding.NAME: N_("A party's name"),
    Finding.ID_NUMBER: N_("An ID number or credit code of the case"),
    Finding.PHONE: N_("A phone number of the case"),
    Finding.ADDRESS: N_("An address of the case"),
    Finding.VILLAGE: N_("The village of the case"),
    Finding.PETITION_NUMBER: N_("The petition number"),
    Finding.TOWN: N_("A town that is not published"),
    Finding.PLACE: N_("A named place below the town"),
    Finding.NUMBER: N_("A long number"),
    Finding.CATEGORY: N_("A category that is not published"),
}
