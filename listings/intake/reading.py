"""Rows become cases with every fault named by its place: sheet, row and column, never by what stood there.

The example row and empty rows are passed over. A case is valid when nothing is wrong in its own row nor in any row
of its further parties.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from listings.cases.numbers import checked_number, number_key, plain_number
from listings.cases.private import checked_party
from listings.cases.registration import check_days
from listings.cases.vocabulary import PartyKind
from listings.intake.cells import Cell, CellFault, Offered, clean, is_empty
from listings.intake.columns import CASES, EXAMPLE_MARK, PARTIES, SIDES, Column, letter
from listings.intake.workbook import Sheet
from market.refusals import Invalid

PARTIES_LIMIT = 20  # of a case, as on the form
FIRST_ROW = 2  # below the headings, as the spreadsheet counts
PARTY_FIELDS = ("name", "kind", "minority_name", "id_number", "phone", "address")


@dataclass(frozen=True)
class Fault:
    """What is wrong where. `row` as the spreadsheet counts; `column` its letters, or None for the row as a whole."""

    sheet: str
    row: int
    column: str | None
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class CaseRow:
    """One row of cases: its number in the spelling that is kept, its values, and what is wrong with it."""

    row: int
    number: str
    values: dict[str, Any]
    faults: list[Fault]

    @property
    def is_valid(self) -> bool:
        return not self.faults


@dataclass(frozen=True)
class Read:
    """All that a workbook holds: its cases, and faults that belong to none of them."""

    cases: Sequence[CaseRow]
    stray: Sequence[Fault]


class _Row:
    """One row of a sheet in the making."""

    def __init__(self, sheet: Sheet, index: int, cells: Sequence[Cell]) -> None:
        self.sheet = sheet
        self.number = index + FIRST_ROW
        self.cells = cells
        self.faults: list[Fault] = []
        self.headings = {column.field: column.heading for column in sheet.columns}

    def raw(self, name: str) -> Cell:
        place = self.sheet.places[name]
        return self.cells[place] if place < len(self.cells) else None

    def is_blank(self) -> bool:
        line = self.number - 1
        return all(is_empty(cell) for cell in self.cells) and not any(
            (line, place) in self.sheet.formulas for place in self.sheet.places.values()
        )

    def is_example(self) -> bool:
        return str(self.raw("petition_number") or "").strip().startswith(EXAMPLE_MARK)

    def take(self, column: Column, offered: Offered) -> Any:
        """The clean value of a column, or None with what is wrong noted."""
        if (self.number - 1, self.sheet.places[column.field]) in self.sheet.formulas:
            return self.fault(column.field, "cell_is_formula")
        cell = self.raw(column.field)
        if is_empty(cell):
            return self.fault(column.field, "cell_missing") if column.needed else None
        try:
            return clean(column, cell, offered)
        except CellFault as wrong:
            return self.fault(column.field, wrong.code, **wrong.facts)

    def fault(self, name: str | None, code: str, **facts: Any) -> None:
        column = letter(self.sheet.places[name]) if name else None
        heading = {"heading": self.headings[name]} if name else {}
        self.faults.append(Fault(self.sheet.name, self.number, column, code, facts | heading))

    def has_fault(self, *names: str) -> bool:
        letters = {letter(self.sheet.places[name]) for name in names}
        return any(fault.column in letters for fault in self.faults)


def read(sheets: Mapping[str, Sheet], offered: Offered, today: date) -> Read:
    """The cases of a workbook that has been looked over, checked cell by cell as of today."""
    cases: list[CaseRow] = []
    by_number: dict[str, CaseRow] = {}
    for row in _rows(sheets[CASES]):
        case = _case(row, offered, today)
        first = by_number.setdefault(number_key(case.number), case) if case.number else case
        if first is not case:
            row.fault("petition_number", "number_twice", row=first.row)
        cases.append(case)
    stray = list(_further_parties(sheets.get(PARTIES), by_number, offered))
    return Read(cases, stray)


def _rows(sheet: Sheet) -> Iterator[_Row]:
    for index, cells in enumerate(sheet.rows):
        row = _Row(sheet, index, cells)
        if not row.is_blank() and not row.is_example():
            yield row


def _case(row: _Row, offered: Offered, today: date) -> CaseRow:
    taken = {column.field: row.take(column, offered) for column in row.sheet.columns}
    number = _number(row, taken["petition_number"] or "")
    for side in SIDES:
        _check_party(row, side, taken)
    _check_days(row, taken["arose_on"], taken["first_petition_on"], today)
    fields = [name for name in taken if not name.startswith(tuple(SIDES))]
    values = {name: taken[name] if taken[name] is not None else _blank(name) for name in fields}
    values["parties"] = [_party(taken, side) | {"role": role.value} for side, role in SIDES.items()]
    return CaseRow(row.number, number, values | {"petition_number": number}, row.faults)


def _number(row: _Row, typed: str) -> str:
    """The petition number as the form takes it; as it is where it is wrong, so that its parties are found."""
    if not typed:
        return ""
    try:
        return checked_number(typed)
    except Invalid as wrong:
        row.fault("petition_number", wrong.code)
        return plain_number(typed)


def _blank(name: str) -> Any:
    return {"languages": ["zh"], "amount_in_dispute_fen": None}.get(name, "")


def _party(taken: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    party = {name: taken[prefix + name] or "" for name in PARTY_FIELDS}
    return party | {"kind": party["kind"] or PartyKind.PERSON.value, "minority_name": bool(party["minority_name"])}


def _check_party(row: _Row, prefix: str, taken: Mapping[str, Any]) -> None:
    """Each of the party's numbers by itself, so that one that is wrong does not hide the other."""
    party = _party(taken, prefix)
    for name in ("id_number", "phone"):
        if taken[prefix + name] and not row.has_fault(prefix + "kind"):
            _note(row, prefix + name, checked_party, {"kind": party["kind"], name: party[name]})


def _check_days(row: _Row, arose_on: date | None, first_on: date | None, today: date) -> None:
    for name, day in (("arose_on", arose_on), ("first_petition_on", first_on)):
        if day is not None:
            _note(row, name, check_days, today, day, day)
    if arose_on and first_on and not row.has_fault("arose_on", "first_petition_on"):
        _note(row, "first_petition_on", check_days, today, arose_on, first_on)


def _note(row: _Row, name: str, check: Callable[..., object], *asked: Any) -> None:
    try:
        check(*asked)
    except Invalid as refused:
        row.fault(name, refused.code)


def _further_parties(sheet: Sheet | None, cases: Mapping[str, CaseRow], offered: Offered) -> Iterator[Fault]:
    """Add the parties of the second sheet to their cases; faults of rows that belong to none come out."""
    for row in _rows(sheet) if sheet is not None else ():
        taken = {column.field: row.take(column, offered) for column in row.sheet.columns}
        _check_party(row, "", taken)
        case = cases.get(number_key(taken["petition_number"] or ""))
        if case is None:
            if taken["petition_number"]:
                row.fault("petition_number", "party_of_no_case")
            yield from row.faults
            continue
        case.values["parties"].append(_party(taken) | {"role": taken["role"] or ""})
        if len(case.values["parties"]) > PARTIES_LIMIT:
            row.fault(None, "too_many_parties", limit=PARTIES_LIMIT)
        case.faults += row.faults
