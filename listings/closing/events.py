"""What is told of closing a case without a listing; notes are kept with the rows, and name nobody."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("closing.proposed", N_("Closing without a listing proposed"), Readers.OFFICE, keys={"close_code"}),
    Event("closing.confirmed", N_("Closing without a listing confirmed"), Readers.OFFICE, keys={"close_code"}),
    Event("closing.returned", N_("Closing without a listing returned"), Readers.OFFICE),
]
