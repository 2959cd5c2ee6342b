"""Legal time: a period is reckoned in Shanghai days, never ends on a day of rest, and can say why.

Sources: Civil Procedure Law article 85 (the first day is not counted; a last day that is a public holiday
gives way to the first day after it) and Civil Code articles 201-202 (a period of months ends on the
corresponding day, or on the month's last day where there is none). Days of rest and make-up workdays are the
State Council's, as the package chinesecalendar carries them, under an override table that the office keeps.

A year whose decree is unknown is reckoned with weekends only, and the result says so.
"""

import calendar as gregorian
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from importlib.metadata import version
from types import MappingProxyType
from typing import ClassVar

from market.text import N_
from market.workdays import (
    SATURDAY,
    SHANGHAI,
    CalendarError,
    Holidays,
    demand_day,
    end_of_day,
    legal_day,
    start_of_day,
)

__all__ = [
    "SHANGHAI",
    "CalendarError",
    "Days",
    "Facts",
    "Holidays",
    "Length",
    "Months",
    "Reckoning",
    "ReckoningStep",
    "StepCode",
    "WorkingDays",
    "end_of_day",
    "explain",
    "extend",
    "legal_day",
    "reckon",
    "resume",
    "start_of_day",
]

Facts = Mapping[str, date | int | str]

# Bounds against nonsense: no period of the law or of a setting comes near them.
LONGEST_DAYS = 3_650
LONGEST_MONTHS = 120


class StepCode(StrEnum):
    """What one line of a reckoning says."""

    TABLE_USED = "table_used"
    FIRST_DAY_NOT_COUNTED = "first_day_not_counted"
    DAYS_COUNTED = "days_counted"
    WORKING_DAYS_COUNTED = "working_days_counted"
    MONTHS_COUNTED = "months_counted"
    NO_CORRESPONDING_DAY = "no_corresponding_day"
    PERIOD_SO_FAR = "period_so_far"
    DAYS_PAUSED = "days_paused"
    DAYS_GRANTED = "days_granted"
    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    OFFICE_HOLIDAY = "office_holiday"
    MAKE_UP_WORKDAY = "make_up_workday"
    ENDS = "ends"
    DECREE_UNKNOWN = "decree_unknown"


@dataclass(frozen=True)
class _Length:
    """A whole number, at least one and no longer than anything of the kind."""

    count: int
    longest: ClassVar[int] = LONGEST_DAYS

    def __post_init__(self) -> None:
        _demand_length(self.count, self.longest)


class Days(_Length):
    """A length in calendar days."""


class WorkingDays(_Length):
    """A length in workdays: days of rest within it are not counted."""


class Months(_Length):
    """A length in calendar months, ending on the corresponding day (Civil Code 202)."""

    longest = LONGEST_MONTHS


Length = Days | WorkingDays | Months


@dataclass(frozen=True)
class ReckoningStep:
    """One line of a reckoning as data: a code and the dates, counts and names that it speaks of."""

    code: StepCode
    facts: Facts

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.facts.items(), key=lambda fact: fact[0]))))


@dataclass(frozen=True)
class Reckoning:
    """Where a period ends and how that was found.

    `last_day` is the last legal day (Asia/Shanghai) of the period; `counted_day` is the day that the count
    alone gave, before it gave way to a workday; `decree_known` is False where a year was reckoned with
    weekends only.
    """

    last_day: date
    counted_day: date
    steps: tuple[ReckoningStep, ...]
    decree_known: bool


def reckon(start: date, length: Length, holidays: Holidays, *, rolls: bool = True) -> Reckoning:
    """The last day of a period of `length` that `start` sets running (Civil Procedure Law 85).

    `start` is the legal day of the event and is itself not counted. With `rolls=False` (a plain period that
    no law governs) the period ends on the counted day even if that is a day of rest. Raises CalendarError.
    """
    demand_day(start)
    steps = [ReckoningStep(StepCode.FIRST_DAY_NOT_COUNTED, {"day": start})]
    counted, counting = _count(start, length, holidays)
    return _close(counted, [*steps, *counting], holidays, since=start, rolls=rolls)


def resume(last_day: date, paused_on: date, resumed_on: date, holidays: Holidays, *, rolls: bool = True) -> Reckoning:
    """The new last day of a period that stood still from `paused_on` until `resumed_on`.

    The days it stood still are `resumed_on - paused_on` (a pause ended on the day it began adds none) and are
    added to `last_day`; the result gives way to a workday like any last day. Raises CalendarError where the
    pause ends before it begins, or begins after the period has ended.
    """
    for day in (last_day, paused_on, resumed_on):
        demand_day(day)
    if resumed_on < paused_on:
        raise CalendarError(f"the pause ends on {resumed_on}, before it begins on {paused_on}")
    if paused_on > last_day:
        raise CalendarError(f"the period ended on {last_day}, before the pause began on {paused_on}")
    stood_still = (resumed_on - paused_on).days
    facts: Facts = {"amount": stood_still, "paused_on": paused_on, "resumed_on": resumed_on}
    return _lengthen(last_day, stood_still, ReckoningStep(StepCode.DAYS_PAUSED, facts), holidays, rolls=rolls)


def extend(last_day: date, days: int, holidays: Holidays, *, rolls: bool = True) -> Reckoning:
    """The new last day after a granted extension of `days` calendar days counted on from `last_day`.

    Raises CalendarError where `days` is not a whole number from 1 to LONGEST_DAYS.
    """
    demand_day(last_day)
    _demand_length(days, LONGEST_DAYS)
    granted = ReckoningStep(StepCode.DAYS_GRANTED, {"amount": days})
    return _lengthen(last_day, days, granted, holidays, rolls=rolls)


SENTENCES: Mapping[StepCode, str] = MappingProxyType(
    {
        StepCode.TABLE_USED: N_("Holiday table: %(package)s, with %(overrides)d days entered by the office."),
        StepCode.FIRST_DAY_NOT_COUNTED: N_("The first day, %(day)s, is not counted."),
        StepCode.DAYS_COUNTED: N_("Counted from the day after, %(amount)d days end on %(day)s."),
        StepCode.WORKING_DAYS_COUNTED: N_("Counted from the day after, %(amount)d working days end on %(day)s."),
        StepCode.MONTHS_COUNTED: N_("Counted in calendar months, %(amount)d months end on %(day)s."),
        StepCode.NO_CORRESPONDING_DAY: N_("That month has no day %(wanted)d, so its last day, %(day)s, is taken."),
        StepCode.PERIOD_SO_FAR: N_("Until now the period ended on %(day)s."),
        StepCode.DAYS_PAUSED: N_("It stood still for %(amount)d days, from %(paused_on)s until %(resumed_on)s."),
        StepCode.DAYS_GRANTED: N_("An extension of %(amount)d days was granted."),
        StepCode.WEEKEND: N_("%(day)s falls on a weekend."),
        StepCode.PUBLIC_HOLIDAY: N_("%(day)s is a public holiday."),
        StepCode.OFFICE_HOLIDAY: N_("%(day)s is a day of rest in the office's own holiday table."),
        StepCode.MAKE_UP_WORKDAY: N_("%(day)s falls on a weekend but is a make-up workday."),
        StepCode.ENDS: N_("The period ends on %(day)s."),
        StepCode.DECREE_UNKNOWN: N_(
            "The public holidays of %(year)s are not known yet: only weekends were taken into account."
        ),
    }
)


def explain(reckoning: Reckoning) -> list[tuple[str, Facts]]:
    """The reckoning line by line: an English message to translate, and its facts (dates as dates)."""
    return [(SENTENCES[step.code], step.facts) for step in reckoning.steps]


def _count(start: date, length: Length, holidays: Holidays) -> tuple[date, list[ReckoningStep]]:
    counters: dict[type, Callable[[date, int, Holidays], tuple[date, list[ReckoningStep]]]] = {
        Days: _count_days,
        WorkingDays: _count_working_days,
        Months: _count_months,
    }
    return counters[type(length)](start, length.count, holidays)


def _count_days(start: date, count: int, _: Holidays) -> tuple[date, list[ReckoningStep]]:
    day = start + timedelta(days=count)
    return day, [ReckoningStep(StepCode.DAYS_COUNTED, {"amount": count, "day": day})]


def _count_working_days(start: date, count: int, holidays: Holidays) -> tuple[date, list[ReckoningStep]]:
    day = start
    for _ in range(count):
        day = holidays.next_workday(day + timedelta(days=1))
    return day, [ReckoningStep(StepCode.WORKING_DAYS_COUNTED, {"amount": count, "day": day})]


def _count_months(start: date, count: int, _: Holidays) -> tuple[date, list[ReckoningStep]]:
    months = start.year * 12 + start.month - 1 + count
    year, month = months // 12, months % 12 + 1
    last = gregorian.monthrange(year, month)[1]
    day = date(year, month, min(start.day, last))
    steps = [ReckoningStep(StepCode.MONTHS_COUNTED, {"amount": count, "day": day})]
    if start.day > last:
        steps.insert(0, ReckoningStep(StepCode.NO_CORRESPONDING_DAY, {"wanted": start.day, "day": day}))
    return day, steps


def _lengthen(last_day: date, days: int, why: ReckoningStep, holidays: Holidays, *, rolls: bool) -> Reckoning:
    counted = last_day + timedelta(days=days)
    steps = [ReckoningStep(StepCode.PERIOD_SO_FAR, {"day": last_day}), why]
    return _close(counted, steps, holidays, since=last_day, rolls=rolls)


def _close(counted: date, steps: list[ReckoningStep], holidays: Holidays, *, since: date, rolls: bool) -> Reckoning:
    """Let a last day of rest give way to a workday; name the table and the years reckoned blind."""
    last_day = holidays.next_workday(counted) if rolls else counted
    resting = [counted + timedelta(days=ahead) for ahead in range((last_day - counted).days)]
    steps = steps + [_rest_step(holidays, day) for day in resting]
    if rolls and last_day.weekday() >= SATURDAY:
        steps.append(ReckoningStep(StepCode.MAKE_UP_WORKDAY, {"day": last_day}))
    steps.append(ReckoningStep(StepCode.ENDS, {"day": last_day}))
    steps.append(_table_step(holidays))
    blind = [year for year in range(since.year, last_day.year + 1) if not holidays.decree_known(year)]
    steps.extend(ReckoningStep(StepCode.DECREE_UNKNOWN, {"year": year}) for year in blind)
    return Reckoning(last_day=last_day, counted_day=counted, steps=tuple(steps), decree_known=not blind)


def _rest_step(holidays: Holidays, day: date) -> ReckoningStep:
    """Why `day` is a day of rest, as a step."""
    if day in holidays.overrides:
        code = StepCode.OFFICE_HOLIDAY
    elif day.weekday() >= SATURDAY:
        code = StepCode.WEEKEND
    else:
        code = StepCode.PUBLIC_HOLIDAY
    return ReckoningStep(code, {"day": day})


def _table_step(holidays: Holidays) -> ReckoningStep:
    """The holiday table in use: the package's version and how many days the office has overridden."""
    facts: Facts = {
        "package": f"chinesecalendar {version('chinesecalendar')}",
        "overrides": len(holidays.overrides),
    }
    return ReckoningStep(StepCode.TABLE_USED, facts)


def _demand_length(count: int, longest: int) -> None:
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= longest:
        raise CalendarError(f"a period has a whole length from 1 to {longest}, not {count!r}")
