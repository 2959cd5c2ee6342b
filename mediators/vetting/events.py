"""What the record says of a mediator; who it is says the stream, reasons stand in the row."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("mediator.applied", N_("Application as mediator received"), keys={"committee"}),
    Event("mediator.endorsed", N_("Application endorsed by a first reviewer")),
    Event("mediator.approved", N_("Mediator approved by a second reviewer")),
    Event("mediator.rejected", N_("Application rejected")),
    Event("mediator.suspended", N_("Mediator suspended"), keys={"claims_ended"}),
    Event("mediator.reinstated", N_("Mediator reinstated")),
    Event("mediator.resigned", N_("Mediator resigned")),
]
