"""What the record says of the vault: who opened what and why, and what the software read; never what stood there."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("vault.opened", N_("Personal data opened for a stated purpose"), keys={"purpose", "ends_at"}),
    Event("vault.read", N_("Personal data read by the software"), keys={"purpose", "table", "rows"}),
    Event("vault.key_destroyed", N_("Personal data erased for good"), keys={"cells", "files"}),
]
