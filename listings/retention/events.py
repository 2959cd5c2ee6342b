"""What is told of keeping and erasing; reasons are kept with the rows, and name nobody."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event(
        "erasure.proposed", N_("Erasure of the case's personal data proposed"), keys={"kept_until"}, office_only=True
    ),
    Event(
        "erasure.confirmed", N_("Erasure of the case's personal data confirmed"), keys={"kept_until"}, office_only=True
    ),
    Event("erasure.refused", N_("Erasure of the case's personal data refused"), office_only=True),
    Event("hold.placed", N_("Hold placed on the case's personal data"), office_only=True),
    Event("hold.lifted", N_("Hold on the case's personal data lifted"), office_only=True),
]
