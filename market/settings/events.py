"""What is told about settings: the name, the value and its first day; reasons stand in their rows."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event(
        "setting.proposed",
        N_("New value of a setting proposed"),
        Readers.LET_IN,
        keys={"setting", "value", "effective_from"},
    ),
    Event(
        "setting.confirmed",
        N_("New value of a setting confirmed"),
        Readers.LET_IN,
        keys={"setting", "value", "effective_from"},
    ),
    Event("setting.refused", N_("New value of a setting refused"), Readers.LET_IN, keys={"setting"}),
]
