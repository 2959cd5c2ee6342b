"""Chinese has no spaces: a name that is known by its ending is followed back to where it must have begun."""

import re
from collections.abc import Iterable

from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.spelling import CHINESE_DIGITS, is_han

# With these before it, 和 or 来 is part of a Mongolian place name: 呼和, 伊和, 布和, 达来, 陶来.
_WITHIN_A_NAME = {
    "和": "呼伊布苏朝蒙孟扎道",
    "来": "达陶浩满特",
    "到": "",
    "都": "那满敦",
    "把": "",
    "向": "",
    "上": "",
    "为": "",
    "前": "克鄂",
}
_STOPS = frozenset(
    "的在是到为与和从由将把被于住去回来至该本我他她它们同及跟对让给因位属了等某各全每向就都也又还要说称找请问告诉欠给经过这那其并且而但或即如若则往"
    "着得地所以之者吗呢吧啊被后前时里内外中下间租买卖借"
)
_BEFORE = re.compile("|".join(sorted(lexicon("words_before"), key=lambda word: (-len(word), word))))
_REGIONS = Prefixes(lexicon("public_regions"))
_ABOVE = ("嘎查", "镇", "苏木", "乡", "旗", "县", "市", "区", "街道")


def begins_at(text: str, end: int, longest: int) -> int:
    """Where a name that ends at `end` begins, at most so many characters before."""
    start = end
    while start > 0 and end - start < longest and is_han(text[start - 1]) and not _stops(text, start - 1):
        start -= 1
    return max((word.end() for word in _BEFORE.finditer(text, start, end)), default=start)


def _stops(text: str, place: int) -> bool:
    before = text[place - 1] if place else ""
    if text[place] in "年月日号" and (before.isdecimal() or before in CHINESE_DIGITS or before in "去今当前后同次本十"):
        return True
    if text[place] not in _STOPS:
        return False
    return before == "" or before not in _WITHIN_A_NAME.get(text[place], "")


def below_regions(text: str, start: int, end: int) -> int:
    """The same beginning without the regions that may be named: 鄂托克前旗昂素镇巴彦希泊日 begins at 巴彦."""
    moved = True
    while moved and start < end:
        moved = False
        region = _REGIONS.longest_at(text, start)
        if region is not None and start + len(region) < end:
            start, moved = start + len(region), True
    cut = max(
        (text.rfind(level, start, end - 1) + len(level) for level in _ABOVE if _parts(text, level, start, end)),
        default=0,
    )
    return max(start, cut)


def _parts(text: str, level: str, start: int, end: int) -> bool:
    """Whether this word divides a region from what is below it, and is no part of 小区 or 社区."""
    at = text.rfind(level, start, end - 1)
    if at <= start:
        return False
    return not (level == "区" and text[at - 1] in "小社园牧库")


def is_ordinary(stem: str, words: Iterable[frozenset[str]]) -> bool:
    """Whether a stem names nothing by itself."""
    return any(stem in group for group in words)
