"""Where somebody is found, told without a village or a number in a street: by a landmark, a form's label, or 住.

南街老粮站后头第三排平房 finds a family as surely as an address does. All of it is doubtful: proposed to the clerk,
and no reason to refuse anything.
"""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.recognisers.said_of_places import named_from
from listings.anonymisation.recognisers.walking import below_regions
from listings.anonymisation.spans import DOUBTFUL, Hit, HitKind
from listings.anonymisation.spelling import half_width

_HAN = "[\u4e00-\u9fff]"
_N = r"(?:[0-9]{1,5}(?:[\-—][0-9]{1,4})?|[零〇一二三四五六七八九十百]{1,5}|[甲乙丙丁东西南北A-Za-z])"
_REGIONS = Prefixes(lexicon("public_regions"))
_LANDMARK = re.compile(  # 南街老粮站后头第三排平房
    rf"(?:[东西南北中]街|{_HAN}{{2,4}}(?:街|路))?[老旧](?:供销社|粮站|粮库|苏木|乡政府|队部|学校|医院|卫生院|食品站|兽医站|邮局"
    rf"|电影院|车站|信用社|羊场|牧场|知青点|火药库|邮电所|皮毛站)(?:大?院内|大?院里|大院|后院|后头|后面|旁边|东隔壁|西隔壁|楼上|对面|隔壁|前面)?"
    rf"(?:第?{_N}排(?:平房)?|第?{_N}(?:家|户))?"
    rf"|{_HAN}{{2,7}}(?:小学|学校|队部|粮站|供销社|砖厂|医院)旧址"
    rf"|{_HAN}{{2,5}}(?:淖尔|淖|海子|水库)[东西南北]岸"
    rf"|{_HAN}{{2,4}}[街路]与{_HAN}{{2,4}}[街路]交[汇叉][处口]?(?:[东西南北]{{1,2}}角)?(?:{_N}号)?"
)
_BESIDE_A_LANDMARK = re.compile(
    rf"{_HAN}{{2,6}}(?:对面|隔壁|后面|后头|背后|旁边|[东西南北](?:边|侧|面|墙外)|后院)(?:的)?"
    rf"(?:第?{_N}(?:家|户|排|间|个大?门)(?:平房)?|平房|[东西南北]?巷子?(?:里|内)?|小院|出租房|门面房?|{_N}楼)"
)
_MILESTONE = re.compile(
    rf"(?:[GSXgsx]?[0-9]{{2,3}}\s?(?:国道|省道|县道|线)|{_HAN}{{1,4}}(?:高速|公路|线))\s?[Kk]?[0-9]{{1,4}}"
    r"(?:\+[0-9]{1,3}|\.[0-9])?\s?(?:公里|千米|km)(?:[0-9]{1,3}米)?(?:处|路段)?"
)
_OLD_COMMUNE = re.compile(  # 红旗公社三大队; the police has 大队 too, but not by number
    rf"{_HAN}{{2,3}}公社(?:{_HAN}{{1,3}}大?队)?|(?<![\u4e00-\u9fff第])第?[一二三四五六七八九十]大队(?!长)|{_HAN}{{2,3}}生产大?队"
)
_LANE = re.compile(rf"{_HAN}{{2,5}}[东西南北前后]巷(?:子)?(?:{_N}号)?")
_ROOM_ALONE = re.compile(r"(?<![0-9A-Za-z\-—.])[0-9]{1,2}[\-—][0-9]{1,2}[\-—][0-9]{3,4}(?:室|号)?(?![0-9\-—])")
_ROOM_OF = re.compile(  # 商贸市场B12摊位, 招待所308房间
    rf"{_HAN}{{2,6}}(?:宾馆|酒店|旅馆|旅店|招待所|宿舍|大楼|大厦|商厦|商场|市场|商城|工地)(?:[A-Za-z]区|[东西南北]区)?\s?"
    rf"(?:[A-Za-z][0-9]{{1,4}}(?:号|摊位)?|{_N}\s?(?:号?房间?|室|层|楼|号?摊位?|号宿舍|号商铺))"
)
_STREET_BEFORE = re.compile(
    rf"{_HAN}{{2,4}}(?:大街|街|大道|路)(?={_HAN}{{2,6}}(?:小区|花园|家园|汽车城|市场|商城|公寓|大厦))"
)
_TOLD_BY_A_FORM = re.compile(
    r"(?:住址|地址|住所地?|户籍所在地|户籍地|店址|厂址|房址|驻地|经营场所|案发地点?|事发地点?|位置|坐标|门牌号?|坐落)(?:[:：]|[为是在]|\s)\s?"
    r"(?P<place>[\u4e00-\u9fff0-9A-Za-z#\-－—、０-９]{2,36}(?:[（(][\u4e00-\u9fff0-9A-Za-z\-、]{2,16}[）)])?)(?=[，。；;,\n（(/]|\s/|$)"
)
_LIVED_IN = re.compile(
    r"(?:现住|家住|租住|借住|暂住|居住在|居住于|搬到|搬进|住到|住在|住)(?![了不着进过得的满房院宿])"
    r"(?P<place>[\u4e00-\u9fff0-9A-Za-z#\-－]{2,18}?[村查社组队区楼号室院巷街路房边头侧岸湾沟梁滩园苑城户门排栋厦])"
    r"(?=[，。；;,\n（(]|$|的)"
)
_NAMED_BY_THE_LAND = re.compile(  # 住黄花梁, 牧点在小石湾
    r"(?:家住|现住|居住(?:在|于)?|住(?:在|于|址[为是:：]?)?|家在|户籍(?:在|地)?[为是:：]?|放牧点在|牧点在|位于|坐落于?|搬到|迁到|地址[为是:：]?)[:：\s]?"
    rf"(?P<place>{_HAN}{{2,8}}?(?:梁|滩|湾|壕|淖|淖尔|圪旦|沟|营子|庙|井|敖包|庄|屯|窑子|渠|畔|柴登|布拉格|陶勒盖|高勒|塔拉|希里"
    rf"|乌素|素|街|路|巷|大厦|市场|大院))(?={_HAN}{{0,2}}[，。；、,;\s（(]|[0-9])"
)
_AT_A_SPOT = re.compile(  # 羊圈在三道沟, 走到黑沙头桥头
    rf"(?:在|到|从|至|往|下)(?P<place>(?![这那哪一两各其同此该本他她我你]){_HAN}{{1,8}}(?:梁|滩|湾|沟|圪堵|圪旦|圪台|坝|畔|坑|桥头|旧址|旧街|生活区|后院|楼上"
    rf"|大院|院里|对门|斜对过|货场|营盘|夏营地|牧户点|水窖|机井|[^打修挖钻]井|渠边|河槽|水塔[下旁]|路口|巷子))(?={_HAN}{{0,3}}[，。；、,;\s（(的”]|[有跟旁])"
)
_BY_ITSELF = (
    _LANDMARK, _BESIDE_A_LANDMARK, _MILESTONE, _OLD_COMMUNE, _LANE, _ROOM_ALONE, _ROOM_OF, _STREET_BEFORE,
)  # fmt: skip


def homes(text: str) -> Iterator[Hit]:
    """Landmarks and rooms by themselves, and what follows a word that says that a place comes."""
    plain = half_width(text)
    for pattern in _BY_ITSELF:
        for told in pattern.finditer(plain):
            yield from _place(plain, named_from(plain, below_regions(plain, *told.span()), told.end()), told.end())
    for pattern in (_TOLD_BY_A_FORM, _LIVED_IN, _NAMED_BY_THE_LAND, _AT_A_SPOT):
        for told in pattern.finditer(plain):
            yield from _place(plain, below_regions(plain, *told.span("place")), told.end("place"))


def _place(text: str, start: int, end: int) -> Iterator[Hit]:
    if end - start >= 2 and text[start:end] != (_REGIONS.longest_at(text, start) or ""):
        yield found(start, end, HitKind.ADDRESS, reasons.BELOW_TOWN, DOUBTFUL)
