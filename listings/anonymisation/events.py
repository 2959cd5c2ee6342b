"""What is told about the redaction of a narrative: how many choices, never a phrase."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event(
        "case.redaction_kept",
        N_("Choices for the public text kept"),
        Readers.OFFICE,
        keys={"left", "added"},
        gathered=True,
    )
]
