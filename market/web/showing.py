"""How values are shown: money in yuan, days and instants in Beijing time, labels translated."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import format_decimal, get_locale, gettext

from market.money import format_yuan
from market.workdays import SHANGHAI, legal_day


def yuan(amount_fen: int | None) -> str:
    """An amount in fen as yuan."""
    return "—" if amount_fen is None else format_yuan(amount_fen, get_locale())


def day(value: date | datetime | None) -> str:
    """A legal day: 2026年3月9日 in Chinese, 9 Mar 2026 in English."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        value = legal_day(value)
    if str(get_locale()).startswith("zh"):
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {value.strftime('%b %Y')}"


def instant(value: datetime | None) -> str:
    """An instant in Beijing time, to the minute."""
    if value is None:
        return "—"
    local = value.astimezone(SHANGHAI)
    return f"{day(local)} {local:%H:%M}"


def worded(message: Any) -> str:
    """A message id from a table of data, in the reader's language."""
    return gettext(str(message)) if message else ""


def worded_steps(steps: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """How a day was reached, line by line, in the reader's language."""
    return [gettext(message) % {name: _shown_fact(value) for name, value in facts.items()} for message, facts in steps]


def _shown_fact(value: Any) -> Any:
    return day(value) if isinstance(value, date) else value


FILTERS = {"yuan": yuan, "day": day, "number": format_decimal, "instant": instant, "worded": worded}
