"""Chinese has no spaces: a name that is known by its ending is followed back to where it must have begun.

A word such as 和 or 前 parts a name from what stands before it, unless it is how the name itself begins (和平村,
前进嘎查): there a name that would be too short without it, or a pair that names are made of, keeps it. What is cut
off at the front must leave a name behind. One character too many in a proposal is seen; one too few is a leak.
"""

import re

from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.spelling import CHINESE_DIGITS, is_han

SHORTEST_NAME = 2
# With these before it, 和 or 来 is part of a name: 呼和, 伊和, 布和, 达来, 陶来, 福来.
_WITHIN_A_NAME = {
    "和": "呼伊布苏朝蒙孟扎道额祥仁谐义泰鑫永盛德",
    "来": "达陶浩满特福喜鑫客春旺财运悦东",
    "都": "那满敦名丰京温苏陶日呼",
    "前": "克鄂府门楼桥站院",
    "全": "福万德安",
    "同": "大共乐",
    "中": "华",
    "里": "希千百公邻苏一二三四五六七八九十",
    "得": "利福仁",
    "其": "召勒尔嘎日",
}
# With these after it, the word is how a name begins.
_BEGINS_A_NAME = {
    "和": "平谐顺美睦兴润泰信盛源利丰悦景佳苑雅府园",
    "那": "日林仁木拉布音荣",
    "同": "心乐兴创德福盛发利泰济和源",
    "向": "阳荣东前",
    "前": "进程锦锋哨海沟河湾滩梁",
    "后": "沟河湾滩梁",
    "里": "湾沟",
    "下": "沟湾河滩海梁",
    "外": "沟湾贸",
    "全": "盛胜福聚顺兴泰友",
    "中": "天旭兴泰建信铁瑞盛石国联通油煤能蒙电化水交冶心",
    "来": "福财喜旺宝顺运",
    "得": "利胜意力",
    "经": "纬",
    "内": "蒙",
    "都": "市",
    "于": "家",
    "又": "一",
    "至": "诚善信",
    "自": "强立",
}
_STOPS = frozenset(
    "的在是到为与和从由将把被于住去回来至该本我他她它们同及跟对让给因位属了等某各全每向就都也又还要说称找请问告诉欠给经过这那其并且而但或即如若则往"
    "着得所以之者吗呢吧啊被后前时里内外中下间租买卖借"
)
_MAY_BEGIN_A_NAME = frozenset("前后里内外中下间得向和来同全")
_ENDS_A_REGION = frozenset("镇旗木乡市区县盟")
_BEFORE = re.compile("|".join(sorted(lexicon("words_before"), key=lambda word: (-len(word), word))))
_ALSO_IN_NAMES = frozenset(("呼和", "敖包", "哈达", "蒙古", "成吉思汗"))  # 呼和淖尔嘎查, 敖包音乌素嘎查
_REGIONS = Prefixes(lexicon("public_regions") - _ALSO_IN_NAMES)
_ABOVE = ("嘎查", "镇", "苏木", "乡", "旗", "县", "市", "区", "街道")
_BRACKETED_PART = re.compile(r"[\u4e00-\u9fff]\([\u4e00-\u9fff]{2,8}\)$")


def begins_at(text: str, end: int, longest: int) -> int:
    """Where a name that ends at `end` begins, at most so many characters before; brackets within it are part of it."""
    start = end
    while start > 0 and end - start < longest:
        if is_han(text[start - 1]) and not _stops(text, start - 1, end):
            start -= 1
        elif text[start - 1] == ")" and (part := _BRACKETED_PART.search(text, max(0, start - 11), start)):
            start = part.start() + 1
        else:
            break
    if start and _would_begin(text, start - 1, start, end):
        start -= 1
    elif start > 1 and text[start - 1] == "和" and _is_alone(text, start - 2):
        start -= 2
    cuts = (word.end() for word in _BEFORE.finditer(text, start, end))
    return max((cut for cut in cuts if end - cut >= SHORTEST_NAME), default=start)


def after_words_before(word: str) -> int:
    """Where a name goes on behind the words with which this begins and which are no part of a name."""
    start = 0
    while (before := _BEFORE.match(word, start)) and len(word) - before.end() >= SHORTEST_NAME:
        start = before.end()
    return start


def _would_begin(text: str, place: int, start: int, end: int) -> bool:
    """Whether a word that parts names is itself the beginning of one here: a region, a stop or nothing is before it."""
    before = text[place - 1] if place else ""
    if text[place] == "那" and before in _ENDS_A_REGION:  # 昂素镇那林沟嘎查: after a town it does not point
        return end > start
    outside = not is_han(before) if before else True
    short = end - start < SHORTEST_NAME
    return short and text[place] in _MAY_BEGIN_A_NAME and (outside or before in _ENDS_A_REGION or before in _STOPS)


def _is_alone(text: str, place: int) -> bool:
    """Whether one character alone stands before 和, so that they are one name: 天和雅居."""
    before = text[place - 1] if place else ""
    apart = not before or not is_han(before) or before in _ENDS_A_REGION or before in _STOPS
    return apart and is_han(text[place]) and text[place] not in _STOPS


def _stops(text: str, place: int, end: int) -> bool:
    before, character = text[place - 1] if place else "", text[place]
    if character in "年月日号" and (before.isdecimal() or before in CHINESE_DIGITS or before in "去今当前后同次本十"):
        return True
    if character not in _STOPS:
        return False
    if place + 1 < end and text[place + 1] in _BEGINS_A_NAME.get(character, ""):
        return False
    return before == "" or before not in _WITHIN_A_NAME.get(character, "")


def below_regions(text: str, start: int, end: int) -> int:
    """The same beginning without the regions that may be named: 鄂托克前旗昂素镇巴彦希泊日 begins at 巴彦."""
    moved = True
    while moved and start < end:
        moved = False
        region = _REGIONS.longest_at(text, start)
        if region is not None and end - start - len(region) >= SHORTEST_NAME:
            start, moved = start + len(region), True
    cuts = (text.rfind(level, start, end - 1) + len(level) for level in _ABOVE if _parts(text, level, start, end))
    return max(start, max((cut for cut in cuts if end - cut >= SHORTEST_NAME), default=0))


def _parts(text: str, level: str, start: int, end: int) -> bool:
    """Whether this word divides a region from what is below it, and is no part of 小区, 社区 or 市场."""
    at = text.rfind(level, start, end - 1)
    if at <= start:
        return False
    if level == "市":
        return not text.startswith("场", at + 1)
    return not (level == "区" and text[at - 1] in "小社园牧库")
