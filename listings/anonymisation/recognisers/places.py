"""Places below the town: gachas, villages, groups, residential quarters, buildings, rooms."""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import lexicon
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.recognisers.walking import begins_at, below_regions
from listings.anonymisation.spans import Hit, HitKind
from listings.anonymisation.spelling import half_width

LONGEST_NAME = 10
_N = r"(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,4}|[甲乙丙丁东西南北A-Za-z])"
_VILLAGE_END = re.compile(r"嘎查|行政村|自然村|社区|村(?!民|里|镇|干|务|集体|规|级|企|史|屯|庄)")
_SUB_VILLAGE = re.compile(
    rf"\s?(?:第?{_N}(?:农牧业社|牧业社|村民小组|小组|社|组|队))(?:\s?{_N}\s?(?:号|户))?|\s?{_N}\s?号(?!文)"
)
_QUARTER_END = re.compile(
    r"小区|花园|家园|佳苑|嘉园|嘉苑|新苑|雅苑|公寓|新村|住宅楼|家属楼|家属院|平房区|移民区|棚户区"
)
_STREET_END = re.compile(rf"(?:大街|街|大道|路|巷|胡同)(?={_N}\s?号)")
_BUILDING = re.compile(
    rf"\s?(?:(?:[A-Za-z]区)?{_N}\s?(?:号楼|栋|幢|#楼|座楼|#)\s?)?(?:{_N}\s?单元\s?)?(?:{_N}\s?层\s?)?(?:{_N}\s?(?:室|户|号(?!楼|文)))?"
)
_ALONE = re.compile(
    rf"(?<![0-9一二三四五六七八九十A-Za-z])(?:{_N}\s?(?:号楼|栋|幢)\s?(?:{_N}\s?单元\s?)?(?:{_N}\s?层\s?)?(?:[0-9]{{1,5}}\s?(?:室|号|户)?)?"
    rf"|{_N}\s?单元\s?(?:[0-9]{{1,5}}\s?(?:室|号|户)?)?|[0-9]{{3,4}}室|门牌(?:号)?[:为是]?\s?{_N}号?)"
)
_GROUP_ALONE = re.compile(
    rf"(?<![0-9一二三四五六七八九十第])(?:第?(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}))(?:农牧业社|牧业社|村民小组|社|组)(?:\s?{_N}号|\s?{_N}户)?(?=村民|牧民|社员|农户|农民|住户|的|[，。；、,;\s]|$)"
)


def places(text: str) -> Iterator[Hit]:
    """Villages with what follows them, quarters and streets with their numbers, and such numbers alone."""
    plain = half_width(text)
    yield from _villages(plain)
    yield from _quarters(plain)
    for pattern, confidence in ((_ALONE, 0.8), (_GROUP_ALONE, 0.7)):
        for match in pattern.finditer(plain):
            yield found(*match.span(), HitKind.ADDRESS, reasons.BELOW_TOWN, confidence)


def _villages(text: str) -> Iterator[Hit]:
    for ending in _VILLAGE_END.finditer(text):
        start = begins_at(text, ending.start(), LONGEST_NAME)
        start = below_regions(text, start, ending.start())
        rest = _SUB_VILLAGE.match(text, ending.end())
        stem = text[start : ending.start()]
        if len(stem) >= 2 and stem not in lexicon("villages_ordinary") and "嘎查" not in stem:
            yield found(start, ending.end(), HitKind.VILLAGE, reasons.VILLAGE, 0.9)
        if rest and rest.end() > rest.start():
            yield found(ending.end(), rest.end(), HitKind.ADDRESS, reasons.BELOW_TOWN, 0.9)


def _quarters(text: str) -> Iterator[Hit]:
    for pattern in (_QUARTER_END, _STREET_END):
        for ending in pattern.finditer(text):
            start = below_regions(text, begins_at(text, ending.start(), 8), ending.start())
            rest = _BUILDING.match(text, ending.end())
            end = max(ending.end(), rest.end() if rest else 0)
            stem = text[start : ending.start()]
            if (len(stem) >= 2 and stem not in lexicon("industries")) or end > ending.end():
                yield found(start, end, HitKind.ADDRESS, reasons.BELOW_TOWN, 0.9)
