"""The numbers under which a petition is kept: by year and office, by prefix and figures, or after the words for one.

Documents of other kinds have numbers of the same form (鄂前政发〔2021〕12号); only what speaks of petitions, reviews or
supervision counts. A number that merely has the form is doubtful.
"""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.spans import CERTAIN, DOUBTFUL, Hit, HitKind
from listings.anonymisation.spelling import half_width

_OPEN, _CLOSE = r"[(\[〔【﹝〈《｢「{]", r"[)\]〕】﹞〉》｣」}]"
_YEAR_FIGURES = r"(?:(?:19|20)[0-9]{2}|[0-9]{2}|[二一][〇零○O九][〇零○O一二三四五六七八九]{2})"
_YEAR = rf"\s?{_OPEN}\s?{_YEAR_FIGURES}\s?年?(?:度)?\s?{_CLOSE}\s?"
_BARE_YEAR = r"(?:19|20)[0-9]{2}\s?(?:年度?|[\-—])?\s?"
_COUNT = (
    r"(?:(?:第\s?)?[0-9]{1,12}(?:\s?[\-—之]\s?[0-9一二三四五]{1,4}){0,2}\s?(?:号(?:之[一二三四五六])?|(?![0-9条款项章节年月日元]))"
    r"|第?[〇零一二三四五六七八九十百]{1,6}号)"
)
_BARE_COUNT = r"第?\s?[0-9]{1,12}(?:[\-—][0-9]{1,4})?\s?号"
_ABOUT = (
    r"(?:信访|网信|来信|来访|接访|走访|上访|信件|信(?![息用])|访|督查|督办|督|复查|复核|联席|热线|交办|转办|包案"
    r"|民生诉求|矛调)"
)
# The signs of offices and matters of which such a number is made; what leads up to it has others.
_SIGN = (
    "[内蒙古鄂尔多斯托克前旗市区盟县镇乡苏木东胜达准乌审杭锦伊霍洛敖昂城川上海庙国中"
    "信访督查复核联席办函字转交受告网来电热线投诉调处初重终包案政]"
)
_BY_YEAR = re.compile(
    rf"{_SIGN}{{0,9}}{_ABOUT}(?:{_SIGN}|[答接立结理意件民生诉求矛]){{0,8}}(?:{_YEAR}{_COUNT}|{_BARE_YEAR}{_BARE_COUNT})"
)
_BY_COUNT = re.compile(
    rf"{_SIGN}{{0,6}}{_ABOUT}{_SIGN}{{0,4}}字\s?第?\s?[0-9]{{1,12}}(?:[\-—][0-9]{{1,8}}){{0,2}}\s?号"
)
_PREFIXES = (
    "XFJ|XFDJ|XFBH|XFSX|XFZB|XFDB|WSXF|WXF|LXF|LFXF|NMXF|NMGXF|NXF|EXF|EQXF|EQQXF|EQQ|EQXFJ|OQQXF|ETKQQ|QXF|QQXF|XFLX|XF|WX|LF|LX|WS|WF|DH|DX"
    "|SX|XZ|XJ|TS|JB|RX|SL|DJ|ZB|JD|CF|FC|FH|BA|DB|JBD|ZBD|GD|NMG|NM|NEM|ERDOS|EEDS|ETK|LD|LDXX|X|W|L|D|F"
)
_BY_PREFIX = re.compile(
    rf"(?<![0-9A-Za-z])(?:{_PREFIXES})(?:[\-_—/·. ]?[A-Z]{{1,4}})?[\-_—/·. ]?{_OPEN}?\s?(?:[0-9]{{6}}[\-_—/]?)?(?:19"
    rf"|20)[0-9]{{2}}\s?{_CLOSE}?"
    r"[\-_—/·]?[0-9]{1,14}(?:[\-_—/][0-9A-Za-z]{1,8}){0,3}号?(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])(?:XF|XFJ|WX|LF|LX|WSXF|DH)[\-_]?(?:19|20)?[0-9]{2}[\-_]?[0-9]{2,12}(?:[\-_][0-9]{1,8}){0,2}"
    rf"|(?<![0-9A-Za-z])(?:{_PREFIXES})[\-_—/]?[0-9]{{8,20}}(?:[\-_—/][0-9]{{1,8}}){{0,2}}(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_SURE_PREFIX = re.compile("[A-Z]{0,4}XF|WX|LF|LX|DH", re.IGNORECASE)
_IN_GROUPS = re.compile(
    r"(?<![0-9A-Za-z.\-])(?:[0-9]{6}[\-_—/ ](?:19|20)[0-9]{2}[\-_—/ ]?[0-9]{3,10}(?:[\-_—/][0-9]{1,6})?"
    r"|15[0-9]{4}(?:19|20)[0-9]{2}[0-9]{4,14}"
    r"|(?:19|20)[0-9]{2}[\-_—/](?:[0-9]{6}[\-_—/])?[0-9]{5,10}|20[0-4][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3,14})(?![0-9A-Za-z.\-])(?!\s?元)"
)
_NAMED = re.compile(
    r"(?:信访|来信|来访|网信|接访|上访|信件|诉求|事项|投诉|举报|案件|件|受理|登记|转办|交办|督办|转送|回执|工单|复查|复核|告知书|意见书|答复书|办件|查询)(?:件|事项|案件|材料|登记|受理|单|表)?(?:的)?"
    r"(?:编号|编码|号码|单号|序号|代码|流水号|登记号|受理号|文号|码|号|ID)(?:码)?(?:分别)?(?:是|为|系|叫)?"
    r"[ \t::\"'“”‘’(（【\[]{0,3}(?P<name>[0-9A-Za-z][0-9A-Za-z\-_—/·.]{3,39})",
    re.IGNORECASE,
)
_AFTER_A_PETITION = re.compile(
    r"(?:信访(?:件|事项|案件)?|来信|来访件|网上信访|转办件|交办件|督办件|工单|初件"
    r"|重件)[ \t::\"“(（【\[]{0,2}(?:编号|No\.?|NO\.?"
    r"|号)?[ \t::.]{0,2}(?P<name>[A-Za-z]{0,6}[0-9][0-9A-Za-z\-_—/]{6,30})"
)
_NUMBERED = re.compile(
    r"(?<!合同)(?<!协议)(?<!发票)(?<!收据)(?<!证书)(?<!权证)(?<!档案)(?<!地块)(?<!宗地)(?<!草场)(?<!设备)(?<!文件)(?:编号|编码|单号|流水号)(?:是|为)?"
    r"[ \t::\"“(（]{0,3}(?P<name>(?=[0-9A-Za-z\-_—/]*[0-9]{4})[0-9A-Za-z][0-9A-Za-z\-_—/]{7,39})"
)


def petitions(text: str) -> Iterator[Hit]:
    """Numbers of petitions, of what was answered to them and of what they were passed on under."""
    plain = half_width(text)
    for pattern in (_BY_YEAR, _BY_COUNT):
        for match in pattern.finditer(plain):
            yield found(*match.span(), HitKind.PETITION_NUMBER, reasons.PETITION_NUMBER)
    for pattern, confidence in (
        (_BY_PREFIX, CERTAIN),
        (_IN_GROUPS, DOUBTFUL),
        (_NAMED, CERTAIN),
        (_AFTER_A_PETITION, 0.8),
        (_NUMBERED, DOUBTFUL),
    ):
        group = "name" if "name" in pattern.groupindex else 0
        for match in pattern.finditer(plain):
            sure = DOUBTFUL if pattern is _BY_PREFIX and not _SURE_PREFIX.match(match.group()) else confidence
            yield found(*match.span(group), HitKind.PETITION_NUMBER, reasons.PETITION_NUMBER, sure)
