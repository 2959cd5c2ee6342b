"""How long and how much is said beside the text, in the widths that were counted; in the text it is not said.

Whatever counts years or money is seen, rough words (三四年前, 十余万元) as well as figures: each of them is finer
than a band, or says what was left out. Words without a number (多年, 若干) stay.
"""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.spans import Hit, HitKind, Origin
from listings.anonymisation.spelling import half_width

# From where a number begins, and no longer than one is: a text that is one long number costs no more than another.
_WRITTEN = "〇零一二两三四五六七八九十百千万亿半"
_FIGURES = rf"(?<![0-9])[0-9][0-9,.]{{0,15}}|(?<![{_WRITTEN}])[{_WRITTEN}]{{1,16}}|数|几|好几|十几|几十|上"
_YEARS = re.compile(
    rf"第?(?:{_FIGURES})(?:多|余|来|几)?(?:十|百)?(?:多|余)?(?:个)?(?:年(?!级|度|年|初|末|底)多?|载)"
    rf"|(?:大前|前|去)年|(?:{_FIGURES})个?月(?:前|来|多)"
)
_MONEY = re.compile(rf"(?:{_FIGURES})(?:多|余|来|几)?(?:十|百|千|万|亿)*(?:多|余)?\s*(?:万元|元|块钱|块|圆)")
_ROUND = re.compile(
    rf"(?:{_FIGURES})(?:多|余|来|几)?(?:十|百|千)*(?:万|亿)(?:余|多)?(?![亩人只头户株棵斤吨里平次匹峰张份册字块公])"
)
_NOT_MEASURED = re.compile(
    "[哪头第每某]一?年|一年比一年|一年一度|百年|千年|半年报|万一|千万[要别不]|万分|万事|万般|千家万户|万元户"
    "|一块(?!钱)|几块(?!钱)|两块(?!钱)|[三四五六]块地"
)
SURE = 0.9


def measures_told(text: str) -> list[str]:
    """Every place of a text that says how long or how much, in its own words, in order."""
    return [text[hit.start : hit.end] for hit in measures(text)]


def measures(text: str) -> list[Hit]:
    """The same as hits, for a proposal: a date for what tells time, an amount for what tells money."""
    # Same length throughout, so that every place stays where it was.
    plain = _NOT_MEASURED.sub(lambda match: "□" * len(match.group()), half_width(text))
    found = [
        *_of(HitKind.DATE, _YEARS, plain),
        *_of(HitKind.AMOUNT, _MONEY, plain),
        *_of(HitKind.AMOUNT, _ROUND, plain),
    ]
    return sorted(found, key=lambda hit: hit.start)


def _of(kind: HitKind, pattern: re.Pattern[str], plain: str) -> Iterator[Hit]:
    for match in pattern.finditer(plain):
        yield Hit(match.start(), match.end(), kind, SURE, Origin.RECOGNISER, reasons.BESIDE_THE_TEXT)
