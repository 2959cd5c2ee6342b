"""What the record says of clocks: names, days and counts; the reason of a pause stands in its row."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("clock.near", N_("Reminder: the time limit is near"), Readers.LET_IN, keys={"clock", "last_day"}),
    Event("clock.due", N_("The last day of the time limit has come"), Readers.LET_IN, keys={"clock", "last_day"}),
    Event("clock.overdue", N_("The time limit is over"), Readers.LET_IN, keys={"clock", "last_day"}),
    Event("clock.paused", N_("The time limit stands still"), Readers.LET_IN, keys={"clock"}),
    Event("clock.resumed", N_("The time limit runs again"), Readers.LET_IN, keys={"clock", "last_day"}),
    Event("clock.extended", N_("The time limit was extended"), Readers.LET_IN, keys={"clock", "days", "last_day"}),
]
