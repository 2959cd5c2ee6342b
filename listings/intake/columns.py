"""The workbook as a clerk of a county office fills it in: one row a case, further parties on a sheet of their own.

Headings, sheets and answers are Chinese: the workbook is for the office, whatever language its pages are read in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from listings.cases.models import ADDRESS_LIMIT, NAME_LIMIT, NARRATIVE_LIMIT, NUMBER_LIMIT
from listings.cases.vocabulary import (
    CATEGORY_LABELS,
    LANGUAGE_LABELS,
    PARTY_KIND_LABELS,
    PARTY_ROLE_LABELS,
    PartyKind,
    PartyRole,
)
from market.words import CHINESE, words_in

CASES, PARTIES, HELP, CHOICES = "案件", "其他当事人", "填表说明", "选项"
EXAMPLE_MARK = "示例"  # a row whose petition number begins so is the template's own example, and passed over
NEEDED_MARK = "*"
ROWS_LIMIT = 20_000  # rows of a sheet; more are split into several workbooks
COLUMNS_LIMIT = 60
LANGUAGE_BREAKS = "、,，;；/ "
YES, NO = "是", "否"


class Takes(StrEnum):
    """What a cell holds."""

    LINE = "line"
    LINES = "lines"
    DAY = "day"
    YUAN = "yuan"
    NUMBER = "number"  # digits kept as text: a spreadsheet's own number keeps 15 of them
    CATEGORY = "category"
    TOWN = "town"
    UNIT = "unit"
    LANGUAGES = "languages"
    KIND = "kind"
    ROLE = "role"
    YES_OR_NO = "yes_or_no"


@dataclass(frozen=True)
class Column:
    """One column: the field of the form it fills, its heading, what it takes and how much of it."""

    field: str
    heading: str
    takes: Takes
    hint: str
    needed: bool = False
    limit: int = 40
    width: int = 14

    @property
    def title(self) -> str:
        """The heading as the template prints it; a star marks what must be filled in."""
        return self.heading + (NEEDED_MARK if self.needed else "")


def _party(prefix: str, whose: str) -> tuple[Column, ...]:
    return (
        Column(f"{prefix}name", f"{whose}姓名或名称", Takes.LINE, "个人写姓名，单位写全称", True, NAME_LIMIT, 20),
        Column(f"{prefix}kind", f"{whose}类型", Takes.KIND, "自然人或单位；不填按自然人", width=12),
        Column(f"{prefix}minority_name", f"{whose}是否少数民族姓名", Takes.YES_OR_NO, "是或否；不填按否", width=12),
        Column(f"{prefix}id_number", f"{whose}证件号码", Takes.NUMBER, "身份证号或统一社会信用代码", width=22),
        Column(f"{prefix}phone", f"{whose}电话", Takes.NUMBER, "7至13位数字", width=16),
        Column(f"{prefix}address", f"{whose}地址", Takes.LINE, "现住址", False, ADDRESS_LIMIT, 28),
    )


NUMBER = Column(
    "petition_number", "信访件编号", Takes.LINE, "与信访系统一致；同一编号只导入一次", True, NUMBER_LIMIT, 24
)
CASE_COLUMNS = (
    NUMBER,
    Column("category", "案件类别", Takes.CATEGORY, "从下拉列表选择", True, width=16),
    Column("place_town", "镇", Takes.TOWN, "从下拉列表选择", True, width=14),
    Column("place_village", "嘎查（村）", Takes.LINE, "不公开", False, 80),
    Column("responsible_department", "责任单位", Takes.UNIT, "从下拉列表选择", True, width=20),
    Column("responsible_leader", "包案领导", Takes.LINE, "没有的可不填；密封保存", False, NAME_LIMIT),
    Column("arose_on", "纠纷发生日期", Takes.DAY, "如 2021-3-5、2021/03/05 或 2021年3月5日", True),
    Column("first_petition_on", "首次信访日期", Takes.DAY, "不早于纠纷发生日期", True),
    Column("languages", "所需语言", Takes.LANGUAGES, "可写多种，以顿号隔开；不填按汉语", width=18),
    Column("amount_in_dispute_fen", "涉及金额（元）", Takes.YUAN, "没有金额的不填", width=14),
    Column("narrative", "案情概述", Takes.LINES, "事情经过和诉求；不公开", True, NARRATIVE_LIMIT, 60),
    Column(
        "prior_handling",
        "先前办理情况",
        Takes.LINES,
        "此前由谁、何时办理，结果如何；不公开",
        False,
        NARRATIVE_LIMIT,
        40,
    ),
    *_party("petitioner_", "申请人"),
    *_party("respondent_", "被申请人"),
)
PARTY_COLUMNS = (
    Column("petition_number", "信访件编号", Takes.LINE, "须与“案件”表中的编号一致", True, NUMBER_LIMIT, 24),
    Column("role", "当事人身份", Takes.ROLE, "从下拉列表选择", True, width=14),
    *_party("", ""),
)
SHEETS = {CASES: CASE_COLUMNS, PARTIES: PARTY_COLUMNS}
SIDES = {"petitioner_": PartyRole.PETITIONER, "respondent_": PartyRole.RESPONDENT}


def chosen(labels: Mapping[Any, str]) -> dict[str, str]:
    """The Chinese words of a list that is chosen from, each with the code that is kept."""
    return {words_in(CHINESE, label): code.value for code, label in labels.items()}


def categories() -> dict[str, str]:
    return chosen(CATEGORY_LABELS)


def languages() -> dict[str, str]:
    """The words of the languages, and 汉语 and 方言 as people write them."""
    return chosen(LANGUAGE_LABELS) | {"汉语": "zh", "方言": "dialect"}


def kinds() -> dict[str, str]:
    return chosen(PARTY_KIND_LABELS) | {"组织": PartyKind.ORGANISATION.value}


def roles() -> dict[str, str]:
    return chosen(PARTY_ROLE_LABELS)


def letter(place: int) -> str:
    """The letters of a column, counted from nought: A, B, ... Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
