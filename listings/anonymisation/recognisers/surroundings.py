"""Places and organisations that only their surroundings tell: what the analyser takes for one, without public names.

All of it is doubtful: proposed to the clerk, and no reason for the gate to refuse anything.
"""

import re
from collections.abc import Iterable, Iterator

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.recognisers.walking import after_words_before
from listings.anonymisation.segmenting import is_everyday, kind_of_word
from listings.anonymisation.spans import DOUBTFUL, Hit, HitKind
from listings.anonymisation.spelling import is_han

SHORTEST = 2
_REGIONS = Prefixes(lexicon("public_regions"))
_PUBLIC_PLACE = re.compile(
    r"(?:省|市|县|旗|盟|区|镇|苏木|乡|街道|办事处|中国|全国|国道|省道|高速|机场|车站|火车站|草原|沙漠|沙地|黄河)$"
)
_PUBLIC_BODY = re.compile(
    r"(?:局|委员会|委会|政府|法院|法庭|检察院|派出所|司法所|公安|大队|中队|支队|总队|办公室|办事处|人大|政协|党委|党组|党支部|支部|纪委|监委|政法委|联席办|信访办|中心|联合会|妇联|工会"
    r"|协会|仲裁委|常委会|工作组|专班|领导小组|窗口|大厅|站|所|委|办|院|部|厅|组|团|学校|小学|中学|大学|幼儿园|医院|银行|信用社|嘎查|村|社区|旗|镇|苏木|民委|两委)$"
)
_OFFICE = re.compile(
    r"(?:局|委员会|政府|法院|法庭|检察院|派出所|司法所|大队|中队|支队|办公室|党办|政办|联席办|信访办|综治办|经管站|农经站|水管站"
    r"|兽医站|管理站|工作站|仲裁委|纪委|党委|(?:服务|接待|调解|受理|指挥|救助|综治)中心|窗口|接访大厅)$"
)
_BRANCH = re.compile(r"(?:支行|分行|分理处|营业部|营业所|储蓄所|分社|信用社|事务所|商行|分店|门市部|经营部|诊所)$")
_ANY = re.compile(
    r"^(?:这|那|某|该|本|一|两|几|各|另|其|我|他|她|家|个|所|小|大|新|老|旧|[东西南北](?=[面侧边部])|面|侧|边|部|地点|公司|集团|合作社|企业|单位|机关|部门|银行|超市|饭店|工厂|厂|店|商店|学校|医院|村|嘎查|社|组|队|农行|工行|建行|中行|卡|农牧|养殖|建筑|施工|承包|草场|草原|牧区|农区|山|河|沟|路|桥|井)+$"
)


def by_surroundings(words: Iterable[tuple[int, str, str]]) -> Iterator[Hit]:
    """Places and organisations among (place, word, tag): LOC and ORG of the analyser."""
    for start, word, tag in words:
        if tag not in ("LOC", "ORG") or not any(map(is_han, word)) or "某" in word:
            continue
        at = _after_regions(word)
        rest = word[at:]
        if len(rest) < SHORTEST or _ANY.match(rest) or rest in lexicon("no_names"):
            continue
        if tag == "LOC" and not (_PUBLIC_PLACE.search(rest) or _OFFICE.search(rest) or is_everyday(rest)):
            yield found(start + at, start + len(word), HitKind.ADDRESS, reasons.BELOW_TOWN, DOUBTFUL)
        elif tag == "ORG" and (_BRANCH.search(rest) or not _PUBLIC_BODY.search(rest)):
            begins = after_words_before(word)
            if not (_ANY.match(word[begins:]) or _is_a_noun(word)):
                yield found(start + begins, start + len(word), HitKind.ORGANISATION, reasons.ORGANISATION, DOUBTFUL)


def _is_a_noun(word: str) -> bool:
    """合作医疗, 承揽: in the dictionary, and as no name; but 高家 and 木格, which it has too, may be somebody."""
    kinds = ("n", "v", "vn", "l", "d") if len(word) > SHORTEST else ("v", "vn", "d")
    return is_everyday(word) and kind_of_word(word) in kinds


def _after_regions(word: str) -> int:
    at = 0
    while at < len(word) and (region := _REGIONS.longest_at(word, at)) is not None:
        at += len(region)
    return at
