"""Refusing a reward for good takes two persons; each part is told once for the page and the API."""

from typing import Any

from listings.showing import called
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.showing import worded, yuan
from market.work import Work
from payouts.rewards import services
from payouts.rewards.forms import DecisionForm, RefusalForm
from payouts.rewards.lifecycle import REWARD
from payouts.rewards.models import Reward
from payouts.rewards.queries import reward_for


def what_is_refused(work: Work, reward: Reward) -> list[tuple[str, Any]]:
    """The reward in rows, beside the form that refuses it."""
    rows = [
        (worded(N_("Listing")), called(reward.listing)),
        (worded(N_("Mediator")), reward.mediator.display_name if reward.mediator else None),
        (worded(N_("Reward")), yuan(reward.amount_fen)),
    ]
    if reward.refusal_proposed_by is not None:
        rows += [
            (worded(N_("Proposed by")), reward.refusal_proposed_by.display_name),
            (worded(N_("Reason")), reward.refusal_reason),
        ]
    return rows


DEEDS = [
    Deed(
        "rewards.propose_refusal", "/rewards/<ref>/refusal", Can.PROPOSE_REFUSAL, RefusalForm,
        services.propose_refusal, title=N_("Propose to refuse this reward"), submit=N_("Propose the refusal"),
        then="rewards.show", load=reward_for, lifecycle=REWARD, step="propose_refusal", danger=True,
        summary=what_is_refused, done=N_("The refusal waits for another person's decision."),
    ),
    Deed(
        "rewards.keep", "/rewards/<ref>/keep", Can.DECIDE_REFUSAL, DecisionForm, services.keep,
        title=N_("Turn the refusal down"), submit=N_("Keep the reward"), then="rewards.show", load=reward_for,
        lifecycle=REWARD, step="keep", primary=True, summary=what_is_refused, done=N_("The reward is due again."),
    ),
    Deed(
        "rewards.refuse", "/rewards/<ref>/refuse", Can.DECIDE_REFUSAL, DecisionForm, services.refuse,
        title=N_("Refuse this reward for good"), submit=N_("Refuse for good"), then="rewards.show", load=reward_for,
        lead=N_("Its money goes back to the budget line and the listing ends without a reward."),
        lifecycle=REWARD, step="refuse", danger=True, summary=what_is_refused,
        done=N_("The reward is refused; its money is available again."),
    ),
]  # fmt: skip
