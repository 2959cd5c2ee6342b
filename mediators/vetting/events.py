"""What the record says of a mediator; who it is says the stream, reasons stand in the row."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("mediator.applied", N_("Application as mediator received"), Readers.LET_IN, keys={"committee"}),
    Event("mediator.endorsed", N_("Application endorsed by a first reviewer"), Readers.LET_IN),
    Event("mediator.approved", N_("Mediator approved by a second reviewer"), Readers.LET_IN),
    Event("mediator.rejected", N_("Application rejected"), Readers.LET_IN),
    Event("mediator.suspended", N_("Mediator suspended"), Readers.LET_IN, keys={"claims_ended"}),
    Event("mediator.reinstated", N_("Mediator reinstated"), Readers.LET_IN),
    Event("mediator.resigned", N_("Mediator resigned"), Readers.LET_IN),
]
