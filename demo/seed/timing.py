"""Stories are dated backwards from today: the last act lies some days ago, and no act ever lies in the future.

The office and finance act on workdays in office hours; days are legal days in Beijing.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from market.workdays import SHANGHAI, Holidays

FIRST_MINUTE = 8 * 60 + 40
LAST_MINUTE = 17 * 60 + 30
_HOLIDAYS = Holidays()


def workday_until(day: date) -> date:
    """The day itself if it is worked, else the last worked day before it."""
    while not _HOLIDAYS.is_workday(day):
        day -= timedelta(days=1)
    return day


def days_backwards(gaps: Sequence[int], rests: int, today: date) -> list[date]:
    """The day of each act. `gaps[i]` days at least lie between act i-1 and act i; the last one was `rests` ago."""
    days = [workday_until(today - timedelta(days=max(rests, 1)))]
    for gap in reversed(gaps[1:]):
        days.append(workday_until(days[-1] - timedelta(days=gap)))
    return days[::-1]


def instants(days: Sequence[date], random: Random) -> list[datetime]:
    """An instant for each day's act, in order, within office hours; several acts of a day follow one another."""
    found: list[datetime] = []
    minute = 0
    for index, day in enumerate(days):
        same_day = index > 0 and days[index - 1] == day
        minute = minute + random.randrange(6, 25) if same_day else random.randrange(FIRST_MINUTE, LAST_MINUTE - 150)
        found.append(at_minute(day, min(minute, LAST_MINUTE + index), random.randrange(60)))
    return found


def at_minute(day: date, minute: int, second: int = 0) -> datetime:
    """The instant of a minute of a day in Beijing."""
    return datetime.combine(day, time(minute // 60, minute % 60, second), SHANGHAI)
