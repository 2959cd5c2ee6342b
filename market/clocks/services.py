"""Clocks start and stop by what happens, never by a clock of the process: `observe` hears every event.

A run's days are legal days; its instants are reckoned once, when it starts, stands still or is extended.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from market import calendar
from market.calendar import Reckoning, ReckoningStep, StepCode, end_of_day, start_of_day
from market.clocks.models import ClockPause, ClockRun, ClockState, HolidayOverride
from market.clocks.queries import OPEN, as_json, earliest, holidays, run_for
from market.clocks.registry import CLOCKS, LEGAL, Clock, DaysLeft, FromFact, FromSetting, Lasts, UntilFact
from market.refusals import Invalid, Refused
from market.settings.dated import setting
from market.work import Work

__all__ = ["extend", "observe", "pause", "plan", "record_holidays", "resume", "run_for", "start", "stop"]


def observe(work: Work, event_name: str, subject: Any, facts: Mapping[str, Any]) -> None:
    """Hear one event: stop, pause, resume and start whatever the table says of it."""
    for action, clock in CLOCKS.heard.get(event_name, ()):
        about = subject if clock.about is None else clock.about(work, subject)
        if about is None:
            continue
        if action == "starts":
            start(work, clock.name, about, facts)
        elif action in ("stops", "cancels"):
            stop(work, clock.name, about, cancelled=action == "cancels")
        else:
            _pause_or_resume(work, action, clock, about)


def start(work: Work, clock_name: str, subject: Any, facts: Mapping[str, Any]) -> ClockRun:
    """Begin a run for `subject`; one that is still open is cancelled, for its period is counted anew.

    Raises KeyError where a fact or setting that gives the length is missing, CalendarError for no length.
    """
    clock = CLOCKS.all[clock_name]
    stop(work, clock_name, subject, cancelled=True)
    started_on = facts[clock.counts_from] if clock.counts_from else work.today
    reckoning = _reckon(work, clock.lasts, clock, subject, facts, started_on)
    run = ClockRun(
        clock=clock.name,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        stream=subject.stream,
        jurisdiction_id=subject.jurisdiction_id,
        status=ClockState.RUNNING.value,
        started_on=started_on,
        reckoning=[],
    )
    _set_last_day(work, run, reckoning, subject, facts)
    work.session.add(run)
    work.session.flush()
    return run


def stop(work: Work, clock_name: str, subject: Any, *, cancelled: bool = False) -> ClockRun | None:
    """End the open run: met, or cancelled. An overdue run that was never done ends late. None where none is open."""
    run = _unended(work, clock_name, subject)
    if run is None:
        return None
    _close_pause(work, run)
    if run.status in OPEN:
        run.status = (ClockState.CANCELLED if cancelled else ClockState.MET).value
    run.next_at = run.paused_on = None
    run.ended_at = work.now
    work.session.flush()
    return run


def pause(work: Work, clock_name: str, subject: Any, *, reason: str) -> ClockRun:
    """Let the run stand still from today. Raises Refused clock_not_running, Invalid clock_reason_missing."""
    if not reason.strip():
        raise Invalid("clock_reason_missing", field="reason")
    run = _open_run(work, clock_name, subject)
    if run is None or run.status != ClockState.RUNNING.value:
        raise Refused("clock_not_running")
    run.status = ClockState.PAUSED.value
    run.paused_on = work.today
    run.next_at = None
    work.session.flush()
    work.session.add(
        ClockPause(clock_run_id=run.id, reason=reason, paused_on=work.today, paused_by_id=work.actor.person_id)
    )
    work.tell("clock.paused", run, clock=clock_name)
    return run


def resume(work: Work, clock_name: str, subject: Any) -> ClockRun:
    """Let a paused run go on, lengthened by the days it stood still. Raises Refused clock_not_paused."""
    run = _open_run(work, clock_name, subject)
    if run is None or run.paused_on is None:
        raise Refused("clock_not_paused")
    _close_pause(work, run)
    with work.session.no_autoflush:
        if run.paused_on <= run.last_day:
            rolls = CLOCKS.all[clock_name].rule is LEGAL
            reckoning = calendar.resume(run.last_day, run.paused_on, work.today, holidays(work), rolls=rolls)
            _set_last_day(work, run, reckoning, subject, {})
        run.status, run.paused_on, run.next_at = ClockState.RUNNING.value, None, plan(run)
    work.session.flush()
    work.tell("clock.resumed", run, clock=clock_name, last_day=run.last_day)
    return run


def extend(work: Work, clock_name: str, subject: Any, *, days: int) -> ClockRun:
    """Grant `days` more calendar days on a running or paused run. Raises Refused clock_not_running, CalendarError."""
    run = _open_run(work, clock_name, subject)
    if run is None:
        raise Refused("clock_not_running")
    rolls = CLOCKS.all[clock_name].rule is LEGAL
    with work.session.no_autoflush:
        _set_last_day(work, run, calendar.extend(run.last_day, days, holidays(work), rolls=rolls), subject, {})
        if run.status == ClockState.PAUSED.value:
            run.next_at = None
    work.session.flush()
    work.tell("clock.extended", run, clock=clock_name, days=days, last_day=run.last_day)
    return run


def record_holidays(work: Work, days: Mapping[date, bool], *, decree: str) -> None:
    """Keep a decree's days, each worked (True) or not; a day kept before takes the new word."""
    for day, is_workday in sorted(days.items()):
        work.session.merge(HolidayOverride(day=day, is_workday=is_workday, decree=decree))
    work.session.flush()
    work.memo.pop("holidays", None)


def plan(run: ClockRun) -> Any:
    """The next instant at which this run fires: near (unless due has come), due, or overdue."""
    near = run.near_at if run.near_fired_at is None and run.due_fired_at is None else None
    due = start_of_day(run.last_day) if run.due_fired_at is None else None
    return earliest(near, due, run.overdue_at)


def _pause_or_resume(work: Work, action: str, clock: Clock, subject: Any) -> None:
    """By an event: what stands still already, or runs already, stays so."""
    run = _open_run(work, clock.name, subject)
    if run is None:
        return
    if action == "pauses" and run.status == ClockState.RUNNING.value:
        pause(work, clock.name, subject, reason=clock.name)
    elif action == "resumes" and run.status == ClockState.PAUSED.value:
        resume(work, clock.name, subject)


def _set_last_day(work: Work, run: ClockRun, reckoning: Reckoning, subject: Any, facts: Mapping[str, Any]) -> None:
    clock = CLOCKS.all[run.clock]
    run.last_day = reckoning.last_day
    run.ends_at = end_of_day(reckoning.last_day)
    run.overdue_at = end_of_day(_grace_ends(work, clock, subject, facts, reckoning.last_day))
    run.near_at = _near_at(clock, run.started_on, run.last_day)
    if run.near_at is not None and run.near_at > work.now:
        run.near_fired_at = None
    if start_of_day(run.last_day) > work.now:
        run.due_fired_at = None
    run.reckoning = [*run.reckoning, *as_json(reckoning)]
    run.next_at = plan(run)


def _grace_ends(work: Work, clock: Clock, subject: Any, facts: Mapping[str, Any], last_day: date) -> date:
    """The last day on which something may be recorded late: the last day itself where a setting grants none."""
    grace = clock.grace
    if grace is None or isinstance(grace, FromSetting) and not setting(work, grace.name, subject.jurisdiction_id):
        return last_day
    known_from = max(last_day, work.today)  # what is known late has its grace from then on
    return _reckon(work, grace, clock, subject, facts, known_from).last_day


def _near_at(clock: Clock, started_on: date, last_day: date) -> Any:
    """The first instant of the earliest near day that lies after the start; None where the period is too short."""
    total = (last_day - started_on).days
    days = [
        last_day - timedelta(days=mark.days)
        if isinstance(mark, DaysLeft)
        else started_on + timedelta(days=total * mark.of_the_days // 100)
        for mark in clock.near
    ]
    return earliest(*(start_of_day(day) for day in days if started_on < day < last_day))


def _reckon(
    work: Work, lasts: Lasts, clock: Clock, subject: Any, facts: Mapping[str, Any], started_on: date
) -> Reckoning:
    if isinstance(lasts, UntilFact):
        last_day = facts[lasts.key]
        return Reckoning(last_day, last_day, (ReckoningStep(StepCode.ENDS, {"day": last_day}),), decree_known=True)
    if isinstance(lasts, FromFact):
        length = lasts.unit(int(facts[lasts.key]))
    elif isinstance(lasts, FromSetting):
        length = lasts.unit(int(setting(work, lasts.name, subject.jurisdiction_id)))
    else:
        length = lasts
    return calendar.reckon(started_on, length, holidays(work), rolls=clock.rule is LEGAL)


def _open_run(work: Work, clock_name: str, subject: Any) -> ClockRun | None:
    run = _unended(work, clock_name, subject)
    return run if run is not None and run.status in OPEN else None


def _unended(work: Work, clock_name: str, subject: Any) -> ClockRun | None:
    """The run that waits for its end, locked; the subject's own lock is held by whoever took its step."""
    return work.session.scalars(
        select(ClockRun)
        .where(
            ClockRun.clock == clock_name,
            ClockRun.subject_type == subject.__tablename__,
            ClockRun.subject_id == subject.id,
            ClockRun.ended_at.is_(None),
        )
        .order_by(ClockRun.id.desc())
        .limit(1)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _close_pause(work: Work, run: ClockRun) -> None:
    standing = work.session.scalars(
        select(ClockPause).where(ClockPause.clock_run_id == run.id, ClockPause.resumed_on.is_(None))
    ).one_or_none()
    if standing is not None:
        standing.resumed_on = work.today
