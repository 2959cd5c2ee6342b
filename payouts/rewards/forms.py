"""What finance types about a reward."""

from market.text import N_
from market.web.fields import Form, Paragraphs, Pick
from payouts.rewards.models import REASON_LIMIT
from payouts.rewards.vocabulary import REWARD_STATE_LABELS

STATES = [(state.value, words) for state, words in REWARD_STATE_LABELS.items()]


class RefusalForm(Form):
    reason = Paragraphs(
        N_("Why it should never be paid"),
        limit=REASON_LIMIT,
        hint=N_("Another person decides. Name no party; the mediator may ask for this reason."),
    )


class DecisionForm(Form):
    note = Paragraphs(N_("Note"), limit=REASON_LIMIT, required=False, hint=N_("It stands with the reward for good."))


class RewardFilterForm(Form):
    status = Pick(N_("State"), STATES, required=False)
