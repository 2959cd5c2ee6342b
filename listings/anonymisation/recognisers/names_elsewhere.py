"""Names that were seen once and stand elsewhere in the same text, and names in Latin letters. All of it is doubtful."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import lexicon
from listings.anonymisation.recognisers.found import seems
from listings.anonymisation.segmenting import is_everyday
from listings.anonymisation.spans import DOUBTFUL, Hit
from listings.anonymisation.spelling import plain

SHORTEST = 3
SHORT_BUT_SURE = 0.8
SHORTEST_IN_LETTERS = 5
_LETTERS = re.compile(r"(?<![A-Za-z0-9@._\-])[A-Za-zÀ-ɏ]{2,24}(?:[ ·.\-’']{1,2}[A-Za-zÀ-ɏ]{2,24}){0,3}(?![A-Za-z0-9@_])")


def seen_again(text: str, names: Iterable[Hit]) -> Iterator[Hit]:
    """Every further place of a name of three characters, or of two that are surely a name and no everyday word."""
    told: dict[str, set[int]] = {}
    for hit in names:
        word = text[hit.start : hit.end]
        if len(word) >= SHORTEST or (hit.confidence >= SHORT_BUT_SURE and len(word) > 1 and not is_everyday(word)):
            told.setdefault(word, set()).add(hit.start)
    for word, places in told.items():
        at = text.find(word)
        while at >= 0:
            if at not in places:
                yield seems(at, at + len(word), reasons.SEEMS_A_NAME, DOUBTFUL)
            at = text.find(word, at + len(word))


def names_in_latin_letters(text: str) -> Iterator[Hit]:
    """Letters that can be read as the syllables of a name: Wang Guilan."""
    for letters in _LETTERS.finditer(text):
        word = plain(letters.group())
        if len(word) >= SHORTEST_IN_LETTERS and _syllables().fullmatch(word):
            yield seems(*letters.span(), reasons.SEEMS_A_NAME, DOUBTFUL)


@cache
def _syllables() -> re.Pattern[str]:
    known = sorted({line.split()[0] for line in lexicon("pinyin")}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(known)}){{2,6}}")
