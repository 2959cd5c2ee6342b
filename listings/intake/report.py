"""The errors of a workbook as a workbook: places and sentences, never what stood there."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from listings.intake.cells import harmless
from listings.intake.template import OPTIONS

WIDTHS = (16, 8, 10, 22, 80)


def report(title: str, headings: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """One sheet, one line an error; texts that a spreadsheet would take for formulas are neutralised."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, OPTIONS) as book:
        sheet = book.add_worksheet(title[:31])
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for place, (heading, width) in enumerate(zip(headings, WIDTHS, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, harmless(heading), bold)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, place, cell)
                else:
                    sheet.write_string(line, place, harmless(cell), wrapped)
        sheet.freeze_panes(1, 0)
    return packed.getvalue()
