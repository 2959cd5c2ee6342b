"""Lives and histories in the reader's language, the same way on every page of this floor."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from flask_babel import gettext

from listings.board.cards import Published
from listings.publication.journey import Journey
from market.events import EVENTS
from market.record.models import RecordEvent
from market.record.queries import Timeline
from market.text import N_
from market.web.showing import day, instant

OLDER = N_("What happened before stands in the record.")


def worded_stages(journey: Journey) -> list[dict[str, Any]]:
    """The stages of a life, each with the day it was reached."""
    return [
        {
            "code": stage.code,
            "label": gettext(stage.label),
            "note": day(stage.reached_at) if stage.reached_at else "",
            "ended": stage.ended,
        }
        for stage in journey.stages
    ]


def worded_duration(face: Published) -> str:
    """How long it has lasted, with the day of which that is true once it has been released."""
    if face.duration_label is None:
        return gettext("Not stated")
    band = gettext(face.duration_label)
    return gettext("%(band)s, as of %(day)s", band=band, day=day(face.bands_as_of)) if face.bands_as_of else band


def worded_timeline(found: Timeline, *, with_actors: bool, named: Callable[[str], str] = str) -> list[dict[str, Any]]:
    """The entries of a timeline; the public sees no actors, and hears of some events under another name (`named`)."""
    actors: Mapping[int, str] = found.actors if with_actors else {}
    entries = [
        {
            "label": gettext(EVENTS.declared[name].label) if name in EVENTS.declared else name,
            "happened_at": events[0].happened_at,
            "actor": actors.get(events[0].actor_person_id or 0, ""),
            "facts": _how_often(events),
        }
        for name, events in ((named(events[0].name), events) for events in _gathered(found.events))
    ]
    if found.older_than is not None:
        entries.append({"label": gettext(OLDER), "happened_at": found.events[-1].happened_at, "actor": ""})
    return entries


def _gathered(events: Sequence[RecordEvent]) -> Iterator[list[RecordEvent]]:
    """The events, newest first, in lines; those that are gathered stand with the like of theirs as long as nothing else
    came between and nobody else did."""
    for (_, _, may_be), run in groupby(events, _may_stand_with):
        lines: dict[str, list[RecordEvent]] = {}
        for event in run:
            lines.setdefault(event.name if may_be else str(event.id), []).append(event)
        yield from lines.values()


def _may_stand_with(event: RecordEvent) -> tuple[int | None, str, bool]:
    declared = EVENTS.declared.get(event.name)
    return event.actor_person_id, event.stream, declared is not None and declared.gathered


def _how_often(events: Sequence[RecordEvent]) -> list[str]:
    if len(events) == 1:
        return []
    first = instant(events[-1].happened_at)
    return [gettext("Saved %(count)s times since %(instant)s", count=len(events), instant=first)]
