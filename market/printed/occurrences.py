"""The events: their words, what their payload carries, and who hears them in the same transaction."""

from market.clocks.registry import CLOCKS
from market.events import EVENTS, Event
from market.printed.markdown import code as as_code
from market.printed.markdown import codes, page, place_of, table


def events_page() -> str:
    """Every event in one row, in the order of names."""
    lead = (
        "An event is told in the transaction that makes it happen and stands in its subject's stream of the record. "
        "Payloads carry ids, codes, numbers, dates and hashes only."
    )
    rows = (_row(EVENTS.declared[name]) for name in sorted(EVENTS.declared))
    return page(
        "Events", lead, table(["Event", "Words", "Payload", "Read in histories by", "Heard by", "Clocks"], rows)
    )


def _row(event: Event) -> list[str]:
    heard = codes((place_of(handler) for handler in EVENTS.subscribers.get(event.name, ())), "<br>")
    moved = codes(f"{action} {clock.name}" for action, clock in CLOCKS.heard.get(event.name, ()))
    required = " (required)" if event.required_subscriber else ""
    return [as_code(event.name), event.label, codes(sorted(event.keys)), event.readers.value, heard + required, moved]
