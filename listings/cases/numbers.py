"""A petition number as it is kept, and what all of its spellings have in common: one number is one case.

The form, the workbook and the search ask here; the database reckons the same key (listings_0012.sql). A run of figures
counts, so the zeros that fill it up mean nothing: 〔2026〕0012号 is 〔2026〕12号. Nothing else is taken away.

Cases that bore one number before there was this rule both bear it still: the later one's key has its own id behind a
space. Whoever types the number as one of them has it means that one.
"""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, literal_column, or_

from listings.cases.models import NUMBER_LIMIT, PetitionCase
from market.refusals import Invalid

# Letters, digits, Chinese characters, brackets, and - / . _ between them; one digit at least,
# so that no name is one; a mobile phone is none either.
SHORTEST_NAME = 2
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_NUMBER = re.compile(rf"(?=.*[0-9])(?!1[3-9][0-9]{{9}}$)[A-Z0-9{_HAN}〔][A-Z0-9{_HAN}〔〕/._-]*")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-"))
_YEAR_BRACKETS = str.maketrans("([【)]】", "〔〔〔〕〕〕")
_FILLING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
key_of_case = func.split_part(
    PetitionCase.number_key, literal_column("' '"), literal_column("1")
)  # without what tells a later bearer from the first; spelt as its index is
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?E[+-]?[0-9]{1,3}")  # 1.50623E+17: what a spreadsheet makes of a long number


def plain_number(typed: str) -> str:
    """The petition number as it is kept: no spaces, half width, one kind of hyphen, the year in 〔〕."""
    whole = "".join(unicodedata.normalize("NFKC", typed).split()).upper()
    return whole.translate(_HYPHENS).translate(_YEAR_BRACKETS)


def checked_number(typed: str) -> str:
    """The petition number as it is kept, if it is one. Raises Invalid petition_number_wrong, or
    petition_number_scientific for one whose figures a spreadsheet has lost."""
    number = plain_number(typed)
    if _SCIENTIFIC.fullmatch(number):
        raise Invalid("petition_number_scientific", field="petition_number")
    if len(number) > NUMBER_LIMIT or not _NUMBER.fullmatch(number):
        raise Invalid("petition_number_wrong", field="petition_number")
    return number


def refuse_names_in(number: str, names: Iterable[str], *, field: str = "petition_number") -> None:
    """A number stands open in lists and messages and outlives what is erased, so nobody's name may be in it.

    Raises Invalid petition_number_names_party.
    """
    if any(len(name) >= SHORTEST_NAME and name in number for name in map(plain_number, names)):
        raise Invalid("petition_number_names_party", field=field)


def number_key(typed: str) -> str:
    """What every spelling of a petition number has in common."""
    return _FILLING_ZEROS.sub("", plain_number(typed))


def bears_number(typed: str) -> ColumnElement[bool]:
    """Cases that bear this number, however it is spelt; more than one only where they bore it before the rule."""
    return key_of_case == number_key(typed)


def closest_first(typed: str) -> tuple[ColumnElement[bool], ...]:
    """The order of the cases that bear this number: as it was typed, as it is kept, and the first to bear it."""
    as_typed, as_kept = (
        PetitionCase.petition_number == typed.strip(),
        PetitionCase.petition_number == plain_number(typed),
    )
    return as_typed.desc(), as_kept.desc(), (PetitionCase.number_key == number_key(typed)).desc()


def has_in_its_number(typed: str) -> ColumnElement[bool]:
    """Cases that bear this number, or have it as a part of theirs, with its filling zeros or without."""
    spellings = (PetitionCase.petition_number, PetitionCase.number_key)
    wanted = {plain_number(typed), number_key(typed)}
    part = [spelling.contains(one, autoescape=True) for spelling in spellings for one in sorted(wanted)]
    return or_(*part, bears_number(typed))
