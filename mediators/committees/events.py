"""What the record says of the register of committees."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("committee.entered", N_("Committee entered in the register"), Readers.LET_IN),
    Event("committee.corrected", N_("Committee corrected in the register"), Readers.LET_IN),
    Event("committee.closed", N_("Committee closed to new mediators"), Readers.LET_IN),
]
