"""A workbook is looked over before it is opened: Zhao Gang's are refused by their place, Surina's is read."""

import io
import time
import tracemalloc
import zipfile
from datetime import UTC, date, datetime

import pytest
import python_calamine

from listings.intake.cells import CellFault, Offered, clean, harmless
from listings.intake.columns import CASE_COLUMNS, CASES, CHOICES, HELP, PARTIES, ROWS_LIMIT, SHEETS, Takes, letter
from listings.intake.reading import read
from listings.intake.report import report
from listings.intake.sentences import SENTENCES
from listings.intake.template import template
from listings.intake.workbook import accepted_workbook, sheets_of
from market.refusals import Invalid
from tests.integration.listings.workbooks import case_row, party_row, workbook

TITLES = [column.title for column in CASE_COLUMNS]


def refusal(content: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(Invalid) as refused:
        sheets_of(accepted_workbook("案件.xlsx", io.BytesIO(content)).content)
    assert refused.value.field == "workbook"
    assert SENTENCES[refused.value.code] % refused.value.facts  # the sentence finds every fact it names
    return refused.value.code, refused.value.facts


def respelt(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something replaced in one of its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            kept = before.read(name)
            if name == part:
                assert old in kept
                kept = kept.replace(old, new, 1)
            after.writestr(name, kept)
    return packed.getvalue()


def test_the_template_is_read_back_with_its_example_passed_over() -> None:
    content = template(["昂素镇", "=城川镇"], ["自然资源局"])
    sheets = sheets_of(accepted_workbook("模板.xlsx", io.BytesIO(content)).content)
    assert [column.field for column in sheets[CASES].columns] == list(sheets[CASES].places)
    found = read(sheets, Offered(), date(2026, 3, 9))
    assert (list(found.cases), list(found.stray)) == ([], [])
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == [CASES, PARTIES, HELP, CHOICES]
    assert "'=城川镇" in [cell for row in book.get_sheet_by_name(CHOICES).to_python() for cell in row]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        markup = archive.read("xl/worksheets/sheet1.xml").decode()
    assert markup.count('type="list"') == sum(
        column.takes in (Takes.CATEGORY, Takes.TOWN, Takes.UNIT, Takes.LANGUAGES, Takes.KIND, Takes.YES_OR_NO)
        for column in CASE_COLUMNS
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("案件.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600),
        ("案件.csv", "信访件编号,案件类别\nXF-1,草场".encode("gb18030")),
        ("案件.xlsx", "信访件编号\t案件类别".encode("utf-16")),
        ("案件.xlsx", b"\x89PNG\r\n\x1a\n" + b"x" * 60),
        ("案件.png", workbook([case_row()])),
        ("案件", workbook([case_row()])),
    ],
)
def test_what_is_no_workbook_is_asked_for_as_one(name: str, content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        accepted_workbook(name, io.BytesIO(content))
    assert (refused.value.field, refused.value.code in ("workbook_wanted", "file_unreadable")) == ("workbook", True)


def test_a_workbook_with_other_sheets_or_headings_is_refused_as_a_whole() -> None:
    renamed = respelt(workbook([case_row()]), "xl/workbook.xml", CASES.encode(), "其他".encode())
    assert refusal(renamed) == ("sheet_missing", {"sheet": CASES})
    lacking = [title for title in TITLES if not title.startswith(("镇", "案情"))]
    assert refusal(workbook([], headings=lacking)) == ("columns_missing", {"sheet": CASES, "columns": "镇、案情概述"})
    assert refusal(workbook([], headings=[*TITLES, "备注"])) == ("column_unknown", {"sheet": CASES, "column": "Y"})
    assert refusal(workbook([], headings=[*TITLES, "镇"])) == ("column_twice", {"sheet": CASES, "column": "Y"})
    assert refusal(workbook([], headings=[]))[0] == "sheet_is_empty"


def test_columns_may_stand_in_another_order_and_keep_their_letters() -> None:
    turned = workbook([], headings=TITLES[::-1], change=lambda book, sheets: sheets[CASES].write(1, 0, "某地"))
    found = read(sheets_of(turned), Offered(), date(2026, 3, 9))
    missing = {(fault.column, fault.facts["heading"]) for fault in found.cases[0].faults}
    assert ("X", "信访件编号") in missing
    assert all(fault.code == "cell_missing" for fault in found.cases[0].faults)


def test_merged_cells_are_named_by_their_place() -> None:
    merged = workbook([case_row()], change=lambda book, sheets: sheets[CASES].merge_range("B4:C5", "某"))
    assert refusal(merged) == ("sheet_is_merged", {"sheet": CASES, "cells": "B4:C5"})
    merged = workbook([case_row()], change=lambda book, sheets: sheets[PARTIES].merge_range("A2:A3", "某"))
    assert refusal(merged) == ("sheet_is_merged", {"sheet": PARTIES, "cells": "A2:A3"})


def test_a_formula_is_a_fault_of_its_cell_whatever_it_last_came_to() -> None:
    def spoil(book, sheets):  # type: ignore[no-untyped-def]
        sheets[CASES].write_formula(1, 0, '="XF-"&"1"', None, "XF-1")
        sheets[PARTIES].write_formula(1, 2, "=1+1", None, "巴特尔")

    spoilt = workbook([case_row(None)], [party_row()], change=spoil)
    found = read(sheets_of(spoilt), Offered(), date(2026, 3, 9))
    assert [(f.column, f.code) for f in found.cases[0].faults if f.code == "cell_is_formula"] == [
        ("A", "cell_is_formula")
    ]
    assert found.cases[0].number == ""
    assert ("C", "cell_is_formula") in [(fault.column, fault.code) for fault in found.stray]


@pytest.mark.parametrize(
    ("cell", "code"), [(b'r="XFD1048576"', "sheet_too_large"), (b'r="XFD2"', "sheet_too_wide"), (b'r="A"', None)]
)
def test_one_cell_at_the_far_corner_is_refused_before_it_is_unfolded(cell: bytes, code: str | None) -> None:
    """Unfolded, the first would be seventeen thousand million empty cells."""
    far = respelt(workbook([case_row()]), "xl/worksheets/sheet1.xml", b'r="A2"', cell)
    assert refusal(far)[0] == (code or "workbook_unreadable")


def test_too_many_rows_are_refused_quickly() -> None:
    def fill(book, sheets):  # type: ignore[no-untyped-def]
        for line in range(1, 100_001):
            sheets[CASES].write_string(line, 0, "XF")

    content = accepted_workbook("案件.xlsx", io.BytesIO(workbook([], change=fill))).content
    began = time.monotonic()
    with pytest.raises(Invalid) as refused:
        sheets_of(content)
    assert (refused.value.code, refused.value.facts["limit"]) == ("sheet_too_large", ROWS_LIMIT)
    assert time.monotonic() - began < 2


def test_entities_and_bombs_are_refused_in_no_time_and_no_memory() -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"c" * 1000 + b'">]>'
    first = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    blown = respelt(workbook([case_row()]), "xl/worksheets/sheet1.xml", first, entity)
    bomb = respelt(
        workbook([case_row()]), "xl/worksheets/sheet1.xml", b"</sheetData>", b" " * 120_000_000 + b"</sheetData>"
    )
    for content in (blown, bomb):
        tracemalloc.start()
        began = time.monotonic()
        with pytest.raises(Invalid):
            sheets_of(accepted_workbook("案件.xlsx", io.BytesIO(content)).content)
        taken, (_, most) = time.monotonic() - began, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (taken < 2, most < 100_000_000) == (True, True)


@pytest.mark.parametrize("text", ["2021-3-5", "2021/03/05", "2021年3月5日", "2021.3.5", "２０２１-３-５"])
def test_a_day_is_taken_in_its_common_spellings(text: str) -> None:
    arose = next(column for column in CASE_COLUMNS if column.takes is Takes.DAY)
    assert clean(arose, text, Offered()) == date(2021, 3, 5)
    assert clean(arose, datetime(2021, 3, 5, 8, 30, tzinfo=UTC), Offered()) == date(2021, 3, 5)


def test_a_number_is_kept_as_it_was_typed_or_refused() -> None:
    phone = next(column for column in CASE_COLUMNS if column.field == "petitioner_phone")
    assert clean(phone, 13847712345.0, Offered()) == "13847712345"
    with pytest.raises(CellFault, match="cell_is_a_date"):
        clean(phone, datetime(2021, 3, 5, tzinfo=UTC), Offered())
    with pytest.raises(CellFault, match="cell_digits_lost"):
        clean(phone, 1.5062319680512e16, Offered())


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝1+1"])
def test_what_comes_back_out_is_no_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    content = report("Errors", [text, "b", "c", "d", "e"], [(text, 1, text, text, text)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == f"'{text}"
    assert harmless("草场 = 纠纷") == "草场 = 纠纷"


def test_columns_have_the_letters_of_the_spreadsheet() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert len({column.heading for column in SHEETS[CASES]}) == len(SHEETS[CASES])
