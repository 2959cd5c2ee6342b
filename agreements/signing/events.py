"""What the record says of marks: whose by kind and public id, and the day on the paper; never a name."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("mark.recorded", N_("Signature or seal recorded"), Readers.LET_IN, keys={"kind", "party", "signed_on"}),
    Event("mark.verified", N_("Signature or seal verified"), Readers.LET_IN, keys={"kind", "party", "signed_on"}),
    Event("mark.returned", N_("Signature or seal returned for correction"), Readers.LET_IN, keys={"kind", "party"}),
]
