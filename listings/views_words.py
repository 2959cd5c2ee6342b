"""Lives and histories in the reader's language, the same way on every page of this floor."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext

from listings.board.cards import Published
from listings.publication.journey import Journey
from market.events import EVENTS
from market.record.queries import Timeline
from market.text import N_
from market.web.showing import day

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
            "happened_at": event.happened_at,
            "actor": actors.get(event.actor_person_id or 0, ""),
        }
        for name, event in ((named(event.name), event) for event in found.events)
    ]
    if found.older_than is not None:
        entries.append({"label": gettext(OLDER), "happened_at": found.events[-1].happened_at, "actor": ""})
    return entries
