"""What the record says of the work on a granted claim."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [Event("session.logged", N_("Mediation session logged"), Readers.LET_IN, keys={"held_on", "method"})]
