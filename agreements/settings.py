"""What no law fixes about agreements: graces for recording, what is expected of a court, days to agree anew."""

from market.settings.dated import Dated, Kind
from market.text import N_

SETTINGS = {
    "filing_recording_grace_days": Dated(
        Kind.DAYS, 5, N_("Days in which an application filed in time may still be recorded"), smallest=1, largest=30
    ),
    "reagree_least_days": Dated(
        Kind.DAYS, 10, N_("Days that are left at least to agree anew after a dismissal"), smallest=1, largest=90
    ),
    "court_acceptance_days": Dated(
        Kind.DAYS, 3, N_("Days in which the court is expected to accept an application"), smallest=1, largest=60
    ),
    "court_decision_days": Dated(
        Kind.DAYS, 15, N_("Days in which the court is expected to decide on an application"), smallest=1, largest=90
    ),
}
