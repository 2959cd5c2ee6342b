"""People's names, by what they are made of and by the words around them; a guess that the clerk sees and decides."""

import re
from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.found import seems
from listings.anonymisation.spans import Hit
from listings.anonymisation.spelling import is_han

_SURNAMES = Prefixes([*lexicon("surnames"), *lexicon("compound_surnames")])
_TITLES = Prefixes(lexicon("titles"))
_KNOWN = Prefixes(lexicon("mongolian_names"))
_PARTS = Prefixes([*lexicon("mongolian_names"), *lexicon("mongolian_joined")])
_MONGOLIAN = lexicon("mongolian_characters")
_GIVEN = lexicon("given_characters")
_REGIONS = Prefixes(lexicon("public_regions"))
_ALSO_FUNCTION_WORDS = frozenset("和都来新通道")  # within a name they are part of it, at its end hardly ever
_MONGOLIAN_SURNAMES = frozenset("包白金吴韩何齐鲍康")
_BEFORE_A_NAMES_HE = frozenset("呼苏布伊朝孟蒙勒日")
_IS_NO_NAME = Prefixes(["嘎查达", "嘎查", "苏木达", "苏木", "敖包", "那达慕", "哈达", "来和", "都和"])
SHORTEST_RUN, LONGEST_RUN = 3, 8
_PLACE_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,2}嘎查(?!达)|镇|苏木|旗|县|市|区|盟|乡|嘎查|村|社区|街|路|湖|山|河|淖|滩|沟|梁|湾|草原|沙漠|沙地|牧场|农场|林场|煤矿|矿|小区|公司|集团|合作社|饭店|酒店"
    r"|宾馆|超市|商店|庙|寺|召|敖包|水库|机场|火车站|车站|高速|大桥|学校|小学|中学|医院|族|语|文|话|人|包|袍|舞|奶|酒|一带|地区|境内|工业园|园区|井|音|希里"
)
_BEFORE_WORD = frozenset(
    "子女妻夫父母弟兄妹姐哥婿叔侄孙儿其的是和与给找向对让叫被把由在及跟同问请说因到了时后前人民方原告诉称为求托替帮见经据从而但且或有即如连该将使嘱派骂打甲乙丙"
)
_AFTER_WORD = frozenset(
    "的和与给找向对让叫被把由是在及跟同问请说因到了时后前也又就都还要不没有等两去来将从于称反提欠借家头告承拒答认签付收买卖打骂已曾未则却其先再"
    "辩证替确赶认记租共均多转把拖系住电身男女年户名出经以所现于生表当着拿带领与多一二三四五六七八九十各至主个自本今昨此之起只能会想愿可应该"
)
_GIVEN_STOPS = frozenset(
    "的是在和与给找向对让叫被把由及跟同问请说因到了也又就都还要不没有等去来将从于称已曾未则却其先再某们这那我你他她它么吗呢吧啊着过得地会能可以并但而且或个"
)
NEVER_IN_A_NAME = frozenset(
    "的是在与给找向对让叫被把由及跟问请说因到了也又就都还要不没等去从于称已却再某们这那我你他她它么吗呢吧啊着些每该此其之者所只很非无号亩吨款项欠租诉讼赔偿"
)
_INTRODUCED = re.compile(
    r"(?:其[父母妻夫子女兄弟姐妹]|长子|次子|长女|次女|被?申请人|信访人|上访人|来访人|当事人|反映人|举报人|投诉人|原告|被告|第三人|证人|户主|法定代表人|法人|负责人|经办人|联系人|承包人|出租人|承租人"
    r"|借款人|担保人|保证人|债务人|债权人|死者|伤者|肇事者|司机|包工头|工头|丈夫|妻子|儿子|女儿|父亲|母亲|哥哥|弟弟|姐姐|妹妹|媳妇|女婿|儿媳|侄子|外甥|舅舅|姑父|岳父|岳母"
    r"|爱人|老伴|邻居|牧民|村民|农民|居民|社员|同村|名叫|叫做|姓名|本人|老板|会计|书记|主任|村长|嘎查达|组长|社长|队长)(?:是|叫|为|系)?[::、\s]{0,2}"
)
_FAMILIAR = re.compile(r"[老小](?P<surname>[\u4e00-\u9fff])(?:头|汉|爷子|太太)?")
_EVERYDAY_AFTER_FAMILIAR = frozenset(
    "年时路家车方高马石田花草木树牛羊米麦雪雨云水金银钱包白黄红蓝明宫武平安全官商文关管应解易常党季计向万单成来和左温江沙海于何"
)
_DOTTED = re.compile(
    f"[{''.join(sorted(_MONGOLIAN | lexicon('surnames')))}]{{1,6}}[·•・‧][{''.join(sorted(_MONGOLIAN))}]{{1,8}}"
)


def names_by_form(text: str) -> Iterator[Hit]:
    """Names that need no segmenter: dotted, made of Mongolian parts, introduced, or a surname with a title."""
    for dotted in _DOTTED.finditer(text):
        yield seems(*dotted.span(), reasons.MONGOLIAN_NAME, 0.9)
    yield from _mongolian(text)
    yield from _introduced(text)
    yield from _addressed(text)
    yield from _made_of_given_names(text)


def is_name(word: str, text: str, start: int, *, unsure: bool = False) -> bool:
    """Whether what a segmenter took for a name may be one: no place, no everyday word, nothing already masked.

    `unsure`: the surname is known to the caller, who goes by more surnames than count here."""
    end = start + len(word)
    if not 2 <= len(word) <= LONGEST_RUN + 2 or not all(
        is_han(character) or character in "·•・‧" for character in word
    ):
        return False
    if "某" in word or word in lexicon("public_regions") or word in lexicon("no_names") or is_masked(text, start, end):
        return False
    if (
        word[-1] in "甲乙丙"
        or _PLACE_AFTER.match(text, end)
        or len(_REGIONS.longest_at(text, start) or "") >= len(word)
    ):
        return False
    return unsure or _SURNAMES.longest_at(word, 0) is not None or is_mongolian(word)


def is_mongolian(word: str) -> bool:
    """Whether a word is written with the characters of Mongolian names."""
    return all(character in _MONGOLIAN for character in word)


def is_masked(text: str, start: int, end: int) -> bool:
    """Whether this is a name that is masked already: 王某, 申请人甲."""
    return "某" in text[max(0, start - 1) : end + 1] or "申请人" in text[start:end]


def _mongolian(text: str) -> Iterator[Hit]:
    """Runs of Mongolian name characters: sure where known parts make them up, likely where they are three or more."""
    place, length = 0, len(text)
    while place < length:
        if text[place] not in _MONGOLIAN:
            place += 1
            continue
        end = place
        while end < length and end - place < 4 * LONGEST_RUN and text[end] in _MONGOLIAN:
            end += 1
        for start, stop in _parted(text, place, end):
            yield from _within_run(text, start, stop)
        place = end


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run that is too long for one name is parted at 和 where that joins two people and is no part of one."""
    if end - start > LONGEST_RUN:
        for place in range(start + 2, end - 2):
            if text[place] == "和" and text[place - 1] not in _BEFORE_A_NAMES_HE:
                yield start, place
                start = place + 1
    yield start, end


def _within_run(text: str, start: int, end: int) -> Iterator[Hit]:
    """The names in one run: a short run with a known part is one name whole, a long one is taken part by part."""
    for place in range(start, end):
        title = _IS_NO_NAME.longest_at(text, place)
        if title is not None:
            if place > start:
                yield from _within_run(text, start, place)
            if place + len(title) < end:
                yield from _within_run(text, place + len(title), end)
            return
    start = _after_regions(text, start, end)
    while start < end and text[start] in "和都来":
        start += 1
    while end - start > 2 and _ends_with_a_function_word(text, end):
        end -= 1
    if end - start < 2 or is_place_after(text, end):
        return
    if start and text[start - 1] in _MONGOLIAN_SURNAMES and begins(text, start - 1):
        start -= 1
    if end - start <= LONGEST_RUN and _has_known_part(text, start, end):
        yield seems(start, end, reasons.MONGOLIAN_NAME, 0.85 if end - start > 2 else 0.7)
    elif end - start > LONGEST_RUN:
        yield from _part_by_part(text, start, end)
    elif end - start >= SHORTEST_RUN and _likely(text, start, end):
        yield seems(start, end, reasons.MONGOLIAN_NAME, 0.6)


def _ends_with_a_function_word(text: str, end: int) -> bool:
    if text[end - 1] == "和":  # 额日勒和 is a name, 苏亚拉图和 is a name and another person to come
        return text[end - 2] not in _BEFORE_A_NAMES_HE
    return text[end - 1] in _ALSO_FUNCTION_WORDS and not ends(text, end)


def _after_regions(text: str, start: int, end: int) -> int:
    """Where the run goes on after the regions that it begins with."""
    while start < end:
        region = _REGIONS.longest_at(text, start)
        if region is None or start + len(region) > end or _continues(text, start + len(region), end):
            break
        start += len(region)
    return start


def _has_known_part(text: str, start: int, end: int) -> bool:
    """Whether a part that may stand alone is in the run; a run of two characters must be such a part itself."""
    if end - start == 2:
        return text[start:end] in lexicon("mongolian_names")
    return any((_KNOWN.longest_at(text, place) or "x" * LONGEST_RUN) in text[start:end] for place in range(start, end))


def _part_by_part(text: str, start: int, end: int) -> Iterator[Hit]:
    place = start
    while place < end:
        after, parts, known = parts_from(text, place, end)
        sure = (parts >= 2 and known) or (parts == 1 and text[place:after] in lexicon("mongolian_names"))
        if sure and after - place >= 2 and not is_place_after(text, after):
            yield seems(place, after, reasons.MONGOLIAN_NAME, 0.85 if after - place > 2 else 0.7)
            place = after
        else:
            place += 1


def _continues(text: str, place: int, end: int) -> bool:
    """Whether part of a person's name follows a region's at once, so that the region may be part of the name too."""
    part = _PARTS.longest_at(text, place) if place < end else None
    return part is not None and len(part) >= 2


def parts_from(text: str, place: int, end: int) -> tuple[int, int, bool]:
    """How far known parts reach from here, how many they are, and whether one of them may stand alone."""
    parts, known = 0, False
    while place < end and (part := _PARTS.longest_at(text, place)) is not None and place + len(part) <= end:
        place, parts = place + len(part), parts + 1
        known = known or part in lexicon("mongolian_names")
    return place, parts, known


def is_place_after(text: str, after: int) -> bool:
    """Whether what follows makes a place, a people or a thing of what looks like a name."""
    return after < len(text) and _PLACE_AFTER.match(text, after) is not None


def _likely(text: str, start: int, end: int) -> bool:
    """A run without known parts counts where a word begins or ends, with characters that ordinary text has rarely."""
    rare = sum(text[place] not in lexicon("mongolian_common_characters") for place in range(start, end))
    before = begins(text, start)
    after = ends(text, end) or _TITLES.longest_at(text, end) is not None
    enough = 1 if end - start > SHORTEST_RUN or (before and after) else 2
    return rare >= enough and (before or after)


def begins(text: str, start: int) -> bool:
    """Whether a word seems to begin here: nothing, a sign, or a word that names follow is before it."""
    return start == 0 or not is_han(text[start - 1]) or text[start - 1] in _BEFORE_WORD


def _introduced(text: str) -> Iterator[Hit]:
    """A surname and one or two characters, or a run of Mongolian name characters, after words that introduce one."""
    for introduction in _INTRODUCED.finditer(text):
        start = introduction.end()
        for end in _ends_after_introduction(text, start):
            if is_name(text[start:end], text, start):
                yield seems(start, end, reasons.INTRODUCED, 0.8)
                break


def _ends_after_introduction(text: str, start: int) -> Iterator[int]:
    run = start
    while run < len(text) and run - start < LONGEST_RUN and text[run] in _MONGOLIAN:
        run += 1
    while run - start > 2 and _ends_with_a_function_word(text, run):
        run -= 1
    if run - start >= SHORTEST_RUN or (run - start == 2 and ends(text, run)):
        yield run
    surname = _SURNAMES.longest_at(text, start) if start < len(text) else None
    if surname is None:
        return
    for length in (2, 1):
        end = start + len(surname) + length
        given = text[start + len(surname) : end]
        plausible = len(given) == length and all(is_han(each) and each not in _GIVEN_STOPS for each in given)
        if plausible and (ends(text, end) or (length == 2 and _GIVEN.issuperset(given))):
            yield end


def ends(text: str, end: int) -> bool:
    """Whether a word seems to end here: nothing, a sign, or a word that follows names is after it."""
    return end >= len(text) or not is_han(text[end]) or text[end] in _AFTER_WORD


def _addressed(text: str) -> Iterator[Hit]:
    """老王, 小李; 王书记, 李大爷: a surname that is an everyday word counts where a word begins alone."""
    for familiar in _FAMILIAR.finditer(text):
        surname, end = familiar["surname"], familiar.end()
        is_surname = surname in lexicon("surnames") and surname not in _EVERYDAY_AFTER_FAMILIAR
        if is_surname and ends(text, end) and not is_masked(text, *familiar.span()):
            yield seems(*familiar.span(), reasons.ADDRESSED, 0.7)
    for place in range(len(text) - 1):
        surname = _SURNAMES.longest_at(text, place)
        if surname is None or place + len(surname) >= len(text):
            continue
        title = _TITLES.longest_at(text, place + len(surname))
        if title is None or surname + title in lexicon("no_names"):
            continue
        if _stands_alone(text, place, surname, title):
            yield seems(place, place + len(surname) + len(title), reasons.ADDRESSED, 0.7)


def _made_of_given_names(text: str) -> Iterator[Hit]:
    """A surname and two characters of given names, where a word begins before or ends after them."""
    for place in range(len(text) - 2):
        surname = _SURNAMES.longest_at(text, place)
        if surname is None:
            continue
        end = place + len(surname) + 2
        given = text[place + len(surname) : end]
        if len(given) < 2 or not _GIVEN.issuperset(given):
            continue
        edges = begins(text, place) + ends(text, end)
        if edges >= (2 if surname in lexicon("ambiguous_surnames") else 1) and is_name(text[place:end], text, place):
            yield seems(place, end, reasons.SEEMS_A_NAME, 0.6 if edges == 2 else 0.5)


def _stands_alone(text: str, place: int, surname: str, title: str) -> bool:
    everyday = surname in lexicon("ambiguous_surnames") or len(title) == 1
    return begins(text, place) and (not everyday or ends(text, place + len(surname) + len(title)))
