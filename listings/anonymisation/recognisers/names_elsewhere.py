"""Names that were seen once and stand elsewhere in the same text, and names in Latin letters. All of it is doubtful."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.found import seems
from listings.anonymisation.recognisers.names import begins, ends
from listings.anonymisation.segmenting import is_everyday
from listings.anonymisation.spans import DOUBTFUL, Hit
from listings.anonymisation.spelling import plain

SHORTEST = 3
GIVEN = 2
_SURNAMES = lexicon("surnames") | lexicon("compound_surnames")
_ALL_SURNAMES = _SURNAMES | lexicon("rare_surnames")
_FUNCTION_WORDS = frozenset("和于都同从与及以过由时")  # surnames too, but 村长和书记 are two
_MONGOLIAN = lexicon("mongolian_names")
_GIVEN = lexicon("given_characters")
_MONGOLIAN_FIRST = frozenset("巴乌斯那敖格额宝萨娜其朝苏孟布达嘎哈色道阿恩照毕特图旺仁桑丹扎")
_RARER = frozenset(title for title in lexicon("titles_rare") if len(title) > 1)
_ANY_TITLE = Prefixes(title for title in lexicon("titles") | lexicon("titles_rare") if len(title) > 1)
_WHOLE_HOUSE = "家姓"  # 高家媳妇 names 高家, 高姓邻居 names 高姓
_KIN = re.compile(
    "[大二三]?(?:哥|姐|叔|婶|嫂|伯|姨|爷|奶)(?![哥姐叔婶嫂伯姨爷奶夫父母])|(?:大妈|大娘|大爷|老汉|妹子|兄弟|书记|老师|师傅|同志|他妈|他爸|她妈)"
)
SHORT_BUT_SURE = 0.8
SHORTEST_IN_LETTERS = 5
_SIGNED_BY = re.compile(
    r"(?:记录人|回访人|经办人|承办人|接访人|接待人|记录|经手人|签字|签名|督查|值班|填表人|审核人|调查人|询问人|来电人|来访人)[:：]?"
    r"(?P<name>[\u4e00-\u9fff]{1,2})(?=[，。；、,;\n)）]|$)"
)
_SURNAMED = re.compile(
    r"(?<!百)(?:我|他|她|本人|法官|老板|对方|那人|主任)?(?<!老百)姓(?P<name>[\u4e00-\u9fff])(?=[，。；、,;\n的)）]|$)"
)
_OF_A_SURNAME = re.compile(
    r"(?P<name>[\u4e00-\u9fff]姓)(?=住户|男子|女子|人家|村民|牧民|夫妇|老板|邻居|司机|老人|业主|一家|兄弟)"
)
_CALLED_BY_NAME = re.compile(
    r"(?:我叫|他叫|她叫|名叫|叫做|本人叫|大的叫|小的叫|姓名[:：])(?P<name>[\u4e00-\u9fff]{2,4})(?=[，。；、,;（(\n]|$)"
)
_NO_NAME_AFTER = re.compile("[什怎他她你我这那不没来去人名某百贵何同本改更其啥]")
_HALF_HIDDEN = re.compile("(?P<surname>[\u4e00-\u9fff])[*×＊﹡○□●■xX]{1,2}(?![A-Za-z0-9])[\u4e00-\u9fff]?")
_LETTERS = re.compile(
    r"(?<![A-Za-z0-9@._\-])[A-Za-zÀ-ɏ]{2,24}(?:[ ·.\-’']{1,2}[A-Za-zÀ-ɏ]{2,24}){0,3}(?![A-Za-z0-9@_])"
)


def seen_again(text: str, names: Iterable[Hit]) -> Iterator[Hit]:
    """Every further place of a name of three characters, or of two that are surely a name and no everyday word."""
    told: dict[str, set[int]] = {}
    for hit in names:
        word = text[hit.start : hit.end]
        short_but_sure = hit.confidence >= SHORT_BUT_SURE and len(word) > 1 and word[0] not in _FUNCTION_WORDS
        if len(word) >= SHORTEST or (short_but_sure and not is_everyday(word)):
            told.setdefault(word, set()).add(hit.start)
    for word, places in told.items():
        for at in _places(text, word):
            if at not in places:
                yield seems(at, at + len(word), reasons.SEEMS_A_NAME, DOUBTFUL)
    for given in {given for word in told for given in _parts_of(word)} - set(told) - lexicon("no_names"):
        for at in _places(text, given):
            edges = begins(text, at) + ends(text, at + len(given))
            if edges == 2 or not is_everyday(given):
                yield seems(at, at + len(given), reasons.SEEMS_A_NAME, DOUBTFUL)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _parts_of(name: str) -> Iterator[str]:
    """The given name of a Han name, and the last part of a Mongolian one: what is left when only that is written."""
    surname = next((length for length in (2, 1) if name[:length] in _SURNAMES), 0)
    if surname and len(name) - surname == GIVEN:
        yield name[surname:]
    for place in range(2, len(name) - 1):
        if name[place:] in _MONGOLIAN and name[:place] in _MONGOLIAN:
            yield from (name[:place], name[place:])


def given_names_with_kin(text: str) -> Iterator[Hit]:
    """桂兰大姐, 建国叔: two characters of given names before a word of kinship, where a word begins."""
    for kin in _KIN.finditer(text):
        start = kin.start() - GIVEN
        given = text[max(0, start) : kin.start()]
        if start >= 0 and _GIVEN.issuperset(given) and begins(text, start) and given not in lexicon("no_names"):
            yield seems(start, kin.end(), reasons.ADDRESSED, DOUBTFUL)


def addressed_otherwise(text: str) -> Iterator[Hit]:
    """A surname with a rarer title, and the first character of a Mongolian name with any: 王技术员, 巴书记.

    Any surname with a title of two characters counts within a sentence too, where no everyday word reaches across
    either end: 社区冷主任, but not 公司经理 and not 高校长期."""
    for place in range(len(text) - 2):
        first = text[place]
        known = first in _MONGOLIAN_FIRST or first in _ALL_SURNAMES
        title = _ANY_TITLE.longest_at(text, place + 1) if known else None
        if title is None or first + title in lexicon("no_names"):
            continue
        end = place + 1 + len(title)
        usual = begins(text, place) and ends(text, end) and (first in _MONGOLIAN_FIRST or title in _RARER)
        if usual or _stands_within(text, place, title, end):
            called = 1 if title[0] in _WHOLE_HOUSE else len(title)
            yield seems(place, place + 1 + called, reasons.ADDRESSED, DOUBTFUL)


def _stands_within(text: str, place: int, title: str, end: int) -> bool:
    first = text[place]
    if first not in _ALL_SURNAMES or (first in _FUNCTION_WORDS and not begins(text, place)) or title[0] in _WHOLE_HOUSE:
        return False
    if first == "方" and place and text[place - 1] in "甲乙丙丁男女对双告我工":
        return False
    crosses_before = place > 0 and not begins(text, place) and is_everyday(text[place - 1 : place + 1])
    crosses_after = end < len(text) and not ends(text, end) and is_everyday(text[end - 1 : end + 1])
    return not (crosses_before or crosses_after)


def told_by_a_word(text: str) -> Iterator[Hit]:
    """记录人贾, 我姓巫, 纳姓住户, 我叫过江红: a word before or after says that it is a name."""
    for pattern in (_SIGNED_BY, _SURNAMED, _OF_A_SURNAME, _CALLED_BY_NAME):
        for told in pattern.finditer(text):
            name = told["name"]
            if not _NO_NAME_AFTER.match(name) and not is_everyday(name if len(name) > 1 else ""):
                yield seems(*told.span("name"), reasons.SEEMS_A_NAME, DOUBTFUL)


def names_with_signs(text: str) -> Iterator[Hit]:
    """王*兰, 王××: half hidden, and still the surname with the last character."""
    for hidden in _HALF_HIDDEN.finditer(text):
        if hidden["surname"] in _SURNAMES:
            yield seems(*hidden.span(), reasons.SEEMS_A_NAME, DOUBTFUL)


def names_in_latin_letters(text: str) -> Iterator[Hit]:
    """Letters that can be read as the syllables of a name: Wang Guilan."""
    for letters in _LETTERS.finditer(text):
        word = plain(letters.group())
        if len(word) >= SHORTEST_IN_LETTERS and _syllables().fullmatch(word):
            yield seems(*letters.span(), reasons.SEEMS_A_NAME, DOUBTFUL)


@cache
def _syllables() -> re.Pattern[str]:
    known = sorted({line.split()[0] for line in lexicon("pinyin")}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(known)}){{2,6}}")
