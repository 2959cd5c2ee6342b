"""One cell becomes one clean value or one fault with its code; nothing is guessed, and no value stands in a fault."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from listings.intake.columns import LANGUAGE_BREAKS, NO, YES, Column, Takes
from market.web.fields.typed import YUAN_LIMIT_FEN
from market.web.values import EARLIEST_YEAR, LATEST_YEAR, BadValue, clean_day, clean_text, clean_yuan

KEPT_DIGITS = 15  # a spreadsheet's number keeps no more; what follows has become noughts
Cell = str | float | int | bool | date | datetime | time | timedelta | None


class CellFault(Exception):
    """What is wrong with a cell: a code of this floor's sentences, with facts that are figures alone."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Offered:
    """What may be chosen, by its words: the value that is kept for each."""

    lists: Mapping[Takes, Mapping[str, Any]] = field(default_factory=dict)

    def choose(self, takes: Takes, words: str) -> Any:
        """The value kept for these words. Raises CellFault cell_not_offered."""
        try:
            return self.lists[takes][words]
        except KeyError:
            raise CellFault("cell_not_offered") from None


def clean(column: Column, cell: Cell, offered: Offered) -> Any:
    """The value of a cell that is not empty, for the field of its column. Raises CellFault."""
    if column.takes is Takes.DAY:
        return _day(cell)
    text = _text(column, cell)
    match column.takes:
        case Takes.LINE | Takes.LINES | Takes.NUMBER:
            return text
        case Takes.YUAN:
            return _yuan(text)
        case Takes.LANGUAGES:
            return sorted({offered.choose(Takes.LANGUAGES, words) for words in _parts(text, LANGUAGE_BREAKS)})
        case Takes.YES_OR_NO:
            if text not in (YES, NO):
                raise CellFault("cell_yes_or_no")
            return text == YES
        case _:
            return offered.choose(column.takes, text)


def is_empty(cell: Cell) -> bool:
    """Nothing, or nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def harmless(text: str) -> str:
    """Text for a cell that comes back out: what a spreadsheet would take for a formula stands behind an apostrophe."""
    return f"'{text}" if text.lstrip("\t\r\n ")[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠") else text


def _text(column: Column, cell: Cell) -> str:
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, date | time | timedelta):
        raise CellFault("cell_is_a_date")
    raw = _figures(cell) if isinstance(cell, int | float) else str(cell)
    lines = column.takes is Takes.LINES
    if not lines and "\n" in raw.strip():
        raise CellFault("cell_one_line")
    limit = column.limit
    try:
        return clean_text(raw, limit, lines=lines)
    except BadValue as bad:
        if "limit" in bad.facts:
            raise CellFault("cell_too_long", limit=limit, length=bad.facts["length"]) from None
        raise CellFault("cell_bad_character") from None


def _figures(number: float) -> str:
    """A number as it was typed, where it can be told."""
    if number != number or number in (float("inf"), float("-inf")):
        raise CellFault("cell_bad_character")
    if abs(number) >= 10**KEPT_DIGITS:
        raise CellFault("cell_digits_lost")
    return str(int(number)) if number == int(number) else repr(number)


def _day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        if not EARLIEST_YEAR <= cell.year <= LATEST_YEAR:
            raise CellFault("cell_not_a_day")
        return cell
    if not isinstance(cell, str):
        raise CellFault("cell_not_a_day")
    try:
        return clean_day(cell)
    except BadValue:
        raise CellFault("cell_not_a_day") from None


def _yuan(text: str) -> int:
    try:
        return clean_yuan(text, YUAN_LIMIT_FEN)
    except BadValue:
        raise CellFault("cell_not_an_amount") from None


def _parts(text: str, breaks: Collection[str]) -> list[str]:
    for mark in breaks:
        text = text.replace(mark, "\n")
    return [part for part in text.split("\n") if part]
