"""Six questions, each answered yes or no; a yes bars the case and needs a note."""

from listings.cases.models import REASON_LIMIT
from listings.mediability.gate import QUESTIONS
from market.text import N_
from market.web.fields import Form, Paragraphs, Pick

YES_NO = [("no", N_("No")), ("yes", N_("Yes"))]


def _ask(code: str) -> Pick:
    return Pick(QUESTIONS[code].question, YES_NO, hint=QUESTIONS[code].ground)


class GateForm(Form):
    litigation = _ask("litigation")
    accusation = _ask("accusation")
    secret = _ask("secret")
    administrative = _ask("administrative")
    personal_status = _ask("personal_status")
    title = _ask("title")
    note = Paragraphs(
        N_("Note"), limit=REASON_LIMIT, required=False,
        hint=N_("Needed when an answer is yes: what it rests on, without naming anyone."),
    )  # fmt: skip
