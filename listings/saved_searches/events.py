"""What is told of saved searches: that there is one, never what somebody looks for."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("search.saved", N_("Search saved")),
    Event("search.changed", N_("Saved search changed")),
    Event("search.removed", N_("Saved search removed")),
]
