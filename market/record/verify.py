"""Verification trusts nothing that the database says of itself: it recomputes every hash from the columns.

It finds a changed row by its hash, a removed one by the gap, a cut tail by the stream's head, and a history
that was cut or recomputed as a whole by the heads that any checkpoint signed, which the database cannot write.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Text, cast, select, text
from sqlalchemy.orm import Session

from market.record.checkpoints import Checkpoints, Head
from market.record.hashing import event_hash
from market.record.models import RecordEvent
from market.record.queries import heads

BATCH = 5_000
SHOWN_FAULTS = 200


@dataclass
class Verification:
    """What was looked at, and each fault in one sentence that names the row."""

    events: int = 0
    streams: int = 0
    checkpoints: int = 0
    covered: int = 0  # streams that a checkpoint covers
    faults: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.faults


def verify(session: Session, checkpoints: Checkpoints) -> Verification:
    """Check every event of every stream, the heads, and all that the checkpoints cover.

    The session's transaction should be REPEATABLE READ, so that events written meanwhile do not show as faults.
    """
    session.execute(text("SET LOCAL statement_timeout = 0"))
    found = Verification(checkpoints=checkpoints.lines, covered=len(checkpoints.signed))
    found.faults.extend(checkpoints.faults)
    known = heads(session)
    signed = dict(checkpoints.signed)
    for stream, events in groupby(_events(session), key=lambda event: event.stream):
        found.streams += 1
        _walk(found, stream, events, known.pop(stream, None), signed.pop(stream, {}))
    for stream, head in sorted(known.items()):
        found.faults.append(f"stream {stream}: its head says {head[0]} events and there is none")
    for stream, heads_signed in sorted(signed.items()):
        found.faults.append(f"stream {stream}: a checkpoint covers {max(heads_signed)} events and there is none")
    return found


def told(found: Verification, last_taken_at: str | None) -> list[str]:
    """The lines that say what was checked and what was found."""
    lines = [f"fault: {fault}" for fault in found.faults[:SHOWN_FAULTS]]
    if len(found.faults) > SHOWN_FAULTS:
        lines.append(f"... and {len(found.faults) - SHOWN_FAULTS} more faults")
    lines.append(f"Checked {found.events} events in {found.streams} streams.")
    if found.checkpoints:
        lines.append(f"{found.checkpoints} checkpoints cover {found.covered} streams; the last is of {last_taken_at}.")
    else:
        lines.append("No checkpoint covers the record yet: `flask record checkpoint` signs its heads.")
    lines.append("The record is sound." if found.is_sound else f"The record is NOT sound: {len(found.faults)} faults.")
    return lines


def _walk(
    found: Verification, stream: str, events: Iterator[Row[Any]], head: Head | None, signed: Mapping[int, str]
) -> None:
    """One stream from its first event to its head; `signed` are the hashes that checkpoints hold, by sequence."""
    say: Callable[[str], None] = lambda fault: found.faults.append(f"stream {stream}: {fault}")  # noqa: E731
    sequence, last_hash = 0, ""
    for event in events:
        found.events += 1
        if event.sequence != sequence + 1:
            say(f"after event {sequence} comes {event.sequence} (row {event.id})")
        if event.previous_hash != last_hash:
            say(f"event {event.sequence} (row {event.id}) does not follow the one before it")
        if event_hash(event) != event.hash:
            say(f"event {event.sequence} (row {event.id}, {event.name}) was changed")
        sequence, last_hash = event.sequence, event.hash
        if signed.get(sequence, last_hash) != last_hash:
            say(f"event {sequence} is not the one that a checkpoint signed")
    if head != (sequence, last_hash):
        say(f"its head does not match its last event {sequence}")
    covered = max(signed, default=0)
    if covered > sequence:
        say(f"a checkpoint covers {covered} events and only {sequence} are there")


def _events(session: Session) -> Iterator[Row[Any]]:
    """Every event in the order of its stream, in batches, with the payload as PostgreSQL writes it."""
    columns = [column for column in RecordEvent.__table__.columns if column.name != "payload"]
    return iter(
        session.execute(
            select(*columns, cast(RecordEvent.payload, Text).label("payload_text"))
            .order_by(RecordEvent.stream, RecordEvent.sequence)
            .execution_options(yield_per=BATCH)
        )
    )
