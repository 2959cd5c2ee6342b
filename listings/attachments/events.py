"""What is told about attachments: kinds and sizes, never a name."""

from market.events import Event, Readers
from market.text import N_

EVENTS = [
    Event("attachment.added", N_("Attachment added"), Readers.LET_IN, keys={"kind", "size_bytes"}),
    Event("attachment.removed", N_("Attachment removed"), Readers.LET_IN, keys={"kind"}),
]
