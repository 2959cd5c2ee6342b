"""What is told about roles and accounts: codes and days; names and reasons stand in their rows."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("appointment.proposed", N_("Role proposed"), Readers.LET_IN, keys={"role", "valid_from"}),
    Event("appointment.confirmed", N_("Role confirmed"), Readers.LET_IN, keys={"role"}),
    Event("appointment.refused", N_("Role refused"), Readers.LET_IN, keys={"role"}),
    Event("appointment.ended", N_("Role ended"), Readers.LET_IN, keys={"role"}),
    Event("account.disabled", N_("Account disabled"), Readers.LET_IN),
    Event("account.enabled", N_("Account enabled"), Readers.LET_IN),
]
