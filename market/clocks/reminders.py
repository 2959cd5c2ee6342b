"""Whoever is answerable is reminded when a limit is near, when its last day has come, and when it is over.

A reminder keeps by public id what it is about; what that is called is asked at each reading.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from market.clocks.models import ClockRun
from market.clocks.queries import subject_of
from market.clocks.registry import CLOCKS
from market.notifications.services import notify
from market.work import Work

WORK_LIST = "home.work_list"  # where a reminder leads when its clock names no page of its own


def remind(code: str, work: Work, run: ClockRun, _facts: Mapping[str, Any]) -> None:
    """Tell those whom the clock's row names; a clock that names nobody reminds nobody."""
    clock = CLOCKS.all[run.clock]
    subject = subject_of(work, run)
    if clock.answerable is None or subject is None:
        return
    ref = getattr(subject, "public_id", None) if clock.endpoint else None
    persons = clock.answerable(work, subject)
    named = clock.names_it(subject) if clock.names_it else {}
    worded_by = f"{code}.named" if named else code
    endpoint, label = clock.endpoint or WORK_LIST, clock.label
    notify(work, persons, worded_by, endpoint, ref, clock_label=label, last_day=run.last_day, **named)


SUBSCRIBERS: list[tuple[str, Callable[..., None]]] = [
    (code, partial(remind, code)) for code in ("clock.near", "clock.due", "clock.overdue")
]
