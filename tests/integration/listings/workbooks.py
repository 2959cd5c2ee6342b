"""Workbooks as Surina fills them in, and as they must not be: made with the template's own columns."""

import io
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import xlsxwriter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from listings.intake import services
from listings.intake.columns import CASES, PARTIES, SHEETS
from listings.intake.models import CaseImport
from market.work import Work

BANNER = "150623"
TOWN, UNIT = "昂素镇", "自然资源局"
Row = Mapping[str, Any]


def case_row(number: str = "XF-2024-0001", **changes: Any) -> dict[str, Any]:
    """One row of cases, by the fields of its columns."""
    return {
        "petition_number": number, "category": "草场土地", "place_town": TOWN, "place_village": "巴彦希泊日嘎查",
        "responsible_department": UNIT, "responsible_leader": "敖特根", "arose_on": "2019/05/06",
        "first_petition_on": "2020年3月5日", "languages": "汉语、蒙古语", "amount_in_dispute_fen": "26000.50",
        "narrative": "乌兰其其格反映草场被占。", "prior_handling": "调解两次未果。", "petitioner_name": "乌兰其其格",
        "petitioner_kind": "自然人", "petitioner_minority_name": "是", "petitioner_id_number": "150623196805120024",
        "petitioner_phone": "138 4771 2345", "petitioner_address": "昂素镇三社12号",
        "respondent_name": "金牧矿业有限公司", "respondent_kind": "单位",
    } | changes  # fmt: skip


def party_row(number: str = "XF-2024-0001", **changes: Any) -> dict[str, Any]:
    """One row of further parties."""
    return {"petition_number": number, "role": "其他当事人", "name": "巴特尔", "kind": "自然人"} | changes


def workbook(
    cases: Sequence[Row],
    parties: Sequence[Row] = (),
    change: Callable[[Any, dict[str, Any]], object] = lambda book, sheets: None,
    headings: Sequence[str] | None = None,
) -> bytes:
    """A filled template; `headings` replace the first row of the sheet of cases; `change` spoils it further."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheets = {}
        for name, rows in ((CASES, cases), (PARTIES, parties)):
            sheet = sheets[name] = book.add_worksheet(name)
            titles = [column.title for column in SHEETS[name]]
            sheet.write_row(0, 0, titles if headings is None or name != CASES else headings)
            for line, row in enumerate(rows, start=1):
                for place, column in enumerate(SHEETS[name]):
                    if row.get(column.field) is not None:
                        sheet.write(line, place, row[column.field])
        change(book, sheets)
    return packed.getvalue()


def place(sheet: str, field: str) -> int:
    """Where a column of the template stands, counted from nought."""
    return [column.field for column in SHEETS[sheet]].index(field)


def upload(work: Work, content: bytes, name: str = "案件.xlsx", jurisdiction: str = BANNER) -> CaseImport:
    """Send a workbook in."""
    given = SimpleNamespace(filename=name, stream=io.BytesIO(content))
    return services.upload(work, jurisdiction=jurisdiction, workbook=given)


def count(session: Session, model: type[Any]) -> int:
    """How many rows of a model there are."""
    return session.scalar(select(func.count()).select_from(model)) or 0
