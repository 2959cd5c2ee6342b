"""Which runs there are, how their last day was reached, and what a run is about."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from market.calendar import SENTENCES, Holidays, Reckoning, StepCode
from market.clocks.models import ClockRun, ClockState, HolidayOverride
from market.database import Base
from market.work import Work

OPEN = (ClockState.RUNNING.value, ClockState.PAUSED.value)


def run_for(work: Work, clock: str, subject: Any) -> ClockRun | None:
    """The run of this clock for this thing: the open one, else the latest, else None."""
    return runs_for(work, clock, type(subject), [subject.id]).get(subject.id)


def runs_for(work: Work, clock: str, model: type[Any], ids: Collection[int]) -> dict[int, ClockRun]:
    """The open or latest run of each of these things, by its id; for lists."""
    found = work.session.scalars(
        select(ClockRun)
        .where(ClockRun.clock == clock, ClockRun.subject_type == model.__tablename__, ClockRun.subject_id.in_(ids))
        .order_by(ClockRun.status.in_(OPEN), ClockRun.id)
    )
    return {run.subject_id: run for run in found}


def open_runs(work: Work, stream: str) -> list[ClockRun]:
    """The runs of one stream that are not over: running, paused, or overdue and not yet done; soonest first."""
    return list(
        work.session.scalars(
            select(ClockRun)
            .where(ClockRun.stream == stream, ClockRun.ended_at.is_(None))
            .order_by(ClockRun.ends_at, ClockRun.id)
        )
    )


def subject_of(work: Work, run: ClockRun) -> Any | None:
    """The thing that this run is about, or None where it is gone."""
    for mapper in Base.registry.mappers:
        if getattr(mapper.class_, "__tablename__", None) == run.subject_type:
            return work.session.get(mapper.class_, run.subject_id)
    raise LookupError(f"no model keeps {run.subject_type}")


def due_runs(work: Work, limit: int) -> list[int]:
    """Ids of the running runs whose next instant has come, longest due first; an index serves it."""
    return list(
        work.session.scalars(
            select(ClockRun.id)
            .where(ClockRun.status == ClockState.RUNNING.value, ClockRun.next_at <= work.now)
            .order_by(ClockRun.next_at)
            .limit(limit)
        )
    )


def holidays(work: Work) -> Holidays:
    """The State Council's calendar under the office's overrides; a year that has any counts as decreed."""
    if "holidays" not in work.memo:
        rows = work.session.execute(select(HolidayOverride.day, HolidayOverride.is_workday)).all()
        work.memo["holidays"] = Holidays({row.day: row.is_workday for row in rows}, {row.day.year for row in rows})
    known: Holidays = work.memo["holidays"]
    return known


def explain(run: ClockRun) -> list[tuple[str, Mapping[str, Any]]]:
    """How the last day was reached, line by line: an English message to translate and its facts, dates as dates."""
    return [
        (SENTENCES[StepCode(code)], {name: _from_json(name, value) for name, value in facts.items()})
        for code, facts in run.reckoning
    ]


def as_json(reckoning: Reckoning) -> list[Any]:
    """The steps of a reckoning as they are kept with the run."""
    return [
        [step.code.value, {name: _to_json(value) for name, value in step.facts.items()}] for step in reckoning.steps
    ]


def earliest(*instants: datetime | None) -> datetime | None:
    """The first of these instants; those that are None do not come."""
    return min((instant for instant in instants if instant is not None), default=None)


def _to_json(value: date | int | str) -> int | str:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in ("day", "paused_on", "resumed_on") else value
