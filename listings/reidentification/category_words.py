"""A category that is published wider, or not at all, is not named in the text either, and the text still reads.

The words stand in words_of_categories.py. One counts where the dictionary cuts the text so: 公开采购 is no 开采, nor
最低保障 低保. Whose case it is plays no part: only what is published does, so that a refusal tells nobody anything
about the case.
"""

import re
from functools import cache
from typing import Final

from listings.anonymisation.lexicon import Prefixes
from listings.anonymisation.spelling import Stream, folded, plain
from listings.cases.vocabulary import Category
from listings.dictionary import dictionary
from listings.reidentification.ladders import Attribute, ladder
from listings.reidentification.words_of_categories import WORDS

_GENERAL: Final = {
    plain(word): general for words in WORDS.values() for general, each in words.items() for word in each.split()
}
# Where a word does something else in its sentence, something else stands for it: 向对方借款 lends, 是邻居 is one.
_SOMEBODY: Final = r"(?:被?申请人[甲乙丙丁]?|对方|他人|亲戚|亲友|朋友|熟人|其|银行|信用社|某[^，。；、\s]{1,5})"
_OTHERWISE: Final = (
    (("借款", "贷款"), re.compile(rf"[向找跟]{_SOMEBODY}\Z"), "拿钱"),
    (("邻居", "邻家"), re.compile(r"[是为系]\Z"), "熟人"),
)
# What follows a word and belongs to it: 医疗费|用, 工程款|项, 工资|款.
_TAIL: Final = re.compile(r"款项?(?!目)|项(?!目)|用(?![于在来作])")
# What may stand between two words that are told by one.
_BETWEEN: Final = re.compile(r"(?:和|与|及|以及|或|或者|、|的)?")
# The end of one word of the dictionary, and another thing there.
_NOT_AFTER: Final = {"本金": "资"}
BOTH: Final = 2  # ends of a word
AROUND: Final = 10  # characters on each side that say how a word is cut
_STOP = re.compile(r"[，。；：！？、,.;:!?\n]")


def category_words_told(text: str, published: str | None) -> list[tuple[int, int]]:
    """Where a text names a category finer than the published one (None: left out), however it is spaced, in order."""
    return [(start, end) for start, end, _ in _found(text, published)]


def without_category_words(text: str, published: str | None) -> str:
    """The text with something general in place of each of those words (场地, 款项, 出事); it never grows.

    What stands beside a word that is taken out may be cut otherwise then, so it is looked for until none is left."""
    while found := _joined(text, _found(text, published)):
        for start, end, general in reversed(found):
            text = text[:start] + general + text[end:]
    return text


def _found(text: str, published: str | None) -> list[tuple[int, int, str]]:
    """Where such a word stands, and what may stand in its place."""
    known = _known_by(published)
    if known is None:
        return []
    stream, at, found = folded(text), 0, []
    while at < len(stream.text):
        word = known.longest_at(stream.text, at)
        if word is not None and _stands(text, stream, at, word):
            start, end = stream.span(at, at + len(word))
            found.append((start, end, _general(word, text[:start])))
            at += len(word)
        else:
            at += 1
    return found


def _stands(text: str, stream: Stream, at: int, word: str) -> bool:
    """Whether what reads like the word is it: not across a stop, and not made of parts of other words."""
    start, end = stream.span(at, at + len(word))
    before = stream.text[at - 1] if at else ""
    if _STOP.search(text, start, end) or (before and before in _NOT_AFTER.get(word, "")):
        return False
    return _is_cut_so(*_surroundings(text, stream, at, at + len(word)))


def _surroundings(text: str, stream: Stream, at: int, end: int) -> tuple[str, int, int]:
    """The characters around a word up to the next stop, and where it begins and ends among them."""
    first, last = at, end
    while first > max(0, at - AROUND) and not _STOP.search(text, stream.places[first - 1], stream.places[first]):
        first -= 1
    while last < min(len(stream.text), end + AROUND) and not _STOP.search(
        text, stream.places[last - 1], stream.places[last]
    ):
        last += 1
    return "".join(_written(text, stream, place) for place in range(first, last)), at - first, end - first


def _written(text: str, stream: Stream, place: int) -> str:
    """A plain character, but a figure as it is written: the dictionary knows 统一, not 统1."""
    return text[stream.places[place]] if stream.text[place].isdecimal() else stream.text[place]


def _is_cut_so(text: str, start: int, end: int) -> bool:
    """Whether the word is more than the end of one word of the dictionary with the beginning of the next: 公开|采购.

    Crossed at one end alone (在承包|地上, 回|迁户) it still says what it says. In the midst of a longer word it counts
    where that is made of it: 环境污染问题, but not 桂林地区.
    """
    words, at, crossed = dictionary(), 0, 0
    for token in words.cut(text, HMM=False):
        before, beyond = start - at, at + len(token) - end
        at += len(token)
        if at <= start:
            continue
        if before > 0 and beyond > 0:
            return before > 1 and bool(words.FREQ.get(token[:before]))
        crossed += (before > 0 > beyond) or (before < 0 < beyond)
        if at >= end:
            break
    return crossed < BOTH


@cache
def _known_by(published: str | None) -> Prefixes | None:
    """The words of every category finer than the published one; None where there is none."""
    finer = [one for one in Category if one.value != published and published in ladder(Attribute.CATEGORY, one.value)]
    words = [plain(word) for one in finer for each in WORDS[one].values() for word in each.split()]
    return Prefixes(words) if words else None


def _general(word: str, before: str) -> str:
    """What stands in the place of a word after these words."""
    return next((said for words, place, said in _OTHERWISE if word in words and place.search(before)), _GENERAL[word])


def _joined(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """What is told alike side by side (借款本金及利息) as one, and each with what belongs to it behind it."""
    joined: list[tuple[int, int, str]] = []
    for start, end, general in found:
        before = joined[-1] if joined else None
        if before and before[2] == general and _BETWEEN.fullmatch(text, before[1], start):
            joined[-1] = (before[0], end, general)
        else:
            joined.append((start, end, general))
    return [(start, _with_its_tail(text, end, general), general) for start, end, general in joined]


def _with_its_tail(text: str, end: int, general: str) -> int:
    """Where a word ends with what would say its general word twice: 医疗费|用, 污染|影响."""
    if text.startswith(general, end) and not text.startswith("款项目", end):
        return end + len(general)
    tail = _TAIL.match(text, end) if general in {"款项", "费用"} else None
    return tail.end() if tail else end
