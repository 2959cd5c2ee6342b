"""Places below the town: gachas, villages, groups, residential quarters, streets, buildings, rooms, shops, plots.

An address is a head (a village, a quarter, a street) and the parts that follow it, however many and however they are
written; such parts are seen alone too. What is a place only because somebody lives there stands in homes.py.
"""

import re
from collections.abc import Iterable, Iterator

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.recognisers.said_of_places import is_said_of_one, may_be_said_of_one, named_from
from listings.anonymisation.recognisers.walking import begins_at, below_regions
from listings.anonymisation.segmenting import is_everyday
from listings.anonymisation.spans import DOUBTFUL, Hit, HitKind
from listings.anonymisation.spelling import half_width

LONGEST_NAME = 10
SHORTEST_STEM = 2
_LEVEL = re.compile("(?:嘎查|行政村|自然村|社区|村民小组|村)$")
_CHINESE = "零〇一二三四五六七八九十百"
_N = rf"(?:[0-9]{{1,5}}(?:[\-—][0-9]{{1,4}})?|[{_CHINESE}]{{1,5}}|[甲乙丙丁东西南北A-Za-z])"
_SIDE = "(?:(?:东|西|南|北|中|前|后|左|右){1,2})"
_VILLAGE_END = re.compile(
    r"嘎查|行政村|自然村|社区|村民小组(?!长)|村(?!民|里|镇|干|务|集体|规|级|企|史|屯|庄|医|道|口|头|庙)|独贵龙|牧业队|移民村|居委会|居民委员会"
)
_VILLAGE_WITHIN_A_WORD = re.compile("村(?=民(?!小组)|里|道|口|头|委|干部)")
_COUNTED = re.compile(rf"[\s,，(]{{0,2}}第?{_N}\s?(?:农牧业社|牧业社|村民小组|小组|社|组|队|号)")
_OF_A_TOWN = ("居委会", "居民委员会")  # a body too, which a text may name
_GROUP = (
    "(?:农牧业社|牧业社|农业社|村民小组|牧民小组|居民小组|农牧民小组|小组|小队|独贵龙|浩特|社|组|队|片区|片|分场|连)"
)
_NAMED_GROUP = (
    r"[^\W0-9A-Za-z的与和在是有到为由被将把及某该本]{1,5}?(?:(?<!合作)社(?!会|保|区|长|员|团)|村民小组|牧民小组|(?<![导作解督财查])小组(?!长)|(?<![作工输逻艺察查业防])队(?!长|员|伍)"
    r"|独贵龙|艾里|浩特|屯|自然村|组(?!长|织|员|成))"
)
_DOOR = (
    rf"(?:门牌)?(?:{_SIDE})?第?{_N}\s?(?:号院|号房|号铺|号商铺|号门店|号门面|号门市|号底商|号车库|号摊位|号平房"
    rf"|号厂房|号库|户|院|排(?:\s?{_N}\s?(?:号|户|栋|间))?|巷(?:\s?{_N}\s?号)?|弄|号(?!文|线|令|机|井|以|前|后|起"
    r"|左|上|下|到|止))"
)
_LANDMARK = (  # 敖包梁, 水库坝头, 老队部旁边第二家
    r"[^\W0-9A-Za-z的与和在是有到为由被将把及某该本打修建挖租买卖]{1,5}?(?:梁|滩|湾|沟|坝头|坝|井|渠|圪旦|旧址|院内|院里|老?队部|路口|[东西南北]口|[东西南北]岸)"
    rf"(?:旁边|对面|隔壁|后头|后面|前面|[东西南北](?:侧|边|面)?)?(?:第?{_N}(?:家|户|排))?"
)
_WITHIN_VILLAGE = re.compile(
    rf"(?:[\s,，]?\(?(?:(?:牧业|农业|农牧)?第?{_N}\s?{_GROUP}|{_SIDE}{_GROUP}|{_DOOR}|{_SIDE}(?:头|侧|边|面|街|巷|口)|{_NAMED_GROUP}|{_LANDMARK})\)?){{1,8}}"
)
_QUARTER_END = re.compile(
    r"小区|花园|家园|佳苑|嘉园|嘉苑|新苑|雅苑|公寓|新村|住宅楼|家属楼|家属院|平房区|移民区|棚户区"
)
_QUARTER_OF_A_KIND = re.compile(
    r"安置区|安居楼|廉租房|公租房|安置点|移民点|别墅区?|公馆|华府|名苑|名城|名都|豪庭|丽景|生活区|家属区|宿舍楼?|职工楼"
    r"|单身楼|集资楼|安居苑|新居|新区(?=\s?[0-9])|汽车城|[^公艺]苑(?=[，。；、,;)）\n]|$)|住宅区|商住楼|综合楼|写字楼|商业街|步行街|移民新区|工业园区|物流园区?"
)
_NAMED_WITH_A_BUILDING = re.compile(
    rf"(?:大厦|广场|大楼|市场|园区|厂区|矿区|商城|商厦|国际|园|苑|院|庭|城|府|居|里|湾|坊|楼|期)(?=\s?(?:[A-Za-z]区|{_SIDE}区|[{_CHINESE}0-9]期)?\s?{_N}\s?(?:号楼|栋|幢|座|单元|#|号商铺|号铺|层|室|号摊位|排|巷))|(?:市场|园区|厂区|矿区|大厦|广场|商城)(?=\s?(?:[A-Za-z]区|{_SIDE}区)?\s?{_N}\s?号)"
)
_BY_ROOM = re.compile(  # 祥瑞苑2-4-202, 锦华苑B区11-2-402
    r"(?<=[\u4e00-\u9fff])(?=\s?(?:[A-Za-z东西南北]区\s?)?[0-9]{1,2}[\-—][0-9]{1,2}[\-—][0-9]{3,4}(?![0-9\-]))"
)
_STREET = r"(?:大街|街道|街|大道|路|巷|胡同|弄|国道|省道|县道|公路)"
_STREET_END = re.compile(
    rf"{_STREET}(?=内?(?:{_SIDE}|(?:{_SIDE})?[段侧头口端])?\s?(?:路{_SIDE}|街{_SIDE})?\s?(?:门牌)?第?{_N}\s?(?:号|弄|栋|幢|排|院|巷|#))"
)
_STREET_SIDE = rf"(?:{_SIDE}[段侧头口端]?|(?:{_SIDE})?[段侧头口端])?\s?(?:路{_SIDE}|街{_SIDE})?\s?"
_FLOOR = rf"(?:负?{_N}|底|顶)\s?(?:层|楼(?!房|上|下|梯|道|顶|板|盘))"
_ROOM = rf"{_N}\s?(?:室|户|号(?!楼|文|线)|房(?!间|屋|子|产|租|东|主|价|款))"
_BUILDING_PARTS = (
    rf"(?:[\s,，]?(?:[A-Za-z]?[0-9]{{1,2}}[\-—][0-9]{{1,2}}[\-—][0-9]{{3,4}}|{_N}[、,]{_N}\s?(?:号楼|栋|幢|单元)|(?:[A-Za-z]|{_SIDE}|{_N})区|{_N}期|{_N}\s?(?:号楼|栋|幢|#楼?|座楼?|号院|排)|{_N}\s?单元|{_FLOOR}"
    rf"|(?:{_SIDE})?(?:户|门)(?![口前头])|{_DOOR}|{_ROOM}|[0-9]{{1,3}}(?:[\-—][0-9]{{1,4}}){{1,3}}(?:室|号)?|[0-9]{{3,4}}(?![0-9年元亩米])|(?<=[元层楼])[一二三四五六七八九][〇零○一二三四五六七八九]{{2,3}}"
    r"|(?:号)?(?:商铺|底商|车库|门市|门面|门店|库房|平房|地下室|储藏室|车位)[0-9]{0,4}(?:号)?)){1,12}"
)
_BUILDING = re.compile(_BUILDING_PARTS)
_ON_STREET = re.compile(rf"内?{_STREET_SIDE}(?:{_BUILDING_PARTS})?")
_ALONE = re.compile(
    rf"(?<![0-9{_CHINESE}A-Za-z\-])(?:(?:[A-Za-z]区\s?)?{_N}\s?(?:号楼|栋|幢|#楼|座楼)\s?(?:{_BUILDING_PARTS})?"
    rf"|{_N}\s?单元\s?(?:{_BUILDING_PARTS})?|[0-9]{{3,4}}室|门牌(?:号(?:码)?)?[:为是]?\s?{_N}号?|(?:{_SIDE})?第?{_N}巷\s?{_N}\s?号|(?:东|西|南|北)区\s?{_N}\s?(?:号|排|栋)|(?:{_SIDE})?第?{_N}排\s?{_N}\s?(?:号|户|间|栋)"
    rf"|{_N}\s?(?:号院|号平房|号商铺|号铺面|号底商|号门市房?|号门面房?|号摊位|号车库)(?:\s?(?:{_BUILDING_PARTS}))?)"
)
_GROUP_ALONE = re.compile(
    rf"(?<![0-9{_CHINESE}第])(?:第?(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}))\s?(?:农牧业社|牧业社|农业社|村民小组|牧民小组|小组(?!长|成|赛|讨|会)|独贵龙|浩特|社(?!会|保|区|长|员|团|交|论)|组(?!长|织|成|合|件|照|数|人|员|装|团|建|词|别)|队(?!长|员|伍))"
    rf"(?:\s?{_N}\s?号(?!文)|\s?{_N}\s?户)?"
)
_FIRST_OF_ITS_KIND = re.compile("^(?:一|二|三|四|五|六|七|八|九|十)(?:组|队)$")
_AFTER_A_GROUP = re.compile(
    r"那边|那儿|那头|这边|附近|一带|村民|牧民|社员|人(?!员)|农户|农民|住户|的|牧户|境内|集体|与|和|[，。；、,;\s)）]|[0-9一二三四五六七八九十]{1,3}[社组队]|$"
)
_STREET_ALONE = re.compile(
    rf"(?:大街|大道|路|街|巷|胡同)(?=(?:东|西|南|北|中)?[侧段头端边面](?!面)|[东西南北](?![0-9{_CHINESE}])|附近|路口|口|旁|上|与[\u4e00-\u9fff]{{2,6}}[街路]|交叉|交汇|[，。、,的)）]|$)"
)
_BESIDE = re.compile(r"[东西南北中]{1,2}[侧段头端边角](?:路口|交叉口|交汇处)?|路口|交叉口|交汇处")
_NO_STREET = re.compile(
    r"(?:公|马|道|铁|网|思|门|半|一|沿|走|修|高速|柏油|水泥|砂石|土|村|牧|便|大|小|老|新|这条|那条|出|退|后|前|生|活|线|电|水|油|销|套|上|让|问|带|赶|过|逛|同|顺|绕|弯|死|乡间|进场|田间|作业|砂|沙)$"
)
_HAS_A_HEAD = re.compile("嘎查|村|社区|小区|[社组队]$")
_REGIONS = Prefixes(lexicon("public_regions"))


def places(text: str) -> Iterator[Hit]:
    """Villages with what follows them, quarters and streets with their numbers, and such numbers alone."""
    plain = half_width(text)
    yield from _villages(plain)
    yield from _village_words(plain)
    yield from _quarters(plain)
    for alone in _ALONE.finditer(plain):
        yield found(*alone.span(), HitKind.ADDRESS, reasons.BELOW_TOWN, 0.8)
    for group in _GROUP_ALONE.finditer(plain):
        after, counted = _AFTER_A_GROUP.match(plain, group.end()), _FIRST_OF_ITS_KIND.match(group.group())
        sure = after is not None and not (counted and after.group() in ("与", "和"))  # 一组和二组之间
        if after or not counted:
            yield found(*group.span(), HitKind.ADDRESS, reasons.BELOW_TOWN, 0.7 if sure else DOUBTFUL)
        yield from _named(plain, group.start(), group.end())
    for street in _STREET_ALONE.finditer(plain):
        if not _NO_STREET.search(plain, max(0, street.start() - 4), street.start()):
            yield from _named(plain, street.start(), _end_of_the_street(plain, street.end()))


def stems_again(text: str, villages: Iterable[Hit]) -> Iterator[Hit]:
    """Every place of a village's name without its 嘎查 or 村, once the text has named it whole."""
    stems = {_LEVEL.sub("", text[hit.start : hit.end]) for hit in villages if hit.kind is HitKind.VILLAGE}
    for stem in stems:
        if len(stem) >= SHORTEST_STEM and not is_everyday(stem) and _REGIONS.longest_at(stem, 0) != stem:
            for found_again in re.finditer(re.escape(stem) + "(?!镇|苏木|乡|旗|嘎查|村|社区)", text):
                yield found(*found_again.span(), HitKind.ADDRESS, reasons.VILLAGE, DOUBTFUL)


def _named(text: str, at: int, end: int) -> Iterator[Hit]:
    """What stands before a group or a street and may be its village or its name: 黄海子三组, 府前路."""
    start = below_regions(text, begins_at(text, at, 6), at)
    stem = text[start:at]
    if len(stem) >= 2 and stem not in lexicon("villages_ordinary") and not _HAS_A_HEAD.search(stem):
        yield found(start, end, HitKind.ADDRESS, reasons.BELOW_TOWN, DOUBTFUL)


def _end_of_the_street(text: str, at: int) -> int:
    """With which side or end of it is meant: 府前路中段."""
    beside = _BESIDE.match(text, at)
    return beside.end() if beside else at


def _villages(text: str) -> Iterator[Hit]:
    for ending in _VILLAGE_END.finditer(text):
        start = begins_at(text, ending.start(), LONGEST_NAME)
        start = named_from(text, below_regions(text, start, ending.start()), ending.start())
        rest = _WITHIN_VILLAGE.match(text, ending.end())
        stem = text[start : ending.start()]
        named = len(stem) >= 2 and "嘎查" not in stem and not is_said_of_one(stem)
        if named:
            sure = DOUBTFUL if ending.group() in _OF_A_TOWN or may_be_said_of_one(stem) else 0.9
            yield found(start, ending.end(), HitKind.VILLAGE, reasons.VILLAGE, sure)
        if rest and rest.end() > rest.start():
            sure = 0.9 if named or _COUNTED.match(text, rest.start()) else DOUBTFUL  # 本村调解小组 is no place
            yield found(ending.end(), rest.end(), HitKind.ADDRESS, reasons.BELOW_TOWN, sure)


def _village_words(text: str) -> Iterator[Hit]:
    """白土梁村口, 白土梁村民: the village is named within a word that usually names none."""
    for ending in _VILLAGE_WITHIN_A_WORD.finditer(text):
        start = begins_at(text, ending.start(), 6)
        start = named_from(text, below_regions(text, start, ending.start()), ending.start())
        stem = text[start : ending.start()]
        everyday = any(is_everyday(stem[-length:]) for length in (2, 3, 4) if len(stem) >= length)
        if len(stem) >= SHORTEST_STEM and not everyday and not is_said_of_one(stem):
            yield found(start, ending.end(), HitKind.VILLAGE, reasons.VILLAGE, DOUBTFUL)


def _quarters(text: str) -> Iterator[Hit]:
    for pattern, following, sure in (
        (_QUARTER_END, _BUILDING, 0.9), (_STREET_END, _ON_STREET, 0.9), (_QUARTER_OF_A_KIND, _BUILDING, DOUBTFUL),
        (_NAMED_WITH_A_BUILDING, _BUILDING, DOUBTFUL), (_BY_ROOM, _BUILDING, 0.9),
    ):  # fmt: skip
        for ending in pattern.finditer(text):
            start = below_regions(text, begins_at(text, ending.start(), 8), ending.start())
            start = named_from(text, start, ending.start())
            rest = following.match(text, ending.end())
            end = max(ending.end(), rest.end() if rest else 0)
            stem = text[start : ending.start()]
            named = len(stem) >= 2 and stem not in lexicon("industries") and not is_said_of_one(stem)
            if named:
                sureness = DOUBTFUL if end == ending.end() and may_be_said_of_one(stem) else sure
                yield found(start, end, HitKind.ADDRESS, reasons.BELOW_TOWN, sureness)
            elif end > ending.end():
                unnamed = ending.start() if is_said_of_one(stem) else start
                yield found(unnamed, end, HitKind.ADDRESS, reasons.BELOW_TOWN, sure)
