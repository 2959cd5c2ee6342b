"""Organisations by their endings. Departments of the government are public bodies and stay."""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.recognisers.walking import begins_at
from listings.anonymisation.spans import Hit, HitKind
from listings.anonymisation.spelling import half_width

LONGEST_NAME = 28
SHORTEST_REGION = 3
_ENDING = re.compile(
    r"(?:股份有限责任|股份有限|有限责任|集团有限|有限)?公司(?:[\u4e00-\u9fff]{2,6}分公司)?|集团(?!军|内|性)|(?:农牧民|农民|牧民|农牧业)?(?:专业|股份|股份经济|经济)?合作社(?:联合社)?|联合社|合伙企业"
    r"|家庭牧场|家庭农场|养殖场|养殖基地|种植基地|农场|牧场|林场|采石场|砂石场|石料厂|加工厂|砖厂|电厂|水泥厂|化工厂|煤矿|铁矿|矿业|[\u4e00-\u9fff]厂(?!房|长|区|子|商|家|里)"
    r"|加油站|修理厂|汽修厂|洗车行|饭店|饭馆|餐馆|酒店|宾馆|旅店|商店|药店|超市|商行|商场|门市部|门市|经营部|服务部|工作室|事务所|诊所|分店"
    r"|幼儿园|小学(?!生|时|毕)|中学(?!生|时|毕)|职业学校|学校|学院|医院|卫生院|卫生室|工程队|施工队|建筑队|运输队|项目部|信用社|村镇银行|俱乐部|协会|商会|(?:理发|美发|餐饮|火锅|烤肉|烧烤|五金|便利|家电|手机|服装|建材|水果|肉|面|粮油|批发|修车|轮胎|养生|茶)店|维修部|修理部|批发部"
    r"|配送部|收购部|收购站|回收站|劳务队|安装队|装修队|(?:运煤|拉煤|运输|货运|出租)?车队(?!长)|(?:火锅|家居|家具|建材|电器|美食|烧烤|汽车)城|健身馆|棋牌室"
    r"|(?:面|茶|拳|照相|烤肉)馆|美容院|饭庄|气站|经销处|经销部|养老服务中心|二手车行|车行|检测技术研究院|工程部|种业|敬老院|养老院|浴池|洗浴|网吧|驾校|托管班|培训班|度假村|农家乐|牧家乐|酒庄|草业|酒业|煤业|物流园|工业园"
)
_GENERIC = re.compile(
    r"^(?:这|那|某|该|本|一|两|三|几|多|各|另|此|其|我|他|她|家|个|所|座|处|间|小|大|新|老|旧|私人|个体|民营|国有|集体|当地|附近|本地|外地|有关|相关|同一|上述|上级|自己|自家|开|办|建|村|镇|旗|嘎查|乡|市|县|中心|人民|农牧民|农民|牧民|专业|有限|责任|股份)+$"
)
# 镇上开饭馆, 街上开蒙餐馆: what somebody runs, and no name of it.
_RUN_THERE = re.compile("(?:^|[上里内边外])开(?:设|办)?(?:蒙|汉|清真)?$")
_REGIONS = Prefixes(lexicon("public_regions"))


def organisations(text: str) -> Iterator[Hit]:
    """Companies, cooperatives, works, shops, mines, schools, clinics: whoever has a name of its own."""
    plain = half_width(text)
    for ending in _ENDING.finditer(plain):
        cut = 1 if ending.group().endswith("厂") and len(ending.group()) == 2 else 0
        start = begins_at(plain, ending.start() + cut, LONGEST_NAME)
        start = _from_its_region(plain, start, ending.start())
        if _has_a_name(plain[start : ending.start() + cut]):
            yield found(start, ending.end(), HitKind.ORGANISATION, reasons.ORGANISATION, 0.9)


def _from_its_region(text: str, start: int, end: int) -> int:
    """A full name begins with its region: 承揽鄂托克前旗恒泰 begins at 鄂托克前旗."""
    places = (place for place in range(start, end) if len(_REGIONS.longest_at(text, place) or "") >= SHORTEST_REGION)
    return next(places, start)


def _has_a_name(stem: str) -> bool:
    """Whether anything is left when regions, trades and words that fit any organisation are taken away."""
    if _RUN_THERE.search(stem):
        return False
    place, rest = 0, ""
    while place < len(stem):
        region = _REGIONS.longest_at(stem, place)
        if region is None or rest:
            rest = stem[place:]
            break
        place += len(region)
    while (shorter := _without_trade(rest)) != rest:
        rest = shorter
    return len(rest) >= 2 and "某" not in rest and not _GENERIC.match(rest)


def _without_trade(stem: str) -> str:
    for length in range(min(6, len(stem)), 1, -1):
        if stem[-length:] in lexicon("industries"):
            return stem[:-length]
    return stem
