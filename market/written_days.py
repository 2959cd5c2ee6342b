"""How a day and an instant read in a sentence or on a page; what a machine reads stays ISO 8601."""

from datetime import date, datetime

from market.workdays import SHANGHAI

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def written_day(value: date, locale: object) -> str:
    """A legal day: 2026年3月9日 in Chinese, 9 March 2026 in English."""
    if str(locale).startswith("zh"):
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def written_instant(value: datetime, locale: object) -> str:
    """An instant in Beijing time, to the minute."""
    local = value.astimezone(SHANGHAI)
    return f"{written_day(local, locale)} {local:%H:%M}"
