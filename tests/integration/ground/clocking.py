"""What the stories of clocks share: the hour that it is, whom a clock is about, and a run that begins."""

from datetime import date, timedelta

from market.calendar import start_of_day
from market.clocks import run_for
from market.clocks.models import ClockRun
from market.people.models import Person

LONG_AGO = date(2026, 1, 5)


def on(work, day: date, hour=10):
    """Let it be this hour of a Shanghai day."""
    work.now = start_of_day(day) + timedelta(hours=hour)
    return work


def somebody(work) -> Person:
    return work.session.get_one(Person, 1)


def begin(work, **facts) -> ClockRun:
    work.tell("limit.began", somebody(work), **facts)
    run = run_for(work, "limit", somebody(work))
    assert run is not None
    return run
