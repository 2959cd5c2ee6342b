"""A legal day is a Shanghai date; whether it is worked the State Council decrees, and the office may
override.

Days of rest and make-up workdays come from the package chinesecalendar, under an override table that the
office keeps. A year whose decree is unknown has weekends only, and `Holidays.decree_known` says so.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")

# Bounds against nonsense.
EARLIEST_YEAR, LATEST_YEAR = 1949, 2199
LONGEST_REST = 60  # days in a row without work; the longest decree so far gave nine
SATURDAY = 5


class CalendarError(ValueError):
    """A length, a date or an override table that no legal period can be reckoned with."""


class Holidays:
    """Which days are worked: the office's overrides first, then the State Council's decrees, then weekends.

    `overrides` maps a day to True (worked) or False (rest). `decreed_years` names the years beyond the
    package whose decree the office has entered in full through the overrides.
    """

    def __init__(self, overrides: Mapping[date, bool] | None = None, decreed_years: Collection[int] = ()):
        checked = dict(overrides or {})
        for day, worked in checked.items():
            demand_day(day)
            if not isinstance(worked, bool):
                raise CalendarError(f"the override of {day} must be True (worked) or False (rest)")
        self.overrides: Mapping[date, bool] = MappingProxyType(checked)
        self.decreed_years = frozenset(decreed_years)

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked. In a year without a known decree every Monday to Friday is."""
        demand_day(day)
        if day in self.overrides:
            return self.overrides[day]
        if _package_knows(day.year):
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < SATURDAY

    def decree_known(self, year: int) -> bool:
        """Whether the holidays of `year` are the State Council's, and not weekends only."""
        return _package_knows(year) or year in self.decreed_years

    def next_workday(self, day: date) -> date:
        """`day` itself if it is worked, else the first workday after it.

        Raises CalendarError where the overrides leave no workday within LONGEST_REST days.
        """
        for ahead in range(LONGEST_REST + 1):
            candidate = day + timedelta(days=ahead)
            if self.is_workday(candidate):
                return candidate
        raise CalendarError(f"no workday within {LONGEST_REST} days of {day}: look at the holiday table")


def legal_day(instant: datetime) -> date:
    """The legal day (Asia/Shanghai) that holds an aware `instant`. Raises CalendarError for a naive one."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise CalendarError("an instant without a time zone belongs to no legal day")
    return instant.astimezone(SHANGHAI).date()


def end_of_day(day: date) -> datetime:
    """The instant (UTC) at which the legal day `day` is over: midnight in Shanghai, no longer part of it."""
    return start_of_day(day + timedelta(days=1))


def start_of_day(day: date) -> datetime:
    """The first instant (UTC) of the legal day `day`."""
    demand_day(day)
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def demand_day(day: date) -> None:
    """Refuse (CalendarError) what is no date, an instant included, and years that no record of ours knows."""
    if isinstance(day, datetime) or not isinstance(day, date):
        raise CalendarError(f"a legal day is a date without a time, not {day!r}")
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise CalendarError(f"{day} lies outside the years {EARLIEST_YEAR} to {LATEST_YEAR}")


@cache
def _package_knows(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
