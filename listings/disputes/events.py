"""What is told of a case that leaves a dispute which has been on the board; reasons are kept with the rows."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("separation.proposed", N_("Taking the case out of its dispute proposed")),
    Event("separation.confirmed", N_("Taking the case out of its dispute confirmed"), keys={"cases"}),
    Event("separation.refused", N_("Taking the case out of its dispute refused")),
]
