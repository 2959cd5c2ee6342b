"""The case's own petition number, whole, without its letters, and by its serial: who knows it knows the case.

A bare serial of five or six figures may be anything and is possible; one of seven or more is nobody else's and binds.
What reads as a day (20210314) is possible however long it is.
"""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.spelling import half_width, plain
from listings.anonymisation.variant import BINDING, POSSIBLE, ReadAs, Variant
from listings.cases.numbers import number_key

SHORTEST = 5
SURELY_THE_SERIAL = 7
_FIGURES = re.compile(r"[0-9]+")
_IN_ONE_RUN = re.compile(
    r"(?P<region>15[0-9]{4})?(?P<year>(?:19|20)[0-9]{2})(?P<day>(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))?"
)
_READS_AS_A_DAY = re.compile(r"(?:19|20)[0-9]{5,6}")


def petition_variants(number: str) -> Iterator[Variant]:
    """The spellings of a petition number, whole, also without the zeros that fill it up, and in its last figures."""
    for whole in dict.fromkeys((plain(number), plain(number_key(number)))):
        if len(whole) >= SHORTEST:
            yield Variant(whole, reasons.OWN_PETITION_NUMBER)
        shorter = whole.removesuffix("号").replace("第", "")
        if len(shorter) >= SHORTEST and shorter != whole and not shorter.isdecimal():
            yield Variant(shorter, reasons.OWN_PETITION_NUMBER)
    for tail in dict.fromkeys(_tails(half_width(number))):
        sure = len(tail) >= SURELY_THE_SERIAL and not _READS_AS_A_DAY.fullmatch(tail)
        yield Variant(
            tail,
            reasons.OWN_PETITION_SERIAL,
            BINDING if sure else POSSIBLE,
            read_as=ReadAs.FIGURES,
            no_figures_beside=True,
        )


def _tails(number: str) -> Iterator[str]:
    """The last figures of a number from wherever a part of it begins, also without the zeros that fill it up."""
    groups = _FIGURES.findall(number)
    figures = "".join(groups)
    begin = 0
    for group in groups:
        for place in _parts(group):
            for tail in (figures[begin + place :], figures[begin + place :].lstrip("0")):
                if len(tail) >= SHORTEST:
                    yield tail
        begin += len(group)


def _parts(group: str) -> list[int]:
    """Where the parts of one run of figures begin: banner, year, day, serial."""
    found = _IN_ONE_RUN.match(group)
    if found is None:
        return [0]
    return [0, *sorted({found.end(name) for name in ("region", "year", "day") if found[name]} - {len(group)})]
