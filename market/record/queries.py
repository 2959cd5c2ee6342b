"""Reading the record: a timeline is a stream or a subject in its order, in pages that never skip or repeat."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from market.people.models import Person
from market.record.checkpoints import Checkpoints, Head, Seen, moved_since
from market.record.models import RecordEvent, RecordStream
from market.work import Work

PAGE_SIZE = 50
_LOST = text("""
    SELECT signed.stream, signed.sequence
    FROM unnest(CAST(:names AS text[]), CAST(:sequences AS bigint[]), CAST(:hashes AS text[]))
        AS signed (stream, sequence, hash)
    LEFT JOIN record_event event
        ON event.stream = signed.stream AND event.sequence = signed.sequence AND event.hash = signed.hash
    WHERE event.id IS NULL ORDER BY signed.stream, signed.sequence
""")


@dataclass(frozen=True)
class Timeline:
    """One page, newest first. `older_than` is the key of the next page, or None at the beginning of time."""

    events: list[RecordEvent]
    actors: Mapping[int, str]  # display names by person id
    older_than: int | None


def timeline(
    work: Work,
    *,
    stream: str | None = None,
    subject: Any | None = None,
    names: Iterable[str] | None = None,
    jurisdictions: Iterable[str] | None = None,
    older_than: int | None = None,
    size: int = PAGE_SIZE,
) -> Timeline:
    """Events of a stream ("case:12"), of one subject, or of all, newest first; the caller has asked the policy.

    `older_than` is the id after which the last page ended. `names` and `jurisdictions` (division codes) narrow it.
    """
    wanted = select(RecordEvent).order_by(RecordEvent.id.desc()).limit(size + 1)
    if stream is not None:
        wanted = wanted.where(RecordEvent.stream == stream)
    if subject is not None:
        wanted = wanted.where(RecordEvent.subject_type == subject.__tablename__, RecordEvent.subject_id == subject.id)
    if names is not None:
        wanted = wanted.where(RecordEvent.name.in_(list(names)))
    if jurisdictions is not None:
        wanted = wanted.where(RecordEvent.jurisdiction_id.in_(list(jurisdictions)))
    if older_than is not None:
        wanted = wanted.where(RecordEvent.id < older_than)
    found = list(work.session.scalars(wanted))
    page = found[:size]
    return Timeline(page, _actors(work.session, page), page[-1].id if len(found) > size else None)


def heads(session: Session) -> dict[str, Head]:
    """The head of every stream as committed now."""
    return {
        row.stream: (row.sequence, row.hash)
        for row in session.execute(select(RecordStream.stream, RecordStream.sequence, RecordStream.hash))
    }


def seen(session: Session, known: Checkpoints, now: datetime) -> Seen:
    """The heads as committed now, and what was signed of the streams that have moved and stands there no longer."""
    found = heads(session)
    moved = moved_since(known, found)
    return Seen(found, now, _lost(session, {name: known.signed[name] for name in moved if name in known.signed}))


def _lost(session: Session, signed: Mapping[str, Mapping[int, str]]) -> list[tuple[str, int]]:
    rows = [(name, sequence, said) for name, heads in signed.items() for sequence, said in heads.items()]
    if not rows:
        return []
    names, sequences, hashes = zip(*rows, strict=True)
    found = session.execute(_LOST, {"names": list(names), "sequences": list(sequences), "hashes": list(hashes)})
    return [(row.stream, row.sequence) for row in found]


def _actors(session: Session, events: Iterable[RecordEvent]) -> dict[int, str]:
    ids = {event.actor_person_id for event in events if event.actor_person_id is not None}
    if not ids:
        return {}
    people = session.execute(select(Person.id, Person.display_name).where(Person.id.in_(ids)))
    return {person.id: person.display_name for person in people}
