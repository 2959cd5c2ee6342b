"""The workbook that the office downloads: headings, lists to choose from, an example row and how to fill it in."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from listings.cases.vocabulary import LANGUAGE_LABELS, PARTY_KIND_LABELS, PARTY_ROLE_LABELS
from listings.intake.cells import harmless
from listings.intake.columns import (
    CASES,
    CHOICES,
    EXAMPLE_MARK,
    HELP,
    NEEDED_MARK,
    NO,
    PARTIES,
    ROWS_LIMIT,
    SHEETS,
    YES,
    Column,
    Takes,
    categories,
    chosen,
    letter,
)

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
TEXT = "@"  # the spreadsheet keeps what is typed, digit by digit
EXAMPLE: dict[str, dict[str, Any]] = {
    CASES: {
        "petition_number": f"{EXAMPLE_MARK}〔2026〕0001号", "place_village": "某某嘎查", "responsible_leader": "某某",
        "arose_on": "2019年5月6日", "first_petition_on": "2020-3-5", "amount_in_dispute_fen": "26000.50",
        "narrative": "本行是示例，导入时自动跳过，可保留也可删除。请写明事情经过和诉求。",
        "prior_handling": "2021年由镇综治中心调解两次，未达成协议。", "petitioner_name": "巴雅尔",
        "petitioner_minority_name": YES, "petitioner_phone": "16000000001", "petitioner_address": "某镇某嘎查",
        "respondent_name": "某某建筑安装有限公司", "respondent_minority_name": NO,
    },
    PARTIES: {"petition_number": f"{EXAMPLE_MARK}〔2026〕0001号", "name": "李某某", "minority_name": NO},
}  # fmt: skip
EXPLAINED = (
    "一、“案件”表每行一件案件，填第一申请人和第一被申请人；其余当事人填在“其他当事人”表，用信访件编号对应。",
    f"二、标题带“{NEEDED_MARK}”的为必填。列的顺序可以调整，但不要改动标题，不要合并单元格，不要使用公式。",
    "三、日期可写 2021-3-5、2021/03/05 或 2021年3月5日。编号、证件号码和电话请保持文本格式。",
    f"四、信访件编号以“{EXAMPLE_MARK}”开头的行是示例，导入时跳过；系统中已有的编号也会跳过，不会重复登记。",
    f"五、每张表最多 {ROWS_LIMIT} 行，超过的请分成几个文件。请保存为 .xlsx 格式。",
    "六、上传后先预览，逐格列出错误；由您决定导入全部有效行、全部有效才导入，或者放弃。导入不会触发任何过去的时限。",
)


def template(towns: Sequence[str], units: Sequence[str]) -> bytes:
    """The workbook of a banner with these towns and responsible units."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, OPTIONS) as book:
        lists = {
            Takes.CATEGORY: list(categories()),
            Takes.TOWN: list(towns),
            Takes.UNIT: list(units),
            Takes.LANGUAGES: _languages(),
            Takes.KIND: list(chosen(PARTY_KIND_LABELS)),
            Takes.ROLE: list(chosen(PARTY_ROLE_LABELS)),
            Takes.YES_OR_NO: [YES, NO],
        }
        sheets = {name: book.add_worksheet(name) for name in (*SHEETS, HELP, CHOICES)}
        ranges = _choices(sheets[CHOICES], lists)
        for name, columns in SHEETS.items():
            _fill(book, sheets[name], name, columns, lists, ranges)
        _explain(book, sheets[HELP])
    return packed.getvalue()


def _languages() -> list[str]:
    """Each language, and the two that most often go together."""
    names = list(chosen(LANGUAGE_LABELS))
    return [*names, "、".join(names[:2])]


def _choices(sheet: Any, lists: dict[Takes, list[str]]) -> dict[Takes, str]:
    """Write the lists side by side; where each stands, as a spreadsheet names it."""
    ranges = {}
    for place, (takes, words) in enumerate(lists.items()):
        for row, word in enumerate(words):
            sheet.write_string(row, place, harmless(word))
        column = letter(place)
        ranges[takes] = f"={CHOICES}!${column}$1:${column}${max(1, len(words))}"
    sheet.hide()
    return ranges


def _fill(
    book: Any, sheet: Any, name: str, columns: Sequence[Column], lists: dict[Takes, list[str]], ranges: dict[Takes, str]
) -> None:
    needed = book.add_format({"bold": True, "bg_color": "#0F5A5E", "font_color": "#FFFFFF", "text_wrap": True})
    optional = book.add_format({"bold": True, "bg_color": "#D9E8E8", "text_wrap": True})
    plain = book.add_format({"num_format": TEXT, "text_wrap": True, "valign": "top"})
    example = book.add_format({"num_format": TEXT, "text_wrap": True, "valign": "top", "font_color": "#666666"})
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 34)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, plain)
        sheet.write_string(0, place, column.title, needed if column.needed else optional)
        sheet.write_string(1, place, _example(name, column, lists), example)
        asked = {"input_title": column.heading[:32], "input_message": column.hint[:255]}
        wanted: dict[str, Any] = {"validate": "any"}
        if column.takes in ranges:
            free = column.takes is Takes.LANGUAGES  # several may be written in one cell
            wanted = {"validate": "list", "source": ranges[column.takes], "error_type": "warning" if free else "stop"}
        sheet.data_validation(1, place, ROWS_LIMIT, place, wanted | asked)


def _example(name: str, column: Column, lists: dict[Takes, list[str]]) -> str:
    if column.takes in lists and column.takes is not Takes.YES_OR_NO:
        words = lists[column.takes]
        organisation = column.field == "respondent_kind"
        return words[-1] if organisation and words else (words[0] if words else "")
    return str(EXAMPLE[name].get(column.field, ""))


def _explain(book: Any, sheet: Any) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90, wrapped)
    for row, line in enumerate(EXPLAINED):
        sheet.write_string(row, 1, line, wrapped)
    row = len(EXPLAINED) + 1
    for name, columns in SHEETS.items():
        sheet.write_string(row, 0, name, bold)
        for column in columns:
            row += 1
            sheet.write_string(row, 0, column.title)
            sheet.write_string(row, 1, column.hint)
        row += 2
