"""Every event is declared: its name, its words, the exact keys of its payload, and who must answer it.

Personal data never stands in a payload: ids, codes, numbers, dates and hashes only.
Subscribers are wired in one list by the roof and run in the transaction of the event; one that refuses
rolls all of it back; an event that needs a subscriber and has none fails start-up.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

Handler = Callable[..., None]


class Readers(Enum):
    """Who reads an event in the history of a case: its office and the auditor alone, or a mediator let into it as well.

    The page of a payout or a reward has a history of its own, whose readers its floor decides."""

    OFFICE = "of a case: the office and the auditor"
    LET_IN = "who may see its subject"


@dataclass(frozen=True)
class Event:
    """`name` is `subject.verb_past`; `keys` are all that its payload may and must carry. Its `readers` are decided
    for each, never taken for granted. Of what is `gathered`, one that follows another by the same person is read in one
    line with it, though the record has them all."""

    name: str
    label: str
    readers: Readers
    keys: Collection[str] = ()
    required_subscriber: bool = False
    gathered: bool = False

    @property
    def for_office_alone(self) -> bool:
        return self.readers is Readers.OFFICE


class Events:
    """The catalogue of declared events and the one list of who hears which."""

    def __init__(self) -> None:
        self.declared: dict[str, Event] = {}
        self.subscribers: dict[str, list[Handler]] = {}
        self.observers: list[Handler] = []

    def declare(self, events: Iterable[Event]) -> None:
        """Add a floor's events; a name declared twice is refused."""
        for event in events:
            if event.name in self.declared:
                raise ValueError(f"event declared twice: {event.name}")
            self.declared[event.name] = event

    def subscribe(self, name: str, handler: Handler) -> None:
        """`handler(work, subject, facts)` hears `name`; the event must be declared."""
        if name not in self.declared:
            raise ValueError(f"no such event: {name}")
        self.subscribers.setdefault(name, []).append(handler)

    def observe(self, handler: Handler) -> None:
        """`handler(work, name, subject, facts)` hears every event (the clocks do)."""
        self.observers.append(handler)

    def check(self) -> None:
        """Fail start-up when a required subscriber is missing."""
        unheard = [e.name for e in self.declared.values() if e.required_subscriber and not self.subscribers.get(e.name)]
        if unheard:
            raise RuntimeError(f"events that need a subscriber and have none: {sorted(unheard)}")

    def payload(self, name: str, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The declared keys out of `facts`; a key that is missing is a defect of the caller."""
        event = self.declared[name]
        missing = set(event.keys) - facts.keys()
        if missing:
            raise KeyError(f"{name} lacks {sorted(missing)}")
        return {key: facts[key] for key in sorted(event.keys)}

    def clear(self) -> None:
        """Forget everything; the roof wires anew for each application it makes."""
        self.declared.clear()
        self.subscribers.clear()
        self.observers.clear()


EVENTS = Events()
