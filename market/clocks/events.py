"""What the record says of clocks: names, days and counts; the reason of a pause stands in its row."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("clock.near", N_("Reminder: the time limit is near"), keys={"clock", "last_day"}),
    Event("clock.due", N_("The last day of the time limit has come"), keys={"clock", "last_day"}),
    Event("clock.overdue", N_("The time limit is over"), keys={"clock", "last_day"}),
    Event("clock.paused", N_("The time limit stands still"), keys={"clock"}),
    Event("clock.resumed", N_("The time limit runs again"), keys={"clock", "last_day"}),
    Event("clock.extended", N_("The time limit was extended"), keys={"clock", "days", "last_day"}),
]
