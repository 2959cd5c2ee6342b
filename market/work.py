"""One piece of work: one actor, one instant, one transaction. Services take it first and never commit it.

What happened is buffered and written last, just before commit, so that the heads of the record's
streams are locked for the shortest time and in one order.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from market.actor import Actor
from market.events import EVENTS
from market.workdays import legal_day


class Subject(Protocol):
    """What an event can be about: a row with an id, a jurisdiction and a stream of the record."""

    __tablename__: str

    @property
    def id(self) -> int: ...
    @property
    def jurisdiction_id(self) -> str | None: ...
    @property
    def stream(self) -> str: ...


@dataclass
class Told:
    """An event that has happened in this work and is not yet written. `postings` are ledger hashes."""

    name: str
    stream: str
    subject_type: str
    subject_id: int
    jurisdiction_id: str | None
    payload: dict[str, Any]
    postings: list[str] = field(default_factory=list)


@dataclass
class Work:
    """`now` is the database's instant (aware, UTC), read once; `today` its legal day in Beijing."""

    session: Session
    actor: Actor
    now: datetime
    request_id: str = ""
    told: list[Told] = field(default_factory=list)
    lasting: list[Told] = field(default_factory=list)
    memo: dict[Any, Any] = field(default_factory=dict)
    _open_events: list[Told] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The legal day: the date in Asia/Shanghai at `now`."""
        return legal_day(self.now)

    def tell(self, name: str, subject: Subject, /, **facts: Any) -> Told:
        """Buffer a record event about `subject` and let its subscribers and the clocks hear it.

        Raises KeyError when the event is not declared or a declared key is missing; whatever a
        subscriber raises goes through, and the whole work is then rolled back by the edge.
        """
        payload = json.loads(json.dumps(EVENTS.payload(name, facts), default=_as_text, allow_nan=False))
        told = Told(name, subject.stream, subject.__tablename__, subject.id, subject.jurisdiction_id, payload)
        self.told.append(told)
        self._open_events.append(told)
        try:
            for handler in EVENTS.subscribers.get(name, ()):
                handler(self, subject, facts)
            for observer in EVENTS.observers:
                observer(self, name, subject, facts)
        finally:
            self._open_events.pop()
        return told

    def tell_lastingly(self, name: str, subject: Subject, /, **facts: Any) -> Told:
        """Tell what stays true although this work may be refused: what was read was read.

        Whoever rolls the work back on a refusal writes it then, in a transaction of its own.
        """
        told = self.tell(name, subject, **facts)
        self.lasting.append(told)
        return told

    def witness(self, posting_hash: str) -> None:
        """Let the hash of a ledger posting stand in the event that caused it.

        Raises RuntimeError outside an event: money never moves without a reason in the record.
        """
        if not self._open_events:
            raise RuntimeError("a posting needs an event that caused it")
        self._open_events[-1].postings.append(posting_hash)


def _as_text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"not for a payload: {type(value).__name__}")
