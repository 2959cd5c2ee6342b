"""What the record says of the vault: who opened what and why, what the software read, and how its keys were changed;
never what stood there."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("vault.opened", N_("Personal data opened for a stated purpose"), Readers.OFFICE, keys={"purpose", "ends_at"}),
    Event("vault.read", N_("Personal data read by the software"), Readers.LET_IN, keys={"purpose", "table", "rows"}),
    Event("vault.key_destroyed", N_("Personal data erased for good"), Readers.LET_IN, keys={"cells", "files"}),
    Event("vault.key_added", N_("New vault key taken into use"), Readers.LET_IN, keys={"kind", "key_id"}),
    Event(
        "vault.key_rotated",
        N_("Everything moved to the new vault key"),
        Readers.LET_IN,
        keys={"kind", "key_id", "moved"},
    ),
    Event("vault.key_retired", N_("Old vault key taken out of use"), Readers.LET_IN, keys={"kind", "key_id"}),
]
