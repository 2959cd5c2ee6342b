"""The life of a question: the clerk or a reviewer answers, a reviewer who is another person publishes."""

from listings.questions.guards import gives_nothing_away, has_answer, is_reasoned
from listings.questions.models import ListingQuestion
from listings.questions.vocabulary import QUESTION_STATE_LABELS
from listings.questions.vocabulary import QuestionState as S
from market.lifecycle import SYSTEM, Lifecycle, Step
from market.policy import Can
from market.text import N_

QUESTION = Lifecycle(
    ListingQuestion,
    S,
    QUESTION_STATE_LABELS,
    [
        Step("answer", {S.ASKED}, S.ANSWERED, Can.ANSWER_QUESTION, "question.answered", N_("Answer the question"),
             guards=[has_answer], stamp="answered_at", by="answered_by_id"),
        Step("return", {S.ANSWERED}, S.ASKED, Can.PUBLISH_ANSWER, "question.returned", N_("Return the answer"),
             guards=[is_reasoned], stamp="returned_at", by="returned_by_id"),
        Step("publish", {S.ANSWERED}, S.PUBLISHED, Can.PUBLISH_ANSWER, "question.published",
             N_("Publish question and answer"), guards=[gives_nothing_away], stamp="published_at",
             by="published_by_id"),
        Step("decline", {S.ASKED, S.ANSWERED}, S.DECLINED, Can.DECLINE_QUESTION, "question.declined",
             N_("Decline the question"), guards=[is_reasoned], stamp="declined_at", by="declined_by_id"),
        Step("lapse", {S.ASKED, S.ANSWERED}, S.LAPSED, SYSTEM, "question.lapsed", N_("End with the listing"),
             stamp="lapsed_at"),
    ],
)  # fmt: skip
