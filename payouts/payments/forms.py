"""What finance types about a payout."""

from market.text import N_
from market.web.fields import Form, Paragraphs, Pick
from payouts.payments.models import REASON_LIMIT
from payouts.payments.vocabulary import OUTCOME_LABELS, PAYOUT_STATE_LABELS

STATES = [(state.value, words) for state, words in PAYOUT_STATE_LABELS.items()]
OUTCOMES = [(outcome.value, words) for outcome, words in OUTCOME_LABELS.items()]


class RejectPayoutForm(Form):
    reason = Paragraphs(N_("Reason"), limit=REASON_LIMIT, hint=N_("Whoever prepared it reads the reason."))


class GiveUpPayoutForm(Form):
    reason = Paragraphs(N_("Reason"), limit=REASON_LIMIT, hint=N_("Whoever prepares the next one reads the reason."))


class PayoutFilterForm(Form):
    status = Pick(N_("State"), STATES, required=False)


class EventFilterForm(Form):
    outcome = Pick(N_("What became of it"), OUTCOMES, required=False)
