"""How values are shown: money in yuan, days and instants in Beijing time, labels translated."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import format_decimal, get_locale, gettext

from market.money import format_yuan
from market.workdays import legal_day
from market.written_days import written_day, written_instant


def yuan(amount_fen: int | None) -> str:
    """An amount in fen as yuan."""
    return "—" if amount_fen is None else format_yuan(amount_fen, get_locale())


def day(value: date | datetime | None) -> str:
    """A legal day in the reader's language; of an instant, the day in Beijing."""
    if value is None:
        return "—"
    return written_day(legal_day(value) if isinstance(value, datetime) else value, get_locale())


def instant(value: datetime | None) -> str:
    """An instant in Beijing time, to the minute."""
    return "—" if value is None else written_instant(value, get_locale())


def worded(message: Any) -> str:
    """A message id from a table of data, in the reader's language."""
    return gettext(str(message)) if message else ""


def worded_steps(steps: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """How a day was reached, line by line, in the reader's language."""
    return [gettext(message) % {name: _shown_fact(value) for name, value in facts.items()} for message, facts in steps]


def _shown_fact(value: Any) -> Any:
    return day(value) if isinstance(value, date) else value


FILTERS = {"yuan": yuan, "day": day, "number": format_decimal, "instant": instant, "worded": worded}
