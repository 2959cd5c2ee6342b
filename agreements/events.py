"""Everything the record says on this floor."""

from agreements.confirmation.events import EVENTS as CONFIRMATION
from agreements.drafting.events import EVENTS as DRAFTING
from agreements.signing.events import EVENTS as SIGNING

EVENTS = [*DRAFTING, *SIGNING, *CONFIRMATION]
EVENT_NAMES = tuple(event.name for event in EVENTS)
