"""Age alone proposes the class: A from 5 years, B from 3 to under 5, C the rest (分类化解制).

Counted from the day the dispute arose to the day of classification, both legal days in Beijing.
"""

from datetime import date

from listings.cases.vocabulary import CaseClass

YEARS_A = 5
YEARS_B = 3


def full_years(since: date, until: date) -> int:
    """Whole years between two days; where the month has no such day, its last day counts (Civil Code 202)."""
    years = until.year - since.year
    anniversary = (since.month, since.day)
    if anniversary == (2, 29) and not _is_leap(until.year):
        anniversary = (2, 28)
    return years if (until.month, until.day) >= anniversary else years - 1


def proposed_class(arose_on: date, today: date) -> CaseClass:
    """The class that the age of the dispute proposes."""
    years = full_years(arose_on, today)
    if years >= YEARS_A:
        return CaseClass.A
    return CaseClass.B if years >= YEARS_B else CaseClass.C


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
