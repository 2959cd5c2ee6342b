"""The same person stays the same: replacements by the courts' naming rule, kept in a mapping that only grows.

A party is called by role (申请人甲, 被申请人乙), an organisation and a village by what they are (某公司, 某嘎查), any
other person by the surname or the first character and 某; several with the same result are told apart by 乙, 丙.
Days and amounts are widened, numbers are left out. The mapping (what stood there -> what stands there) goes to the
vault; given the same mapping the same text becomes the same text.
"""

import re
from collections.abc import Mapping

from listings.anonymisation import reasons
from listings.anonymisation.known import CaseKnowledge, Kind
from listings.anonymisation.lexicon import lexicon
from listings.anonymisation.own_case import kind_of
from listings.anonymisation.spans import Hit, HitKind
from listings.anonymisation.spelling import is_han, plain
from listings.anonymisation.variants import below_the_town
from listings.anonymisation.variants_of_names import OLD_OR_YOUNG, surname_of
from listings.anonymisation.widening import SOME_MONEY, time_without_measure

STEMS = "甲乙丙丁戊己庚辛壬癸"
LEFT_OUT = "（略）"
NEARBY = "附近"
ROLE_WORDS = {"petitioner": "申请人", "respondent": "被申请人", "other": "其他当事人"}
_FAMILIAR = re.compile(r"^(?:[老小阿大](?=.(?:头|汉|爷子|太太)?$)|姓(?=.{1,2}的$))")
_FIRST = lexicon("surnames") | {name[0] for name in lexicon("mongolian_names")}
_CALLED_LONGER = re.compile(f"^[{OLD_OR_YOUNG}](?=[{''.join(sorted(_FIRST))}])")
_ORGANISATIONS = (
    (("合作社", "联合社"), "某合作社"),
    (("幼儿园", "小学", "中学", "学校", "学院"), "某学校"),
    (("医院", "卫生院", "卫生室", "诊所"), "某医疗机构"),
    (("煤矿", "铁矿", "矿"), "某矿"),
    (("公司", "集团", "矿业"), "某公司"),
    (("牧场", "农场", "林场", "养殖场", "采石场", "砂石场", "场", "基地"), "某场"),
    (("厂",), "某厂"),
    (("店", "超市", "商行", "馆", "门市部", "门市", "经营部", "服务部"), "某店"),
    (("嘎查委员会", "村委会", "村民委员会", "嘎查委会"), "某嘎查委员会"),
    (("局", "政府", "委员会", "办公室", "法院", "检察院", "所", "站", "中心"), "某单位"),
)
_PLACES = (
    ("嘎查", "某嘎查"), ("社区", "某社区"), ("小区", "某小区"), ("花园", "某小区"), ("家园", "某小区"),
    ("苑", "某小区"), ("公寓", "某小区"), ("村民小组", "某组"), ("村", "某村"),
    ("街", "某街道"), ("路", "某街道"), ("巷", "某街道"),
    ("社", "某社"), ("组", "某组"), ("队", "某队"), ("楼", "某号楼"), ("栋", "某号楼"), ("幢", "某号楼"),
    ("单元", "某号楼"), ("室", "某室"), ("号", "某号"), ("户", "某户"),
)  # fmt: skip
# Words of their own that end like a group or a room: 老供销社 is no 社, and 老队部 no 队.
_NO_PART = re.compile("供销社|信用社|合作社|旅行社|旅社|报社|出版社|队部|卫生室|医务室|活动室|办公室|教室|楼[上下]")
_ILLNESS = re.compile("(?:病|症|脑瘫|癫痫|精神分裂|综合征|红斑狼疮)$")
_SOMEBODY_ILL = re.compile("瘸子|跛子|哑巴|瞎子|聋哑人?|独眼龙|侏儒|植物人")
_VILLAGE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,}?)(?P<level>嘎查|行政村|自然村|社区|村)")


def with_parties(mapping: Mapping[str, str], known: CaseKnowledge) -> dict[str, str]:
    """The mapping with a replacement for every party and for the village, given in the order they came to the case."""
    grown = dict(mapping)
    for value in known.values:
        if value.kind is Kind.NAME and value.owner is not None and value.owner.key not in grown:
            if kind_of(value) is HitKind.PERSON:
                grown[value.owner.key] = _first_free(ROLE_WORDS.get(value.owner.role, "当事人"), grown, always=True)
            else:
                grown[value.owner.key] = _first_free(_organisation(value.text), grown)
        elif value.kind is Kind.VILLAGE:
            _village(value.text, grown)
    return grown


def replacement(hit: Hit, text: str, mapping: dict[str, str]) -> str:
    """What stands in place of a hit's text; a name that is new to the mapping is added to it."""
    original = text[hit.start : hit.end]
    match hit.kind:
        case HitKind.PERSON | HitKind.ORGANISATION:
            return _named(hit, original, mapping)
        case HitKind.VILLAGE:
            return _village(original, mapping)
        case HitKind.ADDRESS:
            return _address(original, mapping)
        case HitKind.DATE:
            return time_without_measure(original)
        case HitKind.AMOUNT:
            return SOME_MONEY
        case HitKind.OTHER:
            return _known_by(hit, original, text[hit.end : hit.end + 1])
        case _:
            return LEFT_OUT


def _known_by(hit: Hit, original: str, after: str) -> str:
    """What is as true of many others: 附近, 当地的, 重病, 身有残疾, 担任某职, 经营的某店."""
    match hit.why:
        case reasons.LANDMARK:
            return "某处" if original[0] in "村嘎路井" else NEARBY
        case reasons.ONLY_ONE:
            return "当地的"
        case reasons.RARE_CONDITION:
            return _condition(original, after)
        case reasons.KINSMAN:
            return "经营的某店" if original[0] in "开经办" else "担任某职"
        case _:
            return "某某"


def _condition(original: str, after: str) -> str:
    if original.endswith("胞胎"):
        return "多胞胎"
    if _ILLNESS.search(original):
        return "重病"
    if _SOMEBODY_ILL.fullmatch(original):
        return "身有残疾的人"
    is_before_a_name = len(original) == len("独眼") and is_han(after) and after not in "的和与"
    return "身有残疾的" if is_before_a_name else "身有残疾"


def by_surname(called: str) -> str:
    """老王, 小王师傅, 王大哥 and 姓王的 as 王某: a person of whom no more is said."""
    return surname_of(_CALLED_LONGER.sub("", _FAMILIAR.sub("", called.strip()))) + "某"


def _named(hit: Hit, original: str, mapping: dict[str, str]) -> str:
    household = "家" if hit.kind is HitKind.PERSON and _is_household(hit, original.strip()) else ""
    if hit.of in mapping:
        return mapping[hit.of] + household
    if hit.kind is HitKind.PERSON:
        if household:
            return by_surname(original) + household
        base = by_surname(original)
        if hit.why in (reasons.ADDRESSED, reasons.OWN_ADDRESSED, reasons.OWN_SHORTENED):
            return base  # a surname does not tell which of its bearers is meant
    else:
        base = _organisation(original)
    return _keyed(f"{hit.kind.value}:{plain(original)}", base, mapping)


def _is_household(hit: Hit, called: str) -> bool:
    """王家 are all who live there; 李国家 is one person."""
    is_a_way_of_calling = hit.why not in (reasons.OWN_NAME, reasons.OWN_GIVEN_NAME, reasons.OWN_GIVEN_WORD)
    return is_a_way_of_calling and called.endswith("家") and called[:-1] == surname_of(called[:-1])


def _keyed(key: str, base: str, mapping: dict[str, str]) -> str:
    if key not in mapping:
        mapping[key] = _first_free(base, mapping)
    return mapping[key]


def _first_free(base: str, mapping: Mapping[str, str], *, always: bool = False) -> str:
    """The base alone where it is free and needs no letter, else with the first heavenly stem that is free."""
    taken = set(mapping.values())
    if not always and base not in taken:
        return base
    for number in range(0 if always else 1, len(taken) + 2):
        letter = STEMS[number] if number < len(STEMS) else str(number + 1)
        if base + letter not in taken:
            return base + letter
    raise AssertionError("more letters than names were tried")


def _organisation(name: str) -> str:
    plain_name = name.strip()
    for endings, word in _ORGANISATIONS:
        if plain_name.endswith(endings):
            return word
    return "某单位"


def _village(original: str, mapping: dict[str, str]) -> str:
    found = _VILLAGE.search(below_the_town(original))
    stem, level = (found["stem"], found["level"]) if found else (original, "嘎查")
    return _keyed(f"village:{plain(stem)}", f"某{level[-2:] if level != '村' else '村'}", mapping)


def _address(original: str, mapping: dict[str, str]) -> str:
    local = below_the_town(original)
    if _VILLAGE.match(local) and "小区" not in local:
        return _village(original, mapping)
    said = _NO_PART.sub("", local)
    return next((word for sign, word in _PLACES if sign in said), "某处")
