"""What a mediator plans, what the parties say, and why a claim ends."""

from listings.cases.vocabulary import EVIDENCE_LABELS
from market.text import N_
from market.web.fields import Day, Form, Paragraphs, Pick, Whole
from mediators.claims.models import APPROACH_LIMIT, REASON_LIMIT
from mediators.claims.vocabulary import ANSWER_LABELS, EVIDENCE, REPLACE_CODE_LABELS

ANSWERS = [(code.value, words) for code, words in ANSWER_LABELS.items()]
KNOWN_BY = [(code.value, EVIDENCE_LABELS[code]) for code in EVIDENCE]
REPLACE_CODES = [(code.value, words) for code, words in REPLACE_CODE_LABELS.items()]


class PlanForm(Form):
    plan_approach = Paragraphs(
        N_("Your approach"), limit=APPROACH_LIMIT, hint=N_("How you would bring the parties together, step by step")
    )
    plan_days = Whole(N_("Days you expect to need"), smallest=1, largest=366)
    plan_visits = Whole(N_("Visits you plan"), smallest=0, largest=200)
    relations_declared = Paragraphs(
        N_("Ties you know of to anyone who may be concerned"),
        limit=REASON_LIMIT,
        required=False,
        hint=N_("Kinship, neighbourhood, business. Kept sealed. Leave empty if you know of none."),
    )


class AnswerForm(Form):
    party = Pick(N_("Party"))
    answer = Pick(N_("What the party said"), ANSWERS)
    answered_on = Day(N_("Day of the answer"))
    evidence = Pick(N_("How the office knows it"), KNOWN_BY)
    note = Paragraphs(
        N_("Note"), limit=REASON_LIMIT, required=False, hint=N_("Who asked, where and how. Name no party by name.")
    )


class OptionalReasonForm(Form):
    reason = Paragraphs(N_("Reason"), limit=REASON_LIMIT, required=False, hint=N_("You need not give one."))


class ReplaceForm(Form):
    replace_code = Pick(N_("Why another mediator is needed"), REPLACE_CODES)
    reason = Paragraphs(N_("The circumstances"), limit=REASON_LIMIT, hint=N_("The mediator reads it. Name no party."))
