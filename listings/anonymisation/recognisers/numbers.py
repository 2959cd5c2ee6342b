"""Numbers made of figures: ID numbers, phones, bank cards; judged by check figures, form and the words before them.

A run of figures is read once, its groups joined where they make a number; figures may touch Chinese characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.cn import ric

from listings.anonymisation import reasons
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.spans import Hit, HitKind
from listings.anonymisation.spelling import CHINESE_DIGITS, half_width

LONGEST_NUMBER = 24  # figures; what is longer is no number of a person
MOST_GROUPS = 8
_GROUP = re.compile(r"[0-9]+(?:[xX](?![0-9A-Za-z]))?")
_BETWEEN_GROUPS = re.compile(r"[ \t\-‐‑–—.·_\u200b-\u200d\u2060\ufeff]{1,3}|[ \t]?\r?\n[ \t]{0,4}|\)[ \-]?|")
_CHINESE_RUN = re.compile(f"[{''.join(CHINESE_DIGITS)}]{{7,24}}[xX]?")
_NOT_A_PHONE_AFTER = re.compile(r"\s?(?:元|万|亿|亩|公斤|斤|吨|平方|米|头|只|号文|年|%)")
_ACCOUNT_BEFORE = re.compile(r"(?:账号|帐号|账户|帐户|卡号|银行卡|存折|一卡通)[^0-9]{0,14}$")
_PHONE_BEFORE = re.compile(r"(?:电话|座机|手机|联系方式|固话|号码|传真|拨打|打)[^0-9]{0,8}$")
_ID_BEFORE = re.compile(r"(?:身份证|证件|公民身份)[^0-9]{0,10}$")
_ENDING = re.compile(r"(?:尾号|末四位|后四位|末尾|尾数)(?:为|是|:|：)?\s?([0-9]{3,6}[xX]?)(?![0-9])")
_AREA_CODE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})")
_LOOK_BACK = 24


@dataclass(frozen=True)
class _Candidate:
    """Neighbouring groups read as one number."""

    figures: str
    start: int
    end: int
    before: str
    after: str


def numbers(text: str) -> Iterator[Hit]:
    """ID numbers, phones, cards and accounts, and the ends of numbers that are given as such."""
    plain = half_width(text)
    for groups in _runs(plain):
        yield from _read(groups, plain)
    for run in _CHINESE_RUN.finditer(plain):
        spoken = "".join(CHINESE_DIGITS.get(character, character) for character in run.group())
        hit = _judge(
            _Candidate(spoken, run.start(), run.end(), plain[max(0, run.start() - _LOOK_BACK) : run.start()], "")
        )
        if hit is not None:
            yield hit
    for ending in _ENDING.finditer(plain):
        yield found(*ending.span(1), HitKind.NUMBER_ENDING, reasons.NUMBER_ENDING, 0.8)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Groups of figures that only separators part; a run in pieces of so many groups at most."""
    run: list[re.Match[str]] = []
    for group in _GROUP.finditer(text):
        if run and (len(run) == MOST_GROUPS or not _BETWEEN_GROUPS.fullmatch(text, run[-1].end(), group.start())):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _read(groups: list[re.Match[str]], text: str) -> Iterator[Hit]:
    """From each group the most groups that make a number together, then on after them."""
    first = 0
    while first < len(groups):
        for last in range(len(groups), first, -1):
            candidate = _joined(groups[first:last], text)
            hit = _judge(candidate) if candidate is not None else None
            if hit is not None:
                yield hit
                first = last - 1
                break
        first += 1


def _joined(groups: list[re.Match[str]], text: str) -> _Candidate | None:
    start, end = groups[0].start(), groups[-1].end()
    if end - start > 2 * LONGEST_NUMBER:
        return None
    if start and text[start - 1].isascii() and text[start - 1].isalpha():
        return None  # part of a code with letters
    if start and text[start - 1] in "((" and ")" in text[start:end]:
        start -= 1
    if text.startswith("+86", max(0, start - 1)) and start:
        start -= 1
    joined = "".join(group.group().upper() for group in groups)
    return _Candidate(joined, start, end, text[max(0, start - _LOOK_BACK) : start], text[end : end + 4])


def _judge(number: _Candidate) -> Hit | None:
    for judge in (_id_number, _phone, _card):
        hit = judge(number)
        if hit is not None:
            return hit
    return None


def _id_number(number: _Candidate) -> Hit | None:
    figures = number.figures
    if len(figures) == 18 and figures[:17].isdecimal() and _is_born(figures[6:14]) and figures[0] != "0":
        if ric.calc_check_digit(figures) == figures[17]:
            return found(number.start, number.end, HitKind.ID_NUMBER, reasons.ID_CHECKED)
        if luhn.is_valid(figures) and not _ID_BEFORE.search(number.before):
            return None
        return found(number.start, number.end, HitKind.ID_NUMBER, reasons.ID_UNCHECKED, 0.8)
    if len(figures) == 15 and figures.isdecimal() and figures[0] in "1234568" and _is_born("19" + figures[6:12]):
        return found(number.start, number.end, HitKind.ID_NUMBER, reasons.ID_OLD, 0.9)
    if 15 <= len(figures) <= 19 and _ID_BEFORE.search(number.before):
        return found(number.start, number.end, HitKind.ID_NUMBER, reasons.ID_UNCHECKED, 0.7)
    return None


def _is_born(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return born.year >= 1900


def _phone(number: _Candidate) -> Hit | None:
    figures = number.figures
    if not figures.isdecimal() or _NOT_A_PHONE_AFTER.match(number.after):
        return None
    if len(figures) == 13 and figures.startswith("86"):
        figures = figures[2:]
    if len(figures) == 11 and figures[0] == "1" and figures[1] in "3456789":
        return found(number.start, number.end, HitKind.PHONE, reasons.MOBILE)
    area = _AREA_CODE.match(figures)
    if area and len(figures) - area.end() in (7, 8) and figures[area.end()] not in "019":
        return found(number.start, number.end, HitKind.PHONE, reasons.LANDLINE)
    if len(figures) == 10 and figures[:3] in ("400", "800"):
        return found(number.start, number.end, HitKind.PHONE, reasons.LANDLINE, 0.8)
    if len(figures) in (7, 8) and figures[0] not in "01" and _PHONE_BEFORE.search(number.before):
        return found(number.start, number.end, HitKind.PHONE, reasons.LANDLINE, 0.8)
    return None


def _card(number: _Candidate) -> Hit | None:
    figures = number.figures
    if not figures.isdecimal():
        return None
    if 16 <= len(figures) <= 19 and figures[0] in "3456" and luhn.is_valid(figures):
        return found(number.start, number.end, HitKind.BANK_CARD, reasons.CARD_CHECKED)
    if 10 <= len(figures) <= LONGEST_NUMBER and _ACCOUNT_BEFORE.search(number.before):
        return found(number.start, number.end, HitKind.BANK_CARD, reasons.CARD_NAMED, 0.8)
    return None
