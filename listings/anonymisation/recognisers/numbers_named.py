"""Numbers that the word before them names: of a contract, a member of staff, a short phone, a place on the map.

Their figures have no form of their own, so that 3 or 2017 is one behind its word alone. A phone number or an ID number
of which some figures are hidden is seen by its length.
"""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.recognisers.found import found
from listings.anonymisation.spans import Hit, HitKind
from listings.anonymisation.spelling import half_width

LIKELY = 0.8
LENGTHS_OF_ID_NUMBERS = (15, 18)
LONGEST_PHONE, SHORTEST_LOCAL = 12, 7
_LINK = r"(?:是|为|系)?[ \t::\"“(（【\[]{0,3}"
_PAPER = (
    "合同书?|协议书?|发票|收据|借据|欠条|借条|保单|档案|证书|权证|土地证|房产证|不动产证|草原证|草场证|林权证"
    "|执照|许可证"
)
_OF_A_PAPER = re.compile(
    rf"(?:{_PAPER})的?(?:编号|编码|号码|号|序号){_LINK}"
    r"(?P<name>(?=[A-Za-z\-_/]{0,12}[0-9])[0-9A-Za-z][0-9A-Za-z\-_—/·.]{2,39}"
    r"|[\u4e00-\u9fff]{1,10}[〔\[(【][0-9]{4}[〕\])】]第?[0-9]{1,6}号?)"
)
_OF_STAFF = re.compile(
    r"(?:(?<![施开动竣完停复])工号|警号|胸牌号|工作证号|(?:员工|职工|工人)(?:编号|号)|学号|编制号)码?"
    rf"{_LINK}(?P<name>(?=[A-Za-z]{{0,4}}[0-9])[0-9A-Za-z][0-9A-Za-z\-]{{1,15}})"
)
_SHORT = re.compile(rf"(?:短号|集群号|虚拟网号?|分机号?|内线)(?:号码)?{_LINK}(?P<name>[0-9]{{3,6}})(?![0-9])")
_MINUTES = r"(?:[0-9]{1,2}(?:\.[0-9]{1,6})?\s?[′'’分]\s?(?:[0-9]{1,2}(?:\.[0-9]{1,6})?\s?[″\"”秒])?)"
_DEGREES = rf"[0-9]{{1,3}}(?:\.[0-9]{{1,10}})?\s?(?:[°º度]\s?{_MINUTES}?)?"
_GRID = r"[XY]\s?[=:]\s?[0-9]{5,9}(?:\.[0-9]{1,6})?"
_ON_THE_MAP = re.compile(
    r"(?:经度|纬度|东经|北纬|经纬度|坐标|GPS|定位)(?:是|为|在|约)?[ \t::(]{0,2}(?:[EN]\s?)?"
    rf"(?P<name>{_DEGREES}(?:\s?[,，、]\s?{_DEGREES})?|{_GRID}(?:\s?[,，、]\s?{_GRID})?)",
    re.IGNORECASE,
)
_EAST, _NORTH = r"(?:7[3-9]|[89][0-9]|1[0-3][0-9])\.[0-9]{3,10}", r"(?:1[89]|[2-4][0-9]|5[0-3])\.[0-9]{3,10}"
_PAIR = re.compile(
    rf"(?<![0-9.])(?P<name>{_EAST}°?E?\s?[,，、 ]\s?{_NORTH}°?N?|{_NORTH}°?N?\s?[,，、 ]\s?{_EAST}°?E?)(?![0-9])"
)
_HIDDEN = re.compile(
    r"(?<![0-9A-Za-z*×])(?P<name>(?:0[0-9]{2,3}[\- ]?)?[0-9]{3,14}[xX*×●○]{2,12}[0-9]{0,4}[xX]?)(?![0-9A-Za-z])"
)
_PHONE_BEFORE = re.compile(r"(?:电话|座机|手机|联系方式|固话|号码|传真|拨打|打)[^0-9]{0,8}$")
_NO_FIGURE = re.compile("[^0-9xX*×●○]")
_LOOK_BACK = 16


def numbers_named(text: str) -> Iterator[Hit]:
    """Numbers that are told by their word, and hidden ones that are told by their length."""
    plain = half_width(text)
    for pattern, kind, why in (
        (_OF_A_PAPER, HitKind.NUMBER, reasons.NUMBER_OF_A_PAPER),
        (_OF_STAFF, HitKind.NUMBER, reasons.STAFF_NUMBER),
        (_SHORT, HitKind.PHONE, reasons.SHORT_NUMBER),
        (_ON_THE_MAP, HitKind.COORDINATES, reasons.COORDINATES),
        (_PAIR, HitKind.COORDINATES, reasons.COORDINATES),
    ):
        for match in pattern.finditer(plain):
            yield found(*match.span("name"), kind, why)
    for hidden in _HIDDEN.finditer(plain):
        kind_of_hidden = _kind_of(hidden["name"], plain[max(0, hidden.start() - _LOOK_BACK) : hidden.start()])
        if kind_of_hidden is not None:
            yield found(*hidden.span("name"), kind_of_hidden, reasons.PARTLY_HIDDEN, LIKELY)


def _kind_of(hidden: str, before: str) -> HitKind | None:
    """0477-7625xxx and 138****2345 are phones, 152726********003X an ID number; 3xx and 2017xx are neither."""
    signs = _NO_FIGURE.sub("", hidden)
    if len(signs) in LENGTHS_OF_ID_NUMBERS and signs[0] in "12345689":
        return HitKind.ID_NUMBER
    is_mobile = signs[0] == "1" and signs[1] in "3456789"
    has_its_length = SHORTEST_LOCAL <= len(signs) <= LONGEST_PHONE
    if has_its_length and (is_mobile or signs[0] == "0" or _PHONE_BEFORE.search(before)):
        return HitKind.PHONE
    return None
