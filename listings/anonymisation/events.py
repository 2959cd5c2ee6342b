"""What is told about the redaction of a narrative: how many choices, never a phrase."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event(
        "case.redaction_kept",
        N_("Choices for the public text kept"),
        keys={"left", "added"},
        office_only=True,
        gathered=True,
    )
]
