"""What is told of a search: never the value that was searched."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event(
        "person_search.made", N_("Cases searched by a person's data"), Readers.LET_IN, keys={"kind", "purpose", "finds"}
    ),
]
