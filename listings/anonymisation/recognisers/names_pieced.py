"""Han names that no segmenter knows: a surname with one or two characters where the words around it end and begin.

The surname must begin a word of one segmenter and the given name must end one; no everyday word may begin with the
surname or reach across the end. Where a word for what somebody is stands before the name (调解员, 老板) or a verb or a
title after it, a word ends there. All of it is doubtful: proposed to the clerk, and no reason to refuse anything.
"""

import re
from collections.abc import Iterator, Sequence

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.found import seems
from listings.anonymisation.recognisers.names import NEVER_IN_A_NAME, begins, ends, is_name
from listings.anonymisation.segmenting import is_everyday, kind_of_word
from listings.anonymisation.spans import DOUBTFUL, Hit
from listings.anonymisation.spelling import is_han

_SURNAMES = Prefixes([*lexicon("surnames"), *lexicon("compound_surnames"), *lexicon("rare_surnames")])
_TITLES = Prefixes([title for title in lexicon("titles") if len(title) > 1] + ["邻居", "两位", "夫妇", "父子", "母女"])
_GIVEN = lexicon("given_characters")
_USUAL = lexicon("surnames")
_COUNTED = re.compile("[两二][家户姓方]")  # 王、高两家
_NAMING_WORDS = ("n", "a", "i", "l", "b", "z")  # nouns and what describes; nobody is called 一直 or 开走
_ENDS_A_NAME = ("v", "d", "p", "c", "u", "w", "x", "r", "t", "m")  # verbs, function words, signs, counts follow
# Names are given by numbers where the grandfather's age was counted: 薛七十二, 马六六, 要三毛.
_NUMBER = re.compile(
    "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]{2}|[一二三四五六七八九][小大毛娃女蛋旦狗牛虎])"
)
_COUNTS = re.compile("[一二三四五六七八九十两百千万亿0-9元块钱亩年月日号个岁天户人头只吨斤%、至到多余来]")
_ROLE_ENDS = frozenset("员人长户主头板师手工民者商友伴居子女亲理计务记导")
_RARE = lexicon("rare_surnames") | lexicon("ambiguous_surnames")
_SHORT_TITLES = frozenset("总局所科队工导校厂")  # 滑总, 步局
_SINGLE = _GIVEN - frozenset("家子大小三二四五头水地天田石木金银力开转变全长新先东南北远光成生民女男中")
_ALSO_WORDS = frozenset("那要水有能双满国农足令药通同从")  # as surnames they need a given name that is surely one


def names_pieced_together(text: str, words: Sequence[tuple[int, str, str]]) -> Iterator[Hit]:
    """Names among words (place, word, tag) of all segmenters."""
    starts = {place for place, _, _ in words}
    stops = {place + len(word) for place, word, _ in words}
    told_by_the_next = {place for place, _, tag in words if tag.startswith(_ENDS_A_NAME)}
    for place in range(len(text) - 1):
        surname = _SURNAMES.longest_at(text, place)
        if surname is None:
            if _of_an_unknown_surname(text, place, told_by_the_next):
                yield seems(place, place + 3, reasons.SEEMS_A_NAME, DOUBTFUL)
            continue
        if not (place in starts or begins_after_a_role(text, place)):
            continue
        given = place + len(surname)
        number = _NUMBER.match(text, given)
        for end in ((number.end(),) if number else ()) + (given + 2, given + 1):
            if not (end in stops or ends(text, end)):
                continue
            edges = begins_after_a_role(text, place) + (ends(text, end) or _is_told(text, end, told_by_the_next))
            if _may_be_one(text, place, len(surname), end, edges):
                yield seems(place, end, reasons.SEEMS_A_NAME, DOUBTFUL)
                break


def _of_an_unknown_surname(text: str, place: int, told_by_the_next: set[int]) -> bool:
    """Three characters that make no word, the last two as in names, where words around them begin and end: 觅小军."""
    word = text[place : place + 3]
    if len(word) < 3 or not _GIVEN.issuperset(word[1:]) or not is_han(word[0]) or word[0] in NEVER_IN_A_NAME:
        return False
    if text[place + 1] in _USUAL or (place and is_everyday(text[place - 1 : place + 1])):
        return False
    end = place + 3
    edges = begins_after_a_role(text, place) and (ends(text, end) or _is_told(text, end, told_by_the_next))
    return (
        edges and not any(is_everyday(word[at : at + 2]) for at in (0, 1)) and is_name(word, text, place, unsure=True)
    )


def begins_after_a_role(text: str, place: int) -> bool:
    """Whether a word seems to begin here; after 调解员 and 老板 one does, though 员 and 板 are no sign of it."""
    return begins(text, place) or _role_before(text, place)


def _role_before(text: str, place: int) -> bool:
    if place < 2 or text[place - 1] not in _ROLE_ENDS:
        return False
    return any(place >= length and is_everyday(text[place - length : place]) for length in (2, 3))


def _is_told(text: str, end: int, told_by_the_next: set[int]) -> bool:
    return end in told_by_the_next or (end < len(text) and _TITLES.longest_at(text, end) is not None)


def _may_be_one(text: str, start: int, surname: int, end: int, edges: int) -> bool:
    given, word = text[start + surname : end], text[start:end]
    if len(text) < end or not all(is_han(each) and each not in NEVER_IN_A_NAME for each in given):
        return False
    if text[start] == "方" and start and text[start - 1] in "甲乙丙丁男女对双告我工":
        return False
    if _COUNTED.match(text, end - 1) or not is_name(word, text, start, unsure=True):
        return False
    if _NUMBER.fullmatch(given):
        return edges == 2 and not (end < len(text) and _COUNTS.match(text, end))
    if len(given) > 2 or _is_a_word(text, start, end, surname, edges):
        return False
    if len(given) == 2 and given[0] == given[1] and edges == 2:  # 那转转, 高灯灯
        return True
    if text[start] in _ALSO_WORDS:
        a_word = is_everyday(given) and not kind_of_word(given).startswith(("nr", "ns", "nz"))
        return edges == 2 and (_GIVEN.issuperset(given) and not a_word if len(given) == 2 else given in _SINGLE)
    if len(given) == 2 and not _GIVEN.issuperset(given) and is_everyday(given):
        return edges == 2 and kind_of_word(given).startswith(_NAMING_WORDS)
    if text[start] in _RARE and not _GIVEN.intersection(given):
        return False  # 方账户, 车卖了
    if len(given) == 1 and text[start] in _RARE and given not in _SINGLE and given not in _SHORT_TITLES:
        return False
    if len(given) == 1:
        sure = edges == 1 and given in _GIVEN and text[start] not in lexicon("ambiguous_surnames")
        return sure or (edges == 2 and ends(text, end))
    if edges == 2:
        return True
    if text[start] in lexicon("ambiguous_surnames"):
        return edges == 1 and _GIVEN.issuperset(given)
    return edges == 1 or _GIVEN.issuperset(given)


def _is_a_word(text: str, start: int, end: int, surname: int, edges: int) -> bool:
    """Whether an everyday word begins with the surname, is the whole, or reaches across an end of it.

    After a role even a noun may be a name, where its characters are those of names: 代理人雷鸣远, 代表人强军.
    """
    named = _role_before(text, start) and edges == 2 and _GIVEN.issuperset(text[start + surname : end])
    for stop in range(start + surname + 1, min(end + 2, len(text)) + 1):
        if is_everyday(text[start:stop]) and not (
            named and stop <= end and kind_of_word(text[start:stop]).startswith("n")
        ):
            return True
    return _crosses(text, end) or (
        start > 0 and is_everyday(text[start - 1 : start + 1]) and not begins_after_a_role(text, start)
    )


def _crosses(text: str, end: int) -> bool:
    return end < len(text) and is_han(text[end]) and not ends(text, end) and is_everyday(text[end - 1 : end + 1])
