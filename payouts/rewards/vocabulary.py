"""The words of a reward's life."""

from enum import StrEnum

from market.text import N_


class RewardState(StrEnum):
    RESERVED = "reserved"
    DUE = "due"
    REFUSAL_PROPOSED = "refusal_proposed"
    IN_PAYMENT = "in_payment"
    PAID = "paid"
    RELEASED = "released"


REWARD_STATE_LABELS = {
    RewardState.RESERVED: N_("Reserved"),
    RewardState.DUE: N_("Due to be paid"),
    RewardState.REFUSAL_PROPOSED: N_("Refusal proposed"),
    RewardState.IN_PAYMENT: N_("Being paid"),
    RewardState.PAID: N_("Paid out"),
    RewardState.RELEASED: N_("Released back to the budget"),
}
REWARD_TONES = {
    RewardState.RESERVED: "neutral",
    RewardState.DUE: "waiting",
    RewardState.REFUSAL_PROPOSED: "danger",
    RewardState.IN_PAYMENT: "active",
    RewardState.PAID: "success",
    RewardState.RELEASED: "muted",
}
EARNED = (RewardState.DUE, RewardState.REFUSAL_PROPOSED, RewardState.IN_PAYMENT, RewardState.PAID)
