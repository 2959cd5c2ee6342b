"""What a mediator writes about a session, and why the parties' details are opened."""

from market.text import N_
from market.vault.purposes import PURPOSES
from market.web.fields import Day, Form, Line, Paragraphs, Pick
from mediators.workspace.models import METHOD_LABELS

METHODS = [(code.value, words) for code, words in METHOD_LABELS.items()]


class SessionForm(Form):
    held_on = Day(N_("Day of the session"))
    method = Pick(N_("How it was held"), METHODS)
    place = Line(N_("Place"), limit=200)
    present = Line(N_("Who was present"), limit=500, hint=N_("By their part, such as “both parties”; no names"))
    summary = Paragraphs(
        N_("What was said and agreed"),
        limit=4_000,
        hint=N_("Write “the petitioner” and “the respondent”, not their names. It cannot be changed afterwards."),
    )
    next_step = Paragraphs(N_("Next step"), limit=1_000, required=False)


OPENING_PURPOSES = [(code, PURPOSES[code]) for code in ("mediate", "contact_parties", "draft_agreement", "check_marks")]
