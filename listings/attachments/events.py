"""What is told about attachments: kinds and sizes, never a name."""

from market.events import Event
from market.text import N_

EVENTS = [
    Event("attachment.added", N_("Attachment added"), keys={"kind", "size_bytes"}),
    Event("attachment.removed", N_("Attachment removed"), keys={"kind"}),
]
