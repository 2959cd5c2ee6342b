"""Numbers with letters: plates, mail, WeChat, social credit codes, court numbers; petitions.py has theirs."""

import re
from collections.abc import Iterator

from stdnum.cn import uscc

from listings.anonymisation import reasons
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.recognisers.petitions import petitions
from listings.anonymisation.spans import CERTAIN, DOUBTFUL, Hit, HitKind
from listings.anonymisation.spelling import half_width

LONGEST_MAIL_PART = 64
_PROVINCE = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_PLATE = re.compile(
    rf"[{_PROVINCE}][A-HJ-NP-Za-hj-np-z][ ·•.\-]{{0,2}}"
    r"(?:[DFdf][A-HJ-NP-Za-hj-np-z0-9][0-9]{4}|[0-9]{5}[DFdf]|[A-HJ-NP-Za-hj-np-z0-9]{4}[A-HJ-NP-Za-hj-np-z0-9挂学警])"
    r"(?![A-Za-z0-9])"
)
_MAIL_BEFORE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]*$")
_MAIL_AFTER = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62}\.){1,4}[A-Za-z]{2,12}|[A-Za-z0-9][A-Za-z0-9.\-]{0,60}\.[A-Za-z]{2,12}"
)
_CALLED = (
    r"(?:[联添加系好友昵称注册绑定使用的请搜索]{0,5})(?:账号|帐号|号码|号|名|ID)?(?:是|为|叫"
    r"|加)?[ \t\n::,，\"'“”‘’(（【\[]{0,4}"
)
_WECHAT = re.compile(
    r"(?:(?<![A-Za-z0-9])(?=wxid_)|(?:微信|威信|薇信|微心|wechat|weixin|(?<![A-Za-z0-9])[vw]x|(?<![A-Za-z0-9])v(?=\s?[::号])|[加+]v|v信|抖音|快手|小红书|钉钉|微博)(?:同号)?"
    rf"{_CALLED})(?P<name>[A-Za-z_][A-Za-z0-9_\-.]{{3,24}}|[0-9][A-Za-z0-9_\-]{{5,24}})",
    re.IGNORECASE,
)
# 微信记录在，他的号是shilei_xindu: the word stands somewhere before, the name is told as his number.
_ITS_NUMBER = re.compile(
    r"(?:微信|抖音|快手|QQ)[^。！？\n]{1,20}(?:号|账号|ID)(?:是|为|叫|[:：])\s?(?P<name>[A-Za-z][A-Za-z0-9_\-]{5,19})"
)
# he_gaowa_93, sun5631108: nobody writes so but who names an account.
_ACCOUNT = re.compile(
    r"(?<![A-Za-z0-9@._\-/])(?P<name>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[a-z]{3,20}[0-9]{4,12})(?![A-Za-z0-9@_/]|\.[A-Za-z])"
)
# 快手名“草原雄鹰”, 网名叫风吹草低: a name in Chinese that is announced as one; unquoted it is surer after 叫.
_PLATFORM = "微信|抖音|快手|小红书|微博|QQ|视频号|头条|闲鱼|西瓜视频|火山|贴吧|钉钉|B站"
_NAME_ONLINE = rf"(?:(?:{_PLATFORM}|直播间?|网)上?的?(?:名字|名称|名|昵称)|昵称|用户名)"
_QUOTED_ONLINE = re.compile(
    rf"(?:{_NAME_ONLINE}|(?:{_PLATFORM})(?:账号|帐号|号|ID))(?:是|为|叫做?)?[ \t::]{{0,2}}"
    r"[\"“‘「『《](?P<name>[^\"”’」』》\n]{1,24})[\"”’」』》]",
    re.IGNORECASE,
)
_UNQUOTED_ONLINE = re.compile(
    rf"{_NAME_ONLINE}(?:(?P<sure>叫做?)|是|为|:)[ \t::]{{0,2}}"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9_\-]{2,12})(?=[，。；、,;\s()]|$)",
    re.IGNORECASE,
)
_QQ = re.compile(rf"(?:QQ|扣扣|企鹅)(?:群)?{_CALLED}(?P<name>[1-9][0-9]{{4,11}})(?![0-9])", re.IGNORECASE)
_CREDIT_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[ \-]?[0-9A-Za-z]){17}(?![0-9A-Za-z])")
_OPEN, _CLOSE = r"[(\[〔【﹝〈]", r"[)\]〕】﹞〉]"
_YEAR = rf"{_OPEN}\s?(?:(?:19|20)[0-9]{{2}}|二[〇零○]?[〇零○一二三四五六七八九]{{2}})\s?{_CLOSE}\s?"
_COURT_NUMBER = re.compile(
    rf"{_YEAR}(?:最高法|[{_PROVINCE}内兵]\s?[0-9]{{0,4}}|[\u4e00-\u9fff]{{1,4}})\s?[\u4e00-\u9fff]{{1,10}}"
    r"(?:第\s?)?[0-9]{1,7}(?:[\-之][0-9一二三四五]{1,3})?\s?号(?:之[一二三四五六])?"
)
_ARBITRATION = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}(?:仲|裁|调|判|执|决|认)(?:案|字|裁字|决字)?{_YEAR}(?:第\s?)?[0-9]{{1,7}}\s?号"
)
_START_OF_NUMBER = re.compile(r"^.*[,，。;；、:：的到在据收与和向至于了是为由及将把对出]")


def codes(text: str) -> Iterator[Hit]:
    """Everything that has letters or brackets in it and names one thing alone."""
    plain = half_width(text)
    yield from _all(_PLATE, plain, HitKind.PLATE, reasons.PLATE)
    yield from _mail(plain)
    accounts = {match.span("name") for each in (_WECHAT, _ACCOUNT, _ITS_NUMBER, _QQ) for match in each.finditer(plain)}
    for start, end in sorted(accounts):
        yield found(start, end, HitKind.WECHAT, reasons.WECHAT)
    yield from _names_online(plain)
    yield from _credit_codes(plain)
    yield from _all(_COURT_NUMBER, plain, HitKind.COURT_NUMBER, reasons.COURT_NUMBER)
    yield from _all(_ARBITRATION, plain, HitKind.COURT_NUMBER, reasons.COURT_NUMBER)
    yield from petitions(plain)


def _all(pattern: re.Pattern[str], text: str, kind: HitKind, why: str) -> Iterator[Hit]:
    for match in pattern.finditer(text):  # what leads up to the number is not part of it
        lead = _START_OF_NUMBER.match(match.group().partition("(")[0].partition("〔")[0])
        yield found(match.start() + (lead.end() if lead else 0), match.end(), kind, why)


def _mail(text: str) -> Iterator[Hit]:
    at = text.find("@")
    while at >= 0:
        before = _MAIL_BEFORE.search(text, max(0, at - LONGEST_MAIL_PART), at)
        after = _MAIL_AFTER.match(text, at + 1)
        if before and after:
            yield found(before.start(), after.end(), HitKind.MAIL, reasons.MAIL)
        at = text.find("@", at + 1)


def _names_online(text: str) -> Iterator[Hit]:
    for match in _QUOTED_ONLINE.finditer(text):
        yield found(*match.span("name"), HitKind.ONLINE_NAME, reasons.ONLINE_NAME)
    for match in _UNQUOTED_ONLINE.finditer(text):
        sure = CERTAIN if match["sure"] else DOUBTFUL
        yield found(*match.span("name"), HitKind.ONLINE_NAME, reasons.ONLINE_NAME, sure)


def _credit_codes(text: str) -> Iterator[Hit]:
    for match in _CREDIT_CODE.finditer(text):
        code = match.group().replace(" ", "").replace("-", "").upper()
        if uscc.is_valid(code) and not code[:17].isdecimal():
            yield found(*match.span(), HitKind.CREDIT_CODE, reasons.CREDIT_CODE)
        elif code[0] in "159" and code[1] in "1239" and code[2:8].isdecimal() and not code[:17].isdecimal():
            yield found(*match.span(), HitKind.CREDIT_CODE, reasons.CREDIT_CODE_UNCHECKED, 0.8)
