"""What is told about roles and accounts: codes and days; names and reasons stand in their rows."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("appointment.proposed", N_("Role proposed"), keys={"role", "valid_from"}),
    Event("appointment.confirmed", N_("Role confirmed"), keys={"role"}),
    Event("appointment.refused", N_("Role refused"), keys={"role"}),
    Event("appointment.ended", N_("Role ended"), keys={"role"}),
    Event("account.disabled", N_("Account disabled")),
    Event("account.enabled", N_("Account enabled")),
]
