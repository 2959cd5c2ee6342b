"""What is told of keeping and erasing; reasons are kept with the rows, and name nobody."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("erasure.proposed", N_("Erasure of the case's personal data proposed"), Readers.OFFICE, keys={"kept_until"}),
    Event(
        "erasure.confirmed", N_("Erasure of the case's personal data confirmed"), Readers.OFFICE, keys={"kept_until"}
    ),
    Event("erasure.refused", N_("Erasure of the case's personal data refused"), Readers.OFFICE),
    Event("hold.placed", N_("Hold placed on the case's personal data"), Readers.OFFICE),
    Event("hold.lifted", N_("Hold on the case's personal data lifted"), Readers.OFFICE),
]
