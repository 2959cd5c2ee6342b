"""One sweep serves every clock, costs what is due, and fires each thing exactly once.

Each run is fired in a transaction of its own: its subject is locked first, as any step does, then the run is
looked at again; whoever came second finds nothing due. What fails is put off and tried again, the others go on.
"""

import logging
from datetime import timedelta

from sqlalchemy import select

from market.calendar import start_of_day
from market.clocks.models import ClockRun, ClockState
from market.clocks.queries import due_runs, subject_of
from market.clocks.registry import CLOCKS
from market.clocks.services import plan, stop
from market.jobs import JobRoom
from market.lifecycle import lock
from market.work import Work

BATCH = 200
LONGEST_DELAY = timedelta(hours=6)
log = logging.getLogger("market.clocks")


def sweep(jobs: JobRoom) -> int:
    """Fire every clock whose instant has come; returns how many fired."""
    fired = 0
    while True:
        with jobs.work() as work:
            due = due_runs(work, BATCH)
        if not due:
            return fired
        fired += sum(_fire_or_put_off(jobs, run_id) for run_id in due)


def sweep_clocks(jobs: JobRoom) -> None:
    """The handler of the job of this name."""
    sweep(jobs)


def _fire_or_put_off(jobs: JobRoom, run_id: int) -> bool:
    try:
        with jobs.work() as work:
            return fire(work, run_id)
    except Exception:  # one clock that fails must not hold up the others; it is logged, kept and tried again
        log.exception("clock run %s failed and is put off", run_id)
        with jobs.work() as work:
            run = work.session.get_one(ClockRun, run_id, with_for_update={"key_share": True})
            run.attempts += 1
            if run.status == ClockState.RUNNING.value:
                run.next_at = work.now + min(timedelta(minutes=2 ** min(run.attempts, 10)), LONGEST_DELAY)
        return False


def fire(work: Work, run_id: int) -> bool:
    """Fire what is due on one run; False where another has done it, or holds it just now."""
    subject = subject_of(work, work.session.get_one(ClockRun, run_id))
    if subject is not None:
        lock(work, subject)
    run = work.session.scalars(
        select(ClockRun)
        .where(ClockRun.id == run_id, ClockRun.status == ClockState.RUNNING.value, ClockRun.next_at <= work.now)
        .with_for_update(key_share=True, skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if run is None:
        return False
    run.attempts = 0
    if subject is None or run.clock not in CLOCKS.all:
        run.status, run.next_at, run.ended_at = ClockState.CANCELLED.value, None, work.now
        return True
    _fire_latest(work, run, subject)
    return True


def _fire_latest(work: Work, run: ClockRun, subject: object) -> None:
    """Of what has come, only the latest is told: a reminder after the end would help nobody."""
    facts = {"clock": run.clock, "last_day": run.last_day}
    if run.overdue_at <= work.now:
        run.status, run.next_at, run.overdue_fired_at = ClockState.OVERDUE.value, None, work.now
        work.session.flush()
        work.tell("clock.overdue", run, **facts)
        follows = CLOCKS.all[run.clock].overdue
        if follows is not None:
            follows(work, subject)
            stop(work, run.clock, subject)
        return
    if run.due_fired_at is None and start_of_day(run.last_day) <= work.now:
        run.due_fired_at, name = work.now, "clock.due"
    else:
        run.near_fired_at, name = work.now, "clock.near"
    run.next_at = plan(run)
    work.session.flush()
    work.tell(name, run, **facts)
