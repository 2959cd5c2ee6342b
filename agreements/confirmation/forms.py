"""What is recorded of the court's proceedings, from the papers."""

from agreements.confirmation.case_number import LONGEST_NUMBER
from agreements.confirmation.vocabulary import CONCLUSION_LABELS, NOT_ACCEPTED_LABELS, OUTCOME_LABELS
from agreements.drafting.models import REASON_LIMIT
from market.text import N_
from market.web.fields import Day, Form, Line, Paragraphs, Pick

OUTCOMES = [(outcome.value, label) for outcome, label in OUTCOME_LABELS.items()]
GROUNDS = [(ground.value, label) for ground, label in NOT_ACCEPTED_LABELS.items()]
WAYS = [(way.value, label) for way, label in CONCLUSION_LABELS.items()]
NAMELESS = N_("Name people by their part, such as “the petitioner”.")
NUMBER_HINT = N_("As it stands on the paper, for example (2026)内0623诉前调确12号.")


class FilingForm(Form):
    """When the parties filed."""

    filed_on = Day(N_("Day of filing"))


class AcceptanceForm(Form):
    """When the court accepted."""

    accepted_on = Day(N_("Day of acceptance"))


class NotAcceptedForm(Form):
    """When and why the court did not accept."""

    ended_on = Day(N_("Day of the court's answer"))
    ground = Pick(N_("Ground"), GROUNDS)
    note = Paragraphs(N_("Note"), limit=REASON_LIMIT, required=False, hint=NAMELESS)


class WithdrawalForm(Form):
    """When the parties withdrew."""

    ended_on = Day(N_("Day of the withdrawal"))
    note = Paragraphs(N_("Note"), limit=REASON_LIMIT, required=False, hint=NAMELESS)


class RulingForm(Form):
    """The ruling as it stands on the paper."""

    outcome = Pick(N_("Outcome"), OUTCOMES)
    ruling_number = Line(N_("Number of the ruling"), limit=LONGEST_NUMBER, hint=NUMBER_HINT)
    ruled_on = Day(N_("Day of the ruling"))
    served_on = Day(N_("Day it was served on the parties"))


class VerifyRulingForm(Form):
    """The second person reads outcome and number from the paper again."""

    outcome = Pick(N_("Outcome"), OUTCOMES)
    ruling_number = Line(N_("Number of the ruling"), limit=LONGEST_NUMBER, hint=N_("Type it from the paper."))


class ConclusionForm(Form):
    """How the parties go on after a dismissal."""

    way = Pick(N_("How the parties go on"), WAYS)
    note = Paragraphs(N_("Note"), limit=REASON_LIMIT, hint=NAMELESS)
