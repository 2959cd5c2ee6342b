"""What is told of a search: never the value that was searched."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("person_search.made", N_("Cases searched by a person's data"), keys={"kind", "purpose", "finds"}),
]
