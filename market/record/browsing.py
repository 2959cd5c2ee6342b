"""Auditors page through the record of their jurisdictions, newest first; the pages never skip or repeat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from market.actor import Role
from market.calendar import start_of_day
from market.people.models import Person
from market.record import checkpoints
from market.record.models import RecordEvent
from market.refusals import Missing
from market.work import Work

READERS = (Role.AUDITOR, Role.AUDIT_ADMIN)
PAGE_SIZE = 50


@dataclass(frozen=True)
class RecordFilter:
    """What the record is narrowed to; nothing means all. `day` is a legal day."""

    event: str | None = None
    stream: str = ""
    day: date | None = None


@dataclass(frozen=True)
class RecordPage:
    """One page with the names of who acted, and the mark of the next page."""

    events: Sequence[RecordEvent]
    actors: dict[int, str]
    after: str | None


def record_page(work: Work, wanted: RecordFilter, after: str | None) -> RecordPage:
    """One page of the events of the jurisdictions that the actor audits. Raises Missing for a mark that is none."""
    found = (
        select(RecordEvent)
        .where(RecordEvent.jurisdiction_id.in_(work.actor.serves(*READERS)))
        .order_by(RecordEvent.id.desc())
        .limit(PAGE_SIZE + 1)
    )
    if wanted.event:
        found = found.where(RecordEvent.name == wanted.event)
    if wanted.stream:
        found = found.where(RecordEvent.stream == wanted.stream)
    if wanted.day is not None:
        begins, ends = start_of_day(wanted.day), start_of_day(wanted.day + timedelta(days=1))
        found = found.where(RecordEvent.happened_at >= begins, RecordEvent.happened_at < ends)
    if after:
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise Missing()
        found = found.where(RecordEvent.id < int(after))
    events = work.session.scalars(found).all()
    page = events[:PAGE_SIZE]
    return RecordPage(page, _names(work, page), str(page[-1].id) if len(events) > PAGE_SIZE else None)


def last_signed_at() -> datetime | None:
    """When the checkpoint file was last added to, by the file's own time; None while there is none."""
    file, _ = checkpoints.place()
    return datetime.fromtimestamp(file.stat().st_mtime, UTC) if file.exists() else None


def _names(work: Work, events: Sequence[RecordEvent]) -> dict[int, str]:
    ids = {event.actor_person_id for event in events if event.actor_person_id is not None}
    people = work.session.execute(select(Person.id, Person.display_name).where(Person.id.in_(ids))).all()
    return {row.id: row.display_name for row in people}
