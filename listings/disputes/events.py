"""What is told of a case that leaves a dispute which has been on the board, reasons being kept with the rows, and of
cases that were compared by their parties: which, and by what kind of value."""

from market.events import Event, Readers
from market.text import N_

COMPARED = "case.parties_compared"
EVENTS = [
    Event("separation.proposed", N_("Taking the case out of its dispute proposed"), Readers.OFFICE),
    Event("separation.confirmed", N_("Taking the case out of its dispute confirmed"), Readers.OFFICE, keys={"cases"}),
    Event("separation.refused", N_("Taking the case out of its dispute refused"), Readers.OFFICE),
    Event(COMPARED, N_("Cases with the same parties looked for"), Readers.OFFICE, keys={"searches", "linked", "cases"}),
    Event("case.party_found", N_("Found to have a party of another case"), Readers.OFFICE, keys={"cases", "kinds"}),
]
