"""What the record says of a confirmation: days, codes and the outcome; the ruling's number stays internal."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event(
        "confirmation.filed", N_("Application for confirmation filed"), Readers.LET_IN, keys={"filed_on", "court_code"}
    ),
    Event("confirmation.accepted", N_("Court accepted the application"), Readers.LET_IN, keys={"accepted_on"}),
    Event(
        "confirmation.not_accepted",
        N_("Court did not accept the application"),
        Readers.LET_IN,
        keys={"ended_on", "ground"},
    ),
    Event("confirmation.withdrawn", N_("Application withdrawn"), Readers.LET_IN, keys={"ended_on"}),
    Event("confirmation.ruling_recorded", N_("Ruling recorded"), Readers.LET_IN),
    Event("confirmation.ruling_returned", N_("Ruling returned for correction"), Readers.LET_IN),
    Event(
        "confirmation.made_effective",
        N_("Court ruled the agreement effective"),
        Readers.LET_IN,
        keys={"ruled_on", "served_on"},
    ),
    Event(
        "confirmation.dismissed", N_("Court dismissed the application"), Readers.LET_IN, keys={"ruled_on", "served_on"}
    ),
]
