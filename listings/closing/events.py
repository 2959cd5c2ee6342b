"""What is told of closing a case without a listing; notes are kept with the rows, and name nobody."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("closing.proposed", N_("Closing without a listing proposed"), keys={"close_code"}, office_only=True),
    Event("closing.confirmed", N_("Closing without a listing confirmed"), keys={"close_code"}, office_only=True),
    Event("closing.returned", N_("Closing without a listing returned"), office_only=True),
]
