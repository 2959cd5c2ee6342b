"""A court's case number is read, brought into one form and warned about; no ruling is refused for its number alone.

Form (Supreme People's Court, 关于人民法院案件案号的若干规定): (year)court-code type-code number 号, for example
(2026)内0623诉前调确12号. Brackets, digits and spaces may be full width or half width.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from market.text import N_

# Confirmations after mediation before an action since 2022; special civil procedures before that or elsewhere.
KNOWN_TYPES = frozenset({"诉前调确", "民特"})
LONGEST_NUMBER = 60  # characters, as typed

_BRACKETS = str.maketrans("〔〕[]【】［］{}〈〉<>", "()()()()()()()")
_NUMBER = re.compile(
    r"\((?P<year>\d{4})年?\)"
    r"(?P<court>最高法|[\u4e00-\u9fff]{1,2}\d{1,4}|[\u4e00-\u9fff])"
    r"(?P<type>[\u4e00-\u9fff]+?)"
    r"(?:字)?第?(?P<serial>\d{1,8})号"
    r"(?:之(?P<part>[一二三四五六七八九十]{1,3}|\d{1,2}))?"
)


class Doubt(StrEnum):
    """What is unusual about a number; it is shown to whoever records and verifies it."""

    UNREADABLE = "unreadable"
    UNKNOWN_TYPE = "unknown_type"
    OTHER_COURT = "other_court"
    OTHER_YEAR = "other_year"


DOUBT_SENTENCES = {
    Doubt.UNREADABLE: N_("The number does not have the form of a court's case number. Compare it with the paper."),
    Doubt.UNKNOWN_TYPE: N_("This kind of case is unusual for a confirmation. Compare the number with the paper."),
    Doubt.OTHER_COURT: N_("The number is of another court than the one the application was filed with."),
    Doubt.OTHER_YEAR: N_("The year in the number is not the year of the filing or of the ruling."),
}


@dataclass(frozen=True)
class CaseNumber:
    """A number that could be read. `serial` is without leading noughts."""

    year: int
    court: str
    type: str
    serial: int
    part: str = ""

    def __str__(self) -> str:
        part = f"之{self.part}" if self.part else ""
        return f"({self.year}){self.court}{self.type}{self.serial}号{part}"


def parse(typed: str) -> CaseNumber | None:
    """The number that a text means, or None where it has not the form of one."""
    match = _NUMBER.fullmatch(_squeezed(typed))
    if match is None:
        return None
    return CaseNumber(
        year=int(match["year"]),
        court=match["court"],
        type=match["type"],
        serial=int(match["serial"]),
        part=match["part"] or "",
    )


def normalised(typed: str) -> str:
    """The one form of a number; a text that has not its form is only cleaned of widths and spaces."""
    number = parse(typed)
    return _squeezed(typed) if number is None else str(number)


def doubts_about(typed: str, *, court_code: str, years: range) -> list[Doubt]:
    """What is unusual about a typed number for a ruling of this court within these years."""
    number = parse(typed)
    if number is None:
        return [Doubt.UNREADABLE]
    found = []
    if number.type not in KNOWN_TYPES:
        found.append(Doubt.UNKNOWN_TYPE)
    if number.court != court_code:
        found.append(Doubt.OTHER_COURT)
    if number.year not in years:
        found.append(Doubt.OTHER_YEAR)
    return found


def _squeezed(typed: str) -> str:
    """Half-width digits and brackets, and no space at all; an accent that stood apart joins the letter before it."""
    without_spaces = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    return unicodedata.normalize("NFKC", without_spaces).translate(_BRACKETS)
