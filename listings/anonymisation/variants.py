"""The ways in which one private value of a case may be written, each as a plain spelling (see spelling.py)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from listings.anonymisation import reasons
from listings.anonymisation.known import Kind, PrivateValue
from listings.anonymisation.spelling import BREAK, digits, plain
from listings.anonymisation.variant import ReadAs, Variant
from listings.anonymisation.variants_of_names import organisation_variants, person_variants
from listings.anonymisation.variants_of_petitions import petition_variants

SHORTEST_NUMBER = 5
SHORTEST_PLACE = 2
LOCAL_PHONE = 7  # a landline without its area code, or as much of a mobile as nearly tells it
MOBILE_PHONE = 11

_ABOVE_THE_VILLAGE = re.compile(r"^.*?(?:自治区|省|市|盟|旗|县|(?<![小社园牧])区|镇|乡|苏木)(?=.{3,})")
_VILLAGE = re.compile(r"(嘎查|行政村|自然村|村|社区)$")
_PIECE = re.compile(r"[^嘎村社组区路街巷号]*(?:嘎查|行政村|社区|小区|村民小组|小组|村|社|组|区|路|街|巷|号楼|号)?")
_NAMED_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}(?:嘎查|村|社区|小区|花园|家园|苑|巷|公寓|平房)")
_LATE_FIGURES = re.compile(r"[0-9]+")
ORGANISATION_ENDS = (
    "公司", "集团", "合作社", "联合社", "厂", "店", "矿", "场", "站", "部", "局", "委员会", "委会", "中心", "学校",
    "小学", "中学", "幼儿园", "医院", "卫生院", "银行", "信用社", "政府", "法院", "所", "队", "行", "馆", "办公室",
    "协会", "超市",
)  # fmt: skip


@lru_cache(maxsize=4_096)
def variants_of(value: PrivateValue) -> tuple[Variant, ...]:
    """All variants of a value, the longest first; none when it is too short to mean anything.

    A spelling may be there twice: binding where it stands as a word, and possible wherever it stands."""
    best: dict[tuple[str, bool, ReadAs], Variant] = {}
    for variant in _variants(value):
        best.setdefault((variant.spelling, variant.is_binding, variant.read_as), variant)
    return tuple(sorted(best.values(), key=lambda variant: (-len(variant.spelling), variant.spelling)))


def _variants(value: PrivateValue) -> Iterable[Variant]:
    match value.kind:
        case Kind.NAME:
            if is_person(value):
                return person_variants(value.text, minority=value.owner is not None and value.owner.minority_name)
            return organisation_variants(value.text)
        case Kind.ID_NUMBER:
            return _number_variants(value.text, reasons.OWN_ID_NUMBER)
        case Kind.PHONE:
            return _phone_variants(value.text)
        case Kind.ADDRESS:
            return _address_variants(value.text)
        case Kind.VILLAGE:
            return _village_variants(value.text)
        case Kind.PETITION_NUMBER:
            return petition_variants(value.text)


def is_person(value: PrivateValue) -> bool:
    """Whether a name is a natural person's; judged by its ending where nobody has said so."""
    if value.owner is not None:
        return value.owner.is_person
    return not value.text.strip().endswith(ORGANISATION_ENDS)


def _long_enough(spellings: Iterable[str], shortest: int, why: str) -> Iterator[Variant]:
    return (Variant(spelling, why) for spelling in spellings if len(spelling) >= shortest)


def _number_variants(text: str, why: str) -> Iterator[Variant]:
    run = digits(text).replace(BREAK, "")
    if len(run) >= SHORTEST_NUMBER:
        yield Variant(run, why, read_as=ReadAs.FIGURES)
    yield from _long_enough([plain(text)], SHORTEST_NUMBER, why)


def _phone_variants(text: str) -> Iterator[Variant]:
    yield from _number_variants(text, reasons.OWN_PHONE)
    run = digits(text).replace(BREAK, "")
    if len(run) == MOBILE_PHONE:  # 1384771打头, 尾号7712345
        yield Variant(run[:LOCAL_PHONE], reasons.OWN_PHONE, read_as=ReadAs.FIGURES)
        yield Variant(run[-LOCAL_PHONE:], reasons.OWN_PHONE, read_as=ReadAs.FIGURES)
    if run.startswith("86") and len(run) > 11:
        yield Variant(run[2:], reasons.OWN_PHONE, read_as=ReadAs.FIGURES)
    if run.startswith("0") and len(run) >= LOCAL_PHONE + 3:
        local = run[4:] if len(run) - 4 >= LOCAL_PHONE else run[3:]
        yield Variant(local, reasons.OWN_PHONE, read_as=ReadAs.FIGURES)


def _village_variants(text: str) -> Iterator[Variant]:
    whole = plain(text)
    yield from _long_enough([whole], SHORTEST_PLACE, reasons.OWN_VILLAGE)
    stem = plain(_VILLAGE.sub("", text.strip()))
    if len(stem) >= SHORTEST_PLACE:
        yield Variant(stem, reasons.OWN_VILLAGE, not_before=("镇", "苏木", "乡", "旗", "县", "市"))


def below_the_town(address: str) -> str:
    """The part of an address that follows its town: what makes it findable."""
    rest = address
    while (shorter := _ABOVE_THE_VILLAGE.sub("", rest, count=1)) != rest:
        rest = shorter
    return rest


def _address_variants(text: str) -> Iterator[Variant]:
    """Whole, below its town, and each end of it that still says where: 三社12号, 阳光小区3号楼."""
    rest = below_the_town(text.strip())
    spellings = [text, rest, *_ends(rest)]
    for spelling in spellings:
        for written in (spelling, *_counted_in_chinese(plain(spelling))):
            folded = plain(written)
            if len(folded) >= SHORTEST_PLACE + 2:
                yield Variant(folded, reasons.OWN_ADDRESS)
    for named in _NAMED_PLACE.findall(rest):
        yield from _long_enough([plain(named)], SHORTEST_PLACE + 2, reasons.OWN_ADDRESS)


def _ends(address: str) -> Iterator[str]:
    """What is left of an address when its first pieces are left off, as long as two pieces remain."""
    pieces = [piece for piece in _PIECE.findall(address) if piece]
    for first in range(1, len(pieces) - 1):
        yield "".join(pieces[first:])


def _counted_in_chinese(folded: str) -> Iterator[str]:
    """12号 is also written 十二号: figures of two digits as they are spoken (folded: 十2)."""
    spoken = _LATE_FIGURES.sub(lambda figure: _spoken(figure.group()), folded)
    if spoken != folded:
        yield spoken
    written = re.sub(r"([1-9]?)十([1-9]?)", lambda told: (told[1] or "1") + (told[2] or "0"), folded)
    if written != folded:
        yield written


def _spoken(figure: str) -> str:
    if len(figure) != 2 or figure[0] == "0":
        return figure
    tens, ones = figure[0], figure[1]
    return ("" if tens == "1" else tens) + "十" + ("" if ones == "0" else ones)
