"""What is told about a reward; every one stands in the stream of its case.

Whether to refuse it is decided by two of the finance office among themselves; the mediator learns the outcome.
"""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("reward.reserved", N_("Reward reserved"), Readers.LET_IN, keys={"reward_fen", "fiscal_year", "line"}),
    Event("reward.fell_due", N_("Reward fell due"), Readers.LET_IN, keys={"reward_fen"}),
    Event(
        "reward.released",
        N_("Reward released back to the budget"),
        Readers.LET_IN,
        keys={"reward_fen"},
        required_subscriber=True,
    ),
    Event("reward.refusal_proposed", N_("Refusal of the reward proposed"), Readers.OFFICE),
    Event("reward.kept", N_("Proposed refusal turned down"), Readers.OFFICE),
    Event(
        "reward.refused", N_("Reward refused for good"), Readers.LET_IN, keys={"reward_fen"}, required_subscriber=True
    ),
    Event("reward.payment_begun", N_("Payment of the reward begun"), Readers.LET_IN),
    Event("reward.payment_reopened", N_("Payment of the reward opened again"), Readers.LET_IN),
    Event("reward.paid", N_("Reward paid"), Readers.LET_IN, keys={"reward_fen"}, required_subscriber=True),
]
