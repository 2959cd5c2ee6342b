"""Mongolian names have no surname: people are called by a part of theirs, and whoever says it means them.

巴图 in 独眼巴图, 大巴图 and 巴图家 is 巴图孟克. A part of two characters or more is binding where the name comes apart
there, unless it is an ordinary word (乌兰, 巴音, 青山); elsewhere, within another's longer name (宝音图), in a place
(巴图湾) or across the words of a sentence (已送达来访人), it is possible.
"""

import re
from collections.abc import Iterator
from functools import cache

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import lexicon
from listings.anonymisation.spelling import plain
from listings.anonymisation.variant import POSSIBLE, Variant

SHORTEST_PART = 2
_SURNAMES = frozenset("包白吴王李陈席金马韩何宝齐梁康鲍赵张刘萨卜海高武陶佟云")
_FAMILIAR = "老小大阿"
_PLACES = (
    "镇",
    "苏木",
    "乡",
    "旗",
    "县",
    "市",
    "盟",
    "嘎查",
    "村",
    "淖尔",
    "淖",
    "陶勒盖",
    "希里",
    "高勒",
    "音",
    "井",
    "庙",
    "湾",
    "水库",
    "河",
    "滩",
    "湖",
    "海子",
    "图书馆",
)
_OF_A_LONGER_NAME = {
    "门": "门(?![口前外里边后旁市])",
    "图": "图(?!谋|便宜|省|方便|财|钱|利)",
}  # not 朝鲁门口, 宝音图便宜
_OF_A_WORD = {
    "那顺": "便|序|利(?!用|息|益|润)|手(?![里上中])|路(?![过上])|着|延|应(?!当|该|付)|道(?!歉)",
    "都冷": "静|淡|漠|清|冰|得",
}
_ENDS_A_WORD = {"达": "送到表转发抵传直"}  # 已送达|来访人
# Characters that go on with a name, or with which one before it ends; ordinary texts have them rarely.
OF_NAMES = "".join(sorted(lexicon("mongolian_characters") - lexicon("mongolian_common_characters")))


def mongolian_variants(name: str) -> Iterator[Variant]:
    """The parts of a name in plain spelling, alone and with 老 or 小 before them."""
    if name[0] in _SURNAMES and len(name) > SHORTEST_PART + 1:
        yield Variant(name[1:], reasons.OWN_NAME_PART)
    for place in range(1, len(name) - 1):
        yield from _last_part(name[place:], name[:place])
    for place in range(SHORTEST_PART, len(name) - 1):
        yield from _first_part(name[:place], name[place:])


def turned_variants(name: str) -> Iterator[Variant]:
    """巴雅尔额尔敦 of 额尔敦巴雅尔 (plain): who puts the other part first means the same person.

    Two ordinary words one after the other (青山巴音) may be no name, and are possible.
    """
    for place in range(SHORTEST_PART, len(name) - 1):
        first, last = name[:place], name[place:]
        if first in _known() or last in _known():
            turned = last + first
            if not _ordinary().issuperset((first, last)):
                apart = OF_NAMES + _ENDS_A_WORD.get(last[0], "")
                yield Variant(turned, reasons.OWN_TURNED, not_after=apart, not_before=goes_on())
            yield Variant(turned, reasons.OWN_TURNED, POSSIBLE)


def _last_part(part: str, before: str) -> Iterator[Variant]:
    if part in _known() or before in _known():
        yield from _called(part)


def _first_part(part: str, after: str) -> Iterator[Variant]:
    """都冷 of 都冷达来, whether or not the lexicon knows it."""
    if part in _known() or after in _known():
        yield from _called(part)
    else:
        yield Variant(part, reasons.OWN_NAME_PART, POSSIBLE, starts_word=True)


def _called(part: str) -> Iterator[Variant]:
    if part not in _ordinary():
        apart, unless = OF_NAMES + _ENDS_A_WORD.get(part[0], ""), _goes_on_as_a_word(part)
        yield Variant(part, reasons.OWN_NAME_PART, not_after=apart, not_before=goes_on(), unless=unless)
        for familiar in _FAMILIAR:
            yield Variant(familiar + part, reasons.OWN_ADDRESSED, not_before=goes_on())
    yield Variant(part, reasons.OWN_NAME_PART, POSSIBLE)


def _goes_on_as_a_word(part: str) -> re.Pattern[str] | None:
    """Another's name that begins with the part, 朝鲁门, or words that do, 那顺便; None where nothing is known to."""
    words = [word for last, word in _OF_A_LONGER_NAME.items() if part + last in _known()]
    words += [_OF_A_WORD[part]] if part in _OF_A_WORD else []
    return re.compile(rf"{part}(?:{'|'.join(words)})") if words else None


@cache
def _known() -> frozenset[str]:
    return frozenset(plain(part) for part in lexicon("mongolian_names"))


@cache
def _ordinary() -> frozenset[str]:
    names = ("mongolian_ordinary", "given_ordinary", "public_regions", "no_names", "org_ordinary", "villages_ordinary")
    return frozenset(plain(word) for name in names for word in lexicon(name))


@cache
def goes_on() -> tuple[str, ...]:
    """What makes of a part another's name or a place, where it follows: 巴图巴雅尔, 乌日图嘎查."""
    return (*_PLACES, *_known(), *OF_NAMES)
