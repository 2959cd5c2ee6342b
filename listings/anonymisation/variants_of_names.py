"""How people and organisations are called: whole, in part, with a title or kin term, by a short name, in letters."""

import re
from collections.abc import Iterator
from functools import cache

from listings.anonymisation import reasons
from listings.anonymisation.homophones import homophones
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.pinyin import in_latin_letters, initials
from listings.anonymisation.segmenting import is_everyday, kind_of_word
from listings.anonymisation.spelling import is_han, plain
from listings.anonymisation.variant import BINDING, POSSIBLE, Variant
from listings.anonymisation.variants_by_sound import variants_by_sound
from listings.anonymisation.variants_in_letters import foreign_in_letters, is_mongolian, mongolian_in_letters
from listings.anonymisation.variants_of_mongolian_names import mongolian_variants, turned_variants

SHORTEST_NAME = 2  # a name of one character would be found in every text
LENGTHS_OF_HAN_NAMES = (2, 3)
LONG_BRAND = 4  # two words in one, of which the second may stand for both
_PARTS_OF_A_NAME = re.compile(r"[\s·•・‧∙⋅.．。\-—_]+")
OLD_OR_YOUNG = "老小"
_FAMILIAR = (*OLD_OR_YOUNG, "阿", "大")
_KIN_AFTER_GIVEN = ("哥", "姐", "嫂", "叔", "婶", "姨", "子", "儿", "娃", "丫头")
_PUBLIC_BODY = re.compile(
    r"(局|委员会|政府|法院|检察院|中心|办公室|派出所|司法所|管理站|工作站|大队|支队|总队|联合会|总工会|银行)$"
)
_VILLAGE_BODY = re.compile(r"(?:村民|居民|嘎查|牧民)?(?:委员会|委会|村委会|居委会|党支部)$")
_LEGAL_FORM = re.compile(
    r"(?P<kind>公司|集团|合作社|联合社|合伙企业|家庭牧场|家庭农场|牧场|农场|经营部|服务部|工程部|维修部|门市部|工作室|购销站|搅拌站|运输队|劳务队|施工队|加油站|养殖场|砖厂|煤矿|厂|店|商行|行|铺|馆|矿|场|超市|学校|小学|中学|幼儿园|饭店|酒店|宾馆)$"
)
_LEGAL_DETAIL = re.compile(
    r"(?:股份有限责任|有限责任|股份有限|集团有限|集团股份有限|有限|集团|农牧民专业|农民专业|牧民专业|农牧业专业|专业|股份|责任)$"
)
_REGION = re.compile(r"^[\u4e00-\u9fff]{2,6}?(?:自治区|省|市|盟|旗|县|镇|苏木|乡)(?=[\u4e00-\u9fff]{4,})")
_BRACKETED = re.compile(r"[(（][^)）]*[)）]")


def person_variants(name: str, *, minority: bool) -> Iterator[Variant]:
    """What a natural person may be called in a text."""
    whole = plain(name)
    if len(whole) < SHORTEST_NAME:
        return
    yield Variant(whole, reasons.OWN_NAME)
    parts = [plain(part) for part in _PARTS_OF_A_NAME.split(name.strip())]
    for part in parts:
        yield from _part(part, whole)
    turned = _turned(parts)
    if not all(is_han(character) for character in name if character.isalpha()):
        for order in (whole, turned):
            yield from foreign_in_letters(order)
        return
    if turned:
        yield Variant(turned, reasons.OWN_TURNED)
    as_han = not minority or _reads_as_han(whole)
    for latin in in_latin_letters(whole, surname=len(surname_of(whole)) if as_han else 0):
        yield Variant(latin, reasons.OWN_ROMAN, starts_word=True, ends_word=True)
    for letters in initials(whole):
        yield Variant(letters, reasons.OWN_ROMAN, POSSIBLE, starts_word=True, ends_word=True)
    if minority or is_mongolian(whole):
        yield from mongolian_in_letters(whole)
        yield from turned_variants(whole)
        yield from variants_by_sound(whole)
    if minority:
        yield from mongolian_variants(whole)
        yield from _addressed(whole[0])
    if as_han:
        yield from _han(whole)


def surname_of(name: str) -> str:
    """The surname of a Han name: two characters where they are one of the compound surnames."""
    return name[:2] if len(name) > 2 and name[:2] in lexicon("compound_surnames") else name[:1]


def _reads_as_han(name: str) -> bool:
    """Whether a minority name is put together as a Han one is, 包志强, whose bearer is 志强 too; 包巴图 is not."""
    return (
        len(name) in LENGTHS_OF_HAN_NAMES
        and name[0] in _folded("surnames")
        and _folded("mongolian_names").isdisjoint((name, name[1:]))
        and not _folded("mongolian_characters").issuperset(name)
    )


def _part(part: str, whole: str) -> Iterator[Variant]:
    if SHORTEST_NAME <= len(part) < len(whole):
        yield _by_commonness(part, lexicon("given_ordinary"), reasons.OWN_NAME_PART)


def _turned(parts: list[str]) -> str:
    """A name that is recorded in parts with the last of them first; nothing where one is too short to be told by:
    李 明 turned would be found in 证明李某."""
    return "".join(reversed(parts)) if min(map(len, parts)) >= SHORTEST_NAME and len(parts) > 1 else ""


def _by_commonness(spelling: str, everyday: frozenset[str], why: str) -> Variant:
    if spelling in everyday or spelling in _folded("given_ordinary"):
        return Variant(spelling, reasons.OWN_GIVEN_WORD, POSSIBLE)
    return Variant(spelling, why)


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(plain(word) for word in lexicon(name))


def _han(name: str) -> Iterator[Variant]:
    surname = surname_of(name)
    given = name[len(surname) :]
    if len(given) >= SHORTEST_NAME:
        yield _by_commonness(given, lexicon("given_ordinary"), reasons.OWN_GIVEN_NAME)
    yield from homophones(name, surname)
    yield from _called_by_last_character(given[-1:])
    for each in dict.fromkeys(given):  # 兰兰, 小桂, 王某兰, 王桂某
        yield Variant(each * 2, reasons.OWN_ADDRESSED, POSSIBLE)
        yield Variant("小" + each, reasons.OWN_ADDRESSED, POSSIBLE, starts_word=True, ends_word=True)
        for hidden in (f"{surname}某{each}", f"{surname}{each}某"):
            yield Variant(hidden, reasons.OWN_SHORTENED, POSSIBLE)
    yield from _addressed(surname)


@cache
def _called_by_last_character(last: str) -> tuple[Variant, ...]:
    """小兰, 兰姐; the same for all whose name ends so, hence kept."""
    if not last:
        return ()
    familiar = (Variant(each + last, reasons.OWN_ADDRESSED, POSSIBLE) for each in ("小", "阿"))
    kin = (*_KIN_AFTER_GIVEN, *sorted(lexicon("titles")))
    called = (Variant(last + plain(each), reasons.OWN_ADDRESSED, POSSIBLE, starts_word=True) for each in kin)
    return (*familiar, *called)


@cache
def _addressed(surname: str) -> tuple[Variant, ...]:
    """老王, 王书记, 王大哥, and 王某 as a hint. What is an everyday word too must stand as a word.

    The same for all who bear the surname, hence kept. Where a word must begin or end, it is possible elsewhere.
    """
    return (*_familiar(surname), *_with_titles(surname))


def _familiar(surname: str) -> Iterator[Variant]:
    everyday = surname in _folded("ambiguous_surnames")
    for familiar in _FAMILIAR:
        if familiar in OLD_OR_YOUNG:
            yield Variant(familiar + surname, reasons.OWN_ADDRESSED, ends_word=everyday)
            yield Variant(familiar + surname, reasons.OWN_ADDRESSED, POSSIBLE, unless=familiar_words())
        else:
            yield Variant(familiar + surname, reasons.OWN_ADDRESSED, POSSIBLE, starts_word=True, ends_word=True)
    for naming in ("姓" + surname, surname + "姓"):
        yield Variant(naming, reasons.OWN_ADDRESSED, POSSIBLE)
    yield Variant(surname + "家", reasons.OWN_ADDRESSED, POSSIBLE, not_after=OLD_OR_YOUNG)
    yield Variant(surname + "某", reasons.OWN_SHORTENED, POSSIBLE)


@cache
def familiar_words() -> re.Pattern[str]:
    """Everyday words that begin like 老高 and mean nobody, unless somebody's kin follows: 小高层, but not 小钱媳妇."""
    words = sorted(lexicon("familiar_ordinary"), key=lambda word: -len(word))
    return re.compile(rf"(?:{'|'.join(words)})(?!{'|'.join(sorted(lexicon('kin_of')))}|头|汉|爷子|太太)")


def _with_titles(surname: str) -> Iterator[Variant]:
    everyday = surname in _folded("ambiguous_surnames")
    no_names = _folded("no_names")
    for title in sorted(lexicon("titles")):
        called = surname + plain(title)
        sure = POSSIBLE if called in no_names else BINDING  # 包工头 is whoever hires, not somebody called 包
        yield Variant(called, reasons.OWN_ADDRESSED, sure, starts_word=everyday or len(title) == 1)
        yield Variant(called, reasons.OWN_ADDRESSED, POSSIBLE, starts_word=len(title) == 1)
    for title in sorted(lexicon("titles_rare")):
        short, apart = len(title) == 1, OLD_OR_YOUNG if title in lexicon("kin_of") else ""
        if title[0] not in "家姓":  # 高家 and 高姓 are found by themselves: what follows is told on
            yield Variant(surname + plain(title), reasons.OWN_ADDRESSED, POSSIBLE, short, short, not_after=apart)


def organisation_variants(name: str) -> Iterator[Variant]:
    """鄂托克前旗昌隆商贸有限责任公司 is also 昌隆商贸有限责任公司, 昌隆商贸, 昌隆公司 and 昌隆."""
    whole = plain(name)
    if len(whole) < SHORTEST_NAME:
        return
    yield Variant(whole, reasons.OWN_ORGANISATION)
    local = without_region(_BRACKETED.sub("", name.strip()))
    if _VILLAGE_BODY.search(local):
        yield from _village_body(local)
    elif not _PUBLIC_BODY.search(local):
        yield from _short_names(local)


def without_region(name: str) -> str:
    """A name without the regions it begins with."""
    regions = Prefixes(lexicon("public_regions"))
    while len(name) > 4:
        known = regions.longest_at(name, 0)
        found = known or (match.group() if (match := _REGION.match(name)) else None)
        if found is None or len(name) - len(found) < 3:
            break
        name = name[len(found) :]
    return name


def _village_body(local: str) -> Iterator[Variant]:
    village = _VILLAGE_BODY.sub("", local)
    stem = re.sub(r"(嘎查|村|社区)$", "", village)
    if len(stem) >= SHORTEST_NAME:
        yield Variant(plain(stem), reasons.OWN_ORGANISATION_SHORT, not_before=("镇", "苏木", "乡", "旗"))


def _short_names(local: str) -> Iterator[Variant]:
    form = _LEGAL_FORM.search(local)
    body = local[: form.start()] if form else local
    while (shorter := _LEGAL_DETAIL.sub("", body)) != body:
        body = shorter
    brand, trades = _without_trades(body)
    if len(brand) < SHORTEST_NAME:
        return
    for length in (2, 3):  # 塞上红 of 塞上红枸杞, whatever the trade is called
        if length < len(brand) and brand[:length] not in _everyday_brands():
            yield Variant(plain(brand[:length]), reasons.OWN_ORGANISATION_WORD, POSSIBLE)
    why = reasons.OWN_ORGANISATION_SHORT
    for spelling in (local, body if body != brand else ""):
        if len(spelling) > SHORTEST_NAME:
            yield Variant(plain(spelling), why)
    for trade in (*trades, *(short for long in trades for short in _shortened(long))):
        yield Variant(plain(brand + trade), why)
        if len(brand) >= LONG_BRAND and not _says_a_trade(brand[-SHORTEST_NAME:]):  # of 昂都塔拉风力发电 also 塔拉风电
            yield Variant(plain(brand[-SHORTEST_NAME:] + trade), why)
    for kind in {"公司", "集团", form["kind"] if form else "公司"}:
        yield Variant(plain(brand + kind), why)
    if brand in lexicon("org_ordinary") or brand in lexicon("given_ordinary") or brand in lexicon("public_regions"):
        yield Variant(plain(brand), reasons.OWN_ORGANISATION_WORD, POSSIBLE)
    else:
        yield Variant(plain(brand), why)


def _says_a_trade(end: str) -> bool:
    """Whether a name's last word is nobody's own: 道路 of 鑫源道路运输 would make every 道路运输 the company."""
    return end in _everyday_brands() or (is_everyday(end) and not kind_of_word(end).startswith("nr"))


def _shortened(trade: str) -> tuple[str, ...]:
    """How a trade of four characters is said in two: 风力发电 is 风电, 农业机械 is 农机."""
    return (trade[0] + trade[2], trade[0] + trade[3]) if len(trade) == 4 else ()


@cache
def _everyday_brands() -> frozenset[str]:
    words = (lexicon(name) for name in ("org_ordinary", "given_ordinary", "public_regions", "industries", "no_names"))
    return frozenset().union(*words)


def _without_trades(body: str) -> tuple[str, list[str]]:
    """The word that is the organisation's own, and what it is followed by: 昌隆, [商贸]."""
    trades: list[str] = []
    found = True
    while found:
        found = False
        for length in range(min(6, len(body)), 1, -1):
            if body[-length:] in lexicon("industries"):
                trades.insert(0, body[-length:])
                body, found = body[:-length], True
                break
    return body, trades
