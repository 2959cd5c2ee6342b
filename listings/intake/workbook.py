"""A workbook is looked over before it is opened: its sheets, headings, size, merged cells and formulas.

Formulas are never evaluated, and what they last came to is never read. How far a sheet reaches is counted first, from
its own markup: a single cell at its far corner would otherwise be unfolded into thousands of millions of empty ones.
"""

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

import python_calamine

from listings.intake.cells import Cell
from listings.intake.columns import CASES, COLUMNS_LIMIT, NEEDED_MARK, ROWS_LIMIT, SHEETS, Column, letter
from market.files import Limits, accept_upload
from market.files.refusals import UploadRefused
from market.files.uploads import Accepted, Kind
from market.refusals import Invalid

FIELD = "workbook"
LIMITS = Limits(archive_bytes=100 * 1024 * 1024)
NOT_A_WORKBOOK = {"file_kind_unknown", "file_name_differs", "file_name_missing"}


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet below its headings; `places` says where each column of ours stands in it."""

    name: str
    columns: Sequence[Column]
    places: Mapping[str, int]
    rows: Sequence[Sequence[Cell]]
    formulas: frozenset[tuple[int, int]]  # row and column, counted from nought


@dataclass
class _Seen:
    """What the markup of one sheet holds: how far it reaches, and where formulas stand."""

    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)


def accepted_workbook(filename: str, stream: Any) -> Accepted:
    """The uploaded file as a bounded, repacked workbook. Raises Invalid workbook_wanted or UploadRefused."""
    try:
        accepted = accept_upload(filename, stream, LIMITS)
    except UploadRefused as refused:
        if refused.code in NOT_A_WORKBOOK:
            raise Invalid("workbook_wanted", field=FIELD) from None
        refused.field = FIELD
        raise
    if accepted.kind is not Kind.XLSX:
        raise Invalid("workbook_wanted", field=FIELD)
    return accepted


def sheets_of(content: bytes) -> dict[str, Sheet]:
    """The two sheets of a workbook that can be read row by row.

    Raises Invalid for the file as a whole: workbook_unreadable, sheet_missing, sheet_too_large, sheet_is_merged,
    columns_missing, column_unknown, column_twice, sheet_is_empty. The second sheet may be left out.
    """
    seen = _looked_over(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = {name.strip(): name for name in book.sheet_names}
        if CASES not in names:
            raise Invalid("sheet_missing", field=FIELD, sheet=CASES)
        return {
            name: _sheet(book.get_sheet_by_name(names[name]), name, seen.get(names[name], _Seen()))
            for name in SHEETS
            if name in names
        }
    except python_calamine.CalamineError:
        raise Invalid("workbook_unreadable", field=FIELD) from None


def _sheet(sheet: Any, name: str, seen: _Seen) -> Sheet:
    merged = sheet.merged_cell_ranges or []
    if merged:
        (top, left), (bottom, right) = min(merged)
        cells = f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}"
        raise Invalid("sheet_is_merged", field=FIELD, sheet=name, cells=cells)
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    if not rows:
        raise Invalid("sheet_is_empty", field=FIELD, sheet=name)
    places = _places(name, rows[0])
    return Sheet(name, SHEETS[name], places, rows[1:], frozenset(seen.formulas))


def _places(name: str, headings: Sequence[Cell]) -> dict[str, int]:
    """Where each column stands, by its field; columns may stand in any order, but each of them once and no other."""
    wanted = {column.heading: column.field for column in SHEETS[name]}
    found: dict[str, int] = {}
    for place, cell in enumerate(headings):
        heading = "".join(str(cell or "").split()).rstrip(NEEDED_MARK + "＊")
        if not heading:
            continue
        if heading not in wanted:
            raise Invalid("column_unknown", field=FIELD, sheet=name, column=letter(place))
        if wanted[heading] in found:
            raise Invalid("column_twice", field=FIELD, sheet=name, column=letter(place))
        found[wanted[heading]] = place
    missing = [column.heading for column in SHEETS[name] if column.field not in found]
    if missing:
        raise Invalid("columns_missing", field=FIELD, sheet=name, columns="、".join(missing))
    return found


def _looked_over(content: bytes) -> dict[str, _Seen]:
    """What each sheet's markup holds, by the sheet's name. Raises Invalid sheet_too_large or workbook_unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name.lower(): name for name in archive.namelist()}
            seen: dict[str, _Seen] = {}
            for sheet, part in _parts_of_sheets(archive, parts):
                seen[sheet] = _count(archive.read(part), sheet)
            return seen
    except (zipfile.BadZipFile, expat.ExpatError, KeyError, ValueError, EOFError):
        raise Invalid("workbook_unreadable", field=FIELD) from None


def _parts_of_sheets(archive: zipfile.ZipFile, parts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The sheets' names with the parts they stand in. Raises KeyError for one that leads nowhere."""
    targets = {
        one["Id"]: one["Target"] for one in _elements(archive.read(parts["xl/_rels/workbook.xml.rels"]), "Relationship")
    }
    found = []
    for one in _elements(archive.read(parts["xl/workbook.xml"]), "sheet"):
        relation = next(value for name, value in one.items() if name.rpartition(":")[2] == "id")
        target = posixpath.normpath(posixpath.join("/xl", targets[relation])).lstrip("/")
        found.append((one["name"], parts[target.lower()]))
    return found


def _elements(markup: bytes, wanted: str) -> list[dict[str, str]]:
    """The attributes of every element of this name, whatever its prefix."""
    found: list[dict[str, str]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, given: found.append(given) if name.rpartition(":")[2] == wanted else None
    parser.Parse(markup, True)
    return found


def _count(markup: bytes, sheet: str) -> _Seen:
    seen = _Seen()
    at = [-1, -1]  # row and column of the element in hand, counted from nought

    def start(name: str, given: dict[str, str]) -> None:
        kind = name if ":" not in name else name.rpartition(":")[2]
        if kind == "c":
            at[1] = _column(given["r"]) if "r" in given else at[1] + 1
            if "r" in given:
                at[0] = int(given["r"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")) - 1
            _demand_small(seen, at, sheet)
        elif kind == "row":
            at[:] = [int(given["r"]) - 1 if "r" in given else at[0] + 1, -1]
            _demand_small(seen, at, sheet)
        elif kind == "f":
            seen.formulas.add((at[0], at[1]))

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(markup, True)
    return seen


def _demand_small(seen: _Seen, at: Sequence[int], sheet: str) -> None:
    seen.rows, seen.columns = max(seen.rows, at[0] + 1), max(seen.columns, at[1] + 1)
    if seen.rows > ROWS_LIMIT + 1:
        raise Invalid("sheet_too_large", field=FIELD, sheet=sheet, limit=ROWS_LIMIT)
    if seen.columns > COLUMNS_LIMIT:
        raise Invalid("sheet_too_wide", field=FIELD, sheet=sheet, limit=COLUMNS_LIMIT)


def _column(reference: str) -> int:
    place = 0
    for character in reference.upper():
        if not "A" <= character <= "Z":
            break
        place = place * 26 + ord(character) - ord("A") + 1
    return place - 1


def _parser() -> Any:
    """A parser that takes no document type, so that nothing in a part can grow or fetch anything."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError("a part with a document type")

    parser.StartDoctypeDeclHandler = refuse
    return parser
