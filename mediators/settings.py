"""What no law fixes about claims: how long the parties have to answer, and how late a settlement may be recorded."""

from market.settings.dated import Dated, Kind
from market.text import N_

SETTINGS = {
    "claim_answer_days": Dated(
        Kind.DAYS, 7, N_("Days in which the parties answer to a proposed mediator"), smallest=1, largest=60
    ),
    "claim_second_answer_days": Dated(
        Kind.DAYS, 7, N_("Further days to answer, after which the proposal ends"), smallest=1, largest=60
    ),
    "claim_recording_grace_days": Dated(
        Kind.DAYS, 5, N_("Days in which a settlement reached in time may still be recorded"), smallest=0, largest=30
    ),
}
