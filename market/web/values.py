"""What people type becomes a clean value or one sentence that names the field; nothing is guessed.

Every text is NFC, without NUL, control or direction marks; lengths are in characters; money is fen.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from market.money import FULL_WIDTH, MoneyError, parse_yuan
from market.text import N_

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
BIGINT_MAX = 2**63 - 1
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # half a character is none either
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,20}")

_NOT_YUAN = N_("%(field)s must be an amount in yuan such as 8000 or 8000.50.")
_MONEY = {
    "negative": N_("%(field)s must be more than nought."),
    "too_large": N_("%(field)s is larger than this system takes."),
}

Parse = Callable[[str], Any]


class BadValue(ValueError):
    """A value that cannot be taken; `message` is a msgid with %(field)s and the facts."""

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts


ENTER = N_("Enter %(field)s.")
CHOOSE = N_("Choose %(field)s.")


def clean_text(raw: str, limit: int, *, lines: bool) -> str:
    """Trimmed NFC text of at most `limit` characters; a single line unless `lines`."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if _CONTROL.search(text):
        raise BadValue(N_("%(field)s contains a character that cannot be stored. Type it again without it."))
    if _DIRECTION_MARKS.search(text):
        raise BadValue(N_("%(field)s contains invisible direction marks. Type it again without them."))
    if not lines and "\n" in text:
        raise BadValue(N_("%(field)s must be on one line."))
    if len(text) > limit:
        raise BadValue(
            N_("%(field)s must be %(limit)s characters or fewer; it has %(length)s."),
            limit=limit,
            length=len(text),
        )
    return text


def clean_day(raw: str) -> date:
    """A real calendar day from 1900 to 2100."""
    match = _DAY.fullmatch(raw.translate(FULL_WIDTH).strip())
    if match is None:
        raise BadValue(N_("%(field)s must be a date such as 2026-03-09."))
    year, month, day = (int(part) for part in match.groups())
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise BadValue(N_("%(field)s must be between the years 1900 and 2100."))
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue(N_("%(field)s is not a day in the calendar.")) from None


def clean_whole(raw: str, smallest: int, largest: int) -> int:
    """A whole number between the two bounds, both included."""
    text = raw.translate(FULL_WIDTH).strip()
    if not _WHOLE.fullmatch(text):
        raise BadValue(N_("%(field)s must be a whole number."))
    number = int(text)
    if not smallest <= number <= largest:
        raise BadValue(
            N_("%(field)s must be between %(smallest)s and %(largest)s."), smallest=smallest, largest=largest
        )
    return number


def clean_yuan(raw: str, largest_fen: int) -> int:
    """Yuan with at most two decimals, as fen, more than nought."""
    try:
        amount_fen = parse_yuan(raw)
    except MoneyError as error:
        raise BadValue(_MONEY.get(error.code, _NOT_YUAN)) from None
    if amount_fen <= 0:
        raise BadValue(_MONEY["negative"])
    if amount_fen > largest_fen:
        raise BadValue(_MONEY["too_large"])
    return amount_fen
