"""The record of a thing as a timeline: event, instant, who; never the reasons, which stand in the rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from listings.views_words import OLDER
from market.actor import Role
from market.events import EVENTS
from market.record.queries import Timeline, timeline
from market.work import Work

LOOKING_ON = (Role.OFFICE_CLERK, Role.OFFICE_REVIEWER, Role.AUDITOR)


@dataclass(frozen=True)
class Entry:
    """One line of a timeline, worded."""

    label: str
    happened_at: datetime
    actor: str


def entries_about(work: Work, subject: Any) -> list[Entry]:
    """What happened to this thing, newest first; who did it is shown to the office and the auditor."""
    return _entries(work, timeline(work, subject=subject))


def _entries(work: Work, found: Timeline) -> list[Entry]:
    named = bool(work.actor.serves(*LOOKING_ON))
    entries = [
        Entry(
            label=gettext(EVENTS.declared[event.name].label) if event.name in EVENTS.declared else event.name,
            happened_at=event.happened_at,
            actor=found.actors.get(event.actor_person_id or 0, "") if named else "",
        )
        for event in found.events
    ]
    if found.older_than is not None:
        entries.append(Entry(gettext(OLDER), found.events[-1].happened_at, actor=""))
    return entries
