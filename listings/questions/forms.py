"""What is asked and answered. The hint says beforehand what is refused, so that nobody has to try."""

from listings.cases.models import REASON_LIMIT
from listings.questions.models import ANSWER_LIMIT, QUESTION_LIMIT
from market.text import N_
from market.web.fields import Form, Paragraphs


class AskForm(Form):
    question = Paragraphs(
        N_("Your question"),
        limit=QUESTION_LIMIT,
        hint=N_("Name no person, firm, village or town, and give no number of five figures or more."),
    )


class AnswerForm(Form):
    answer = Paragraphs(
        N_("Answer for everyone"),
        limit=ANSWER_LIMIT,
        hint=N_("Anyone will read it beside the listing. Name nobody: the surname and 某, 申请人甲, 某嘎查."),
    )


class ReturnAnswerForm(Form):
    reason = Paragraphs(N_("What has to be changed"), limit=REASON_LIMIT, hint=N_("Name nobody."))


class DeclineForm(Form):
    reason = Paragraphs(N_("Reason for the asker"), limit=REASON_LIMIT, hint=N_("The asker reads it; name nobody."))
