"""The parts of Mongolian names as they are written in Latin and in Cyrillic letters, beside their Chinese spelling.

A row of lexicons/mongolian_letters.txt: the Chinese spellings of one part, its Latin ones (after the old script, after
the Cyrillic one, as people write them), its Cyrillic ones. Pinyin is known from elsewhere (pinyin.py). Parts name
nobody: thousands bear each of them.
"""

from functools import cache

from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.spelling import plain


@cache
def parts() -> Prefixes:
    """The Chinese spellings of the parts, in plain characters."""
    return Prefixes(_forms())


def letters_of(part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The Latin and the Cyrillic spellings of a part (plain Chinese characters); none where it is not known."""
    return _forms().get(part, ((), ()))


def chinese_spellings() -> list[list[str]]:
    """The Chinese spellings of each part."""
    return [row.partition("|")[0].split() for row in sorted(lexicon("mongolian_letters"))]


@cache
def _forms() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for row in sorted(lexicon("mongolian_letters")):
        chinese, latin, cyrillic = (column.split() for column in row.split("|"))
        for spelling in chinese:
            known = found.get(plain(spelling), ((), ()))
            found[plain(spelling)] = (_plain([*known[0], *latin]), _plain([*known[1], *cyrillic]))
    return found


def _plain(spellings: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(spelling) for spelling in spellings))
