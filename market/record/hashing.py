"""The hash of an event, computed here as the database's trigger computes it, from the columns alone.

market/migrations/market_0001.sql holds the other half (record_event_hash); a change of one is a change of both.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

PREFIX = "market.record/1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class EventRow(Protocol):
    """The columns of record_event; `payload_text` is the payload as PostgreSQL writes jsonb."""

    @property
    def id(self) -> int: ...
    @property
    def stream(self) -> str: ...
    @property
    def sequence(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def subject_type(self) -> str: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def jurisdiction_id(self) -> str | None: ...
    @property
    def actor_kind(self) -> str: ...
    @property
    def actor_person_id(self) -> int | None: ...
    @property
    def actor_account_id(self) -> int | None: ...
    @property
    def payload_text(self) -> str: ...
    @property
    def request_id(self) -> str: ...
    @property
    def happened_at(self) -> datetime: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def previous_hash(self) -> str: ...


def event_hash(event: EventRow) -> str:
    """SHA-256, in hex, over every column and the hash before it, each part behind its length in bytes."""
    parts: Sequence[str | int | None] = (
        event.previous_hash,
        event.id,
        event.stream,
        event.sequence,
        event.name,
        event.subject_type,
        event.subject_id,
        event.jurisdiction_id,
        event.actor_kind,
        event.actor_person_id,
        event.actor_account_id,
        event.payload_text,
        event.request_id,
        _microseconds(event.happened_at),
        _microseconds(event.recorded_at),
    )
    return hashlib.sha256((PREFIX + "".join(map(_part, parts))).encode()).hexdigest()


def _part(content: str | int | None) -> str:
    if content is None:
        return "-"
    text = str(content)
    return f"{len(text.encode())}={text}"


def _microseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(microseconds=1)
