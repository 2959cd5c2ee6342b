"""Where both segmenters see one and the same everyday word across an end of a guessed name, the name ends there.

及时联席会议 holds no 时联席, 苏日娜申请 no 苏日娜申. What is left of a guess must still read like a name, else it is
let go. Only guesses are touched: what the case knows, and what goes by form alone (dots, letters, signs), stays.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.recognisers.names import begins, is_mongolian
from listings.anonymisation.recognisers.names_pieced import begins_after_a_role
from listings.anonymisation.segmenting import is_everyday, kind_of_word
from listings.anonymisation.spans import DOUBTFUL, Hit
from listings.anonymisation.spelling import is_han

BOTH = 2  # segmenters
SHORTEST, LONGEST_PART = 2, 4
_NAMES = ("PER", "nr")
_DOING = ("v", "d", "p", "c", "r")  # tags of verbs, adverbs, prepositions, conjunctions, pronouns
_SURNAMES = Prefixes([*lexicon("surnames"), *lexicon("compound_surnames"), *lexicon("rare_surnames")])
_ALSO_WORDS = lexicon("rare_surnames") | lexicon("ambiguous_surnames")
_GIVEN = lexicon("given_characters")
_PARTS = lexicon("mongolian_names")
_OF_A_HOUSE = Prefixes(title for title in lexicon("titles_rare") if title[0] == "家" and len(title) > 1)
_CLEAR_SURNAMES = lexicon("surnames") - lexicon("ambiguous_surnames")
_AND_ANOTHER = re.compile(f"[和与跟同及][{''.join(sorted(_CLEAR_SURNAMES))}].?")
_JOINING = "将把被与跟"  # 辛皓将莫晔起诉
_VILLAGE = "嘎查"  # 嘎查会计: neither segmenter knows the word everywhere
# What stands for a party or a sum already.
_LABEL = re.compile("(?:被?申请|当事)人[甲乙丙丁戊己庚辛壬癸](?:家(?!庭))?|若干元?")


@dataclass(frozen=True)
class _Agreed:
    """What both segmenters see: `words` that are no names, `doing` those that one of them takes for no noun, and
    `across`: to each place within a word of both, how far such words reach on both sides at the least."""

    words: frozenset[tuple[int, int]]
    doing: frozenset[tuple[int, int]]
    across: Mapping[int, tuple[int, int]]


def within_word_borders(text: str, words: Sequence[tuple[int, str, str]], names: Iterable[Hit]) -> Iterator[Hit]:
    """The guessed names among words (place, word, tag) of both segmenters, cut to the borders of the words around."""
    agreed = _agreed(text, words)
    for name in names:
        cut = _cut(text, name, agreed.across)
        if cut is not None and not _is_words(text, cut, agreed):
            yield cut


def _agreed(text: str, words: Iterable[tuple[int, str, str]]) -> _Agreed:
    seen: Counter[tuple[int, int]] = Counter()
    within: dict[int, list[tuple[int, int]]] = {}
    doing = set()
    for start, word, tag in words:
        if not _is_no_name(word, tag):
            continue
        end = start + len(word)
        seen[start, end] += 1
        if tag.startswith(_DOING):
            doing.add((start, end))
        for place in range(start + 1, end):
            within.setdefault(place, []).append((start, end))
    across = {
        place: (max(start for start, _ in around), min(end for _, end in around))
        for place, around in within.items()
        if len(around) >= BOTH
    }
    for label in _LABEL.finditer(text):
        across.update(dict.fromkeys(range(label.start() + 1, label.end()), label.span()))
    both = frozenset(word for word, times in seen.items() if times >= BOTH)
    return _Agreed(both, both & doing, across)


def _is_no_name(word: str, tag: str) -> bool:
    if tag.startswith(_NAMES) or not any(map(is_han, word)):
        return False
    return len(word) == 1 or (is_everyday(word) and not kind_of_word(word).startswith("nr"))


def _cut(text: str, name: Hit, across: Mapping[int, tuple[int, int]]) -> Hit | None:
    """The name as far as no everyday word reaches across its ends; None where that leaves no name."""
    start, end = name.start, name.end
    if text[max(0, start - 1) : start + 1] == _VILLAGE or _AND_ANOTHER.fullmatch(text, start, end):
        return None
    if end - start > 1 and _cuts_a_house(text, start, end):
        return replace(name, end=start + 1, why=reasons.ADDRESSED)
    if end - start > SHORTEST and _joins_another(text, end):
        end -= 1
    if start in across and not _may_begin_so(text[start:end]):
        start = across[start][1]
    if end in across and not _may_end_so(text[start:end], end - across[end][0]):
        end = across[end][0]
    if (start, end) == (name.start, name.end):
        return name
    return replace(name, start=start, end=end) if _reads_like_one(text[start:end]) else None


def _cuts_a_house(text: str, start: int, end: int) -> bool:
    """赵家老|二, but not 国家的."""
    house = _OF_A_HOUSE.longest_at(text, start + 1)
    return house is not None and end <= start + 1 + len(house) and text[start] in lexicon("surnames")


def _joins_another(text: str, end: int) -> bool:
    """辛皓将|莫晔: what joins two names is of neither."""
    return text[end - 1] in _JOINING and end < len(text) and text[end] in _CLEAR_SURNAMES


def _may_begin_so(word: str) -> bool:
    """给付云飞: a surname with a given name of two characters may end a word by chance."""
    given = word[1:]
    is_given = len(given) == len("云飞") and _GIVEN.issuperset(given) and not is_mongolian(given)
    return is_given and word[0] in lexicon("surnames") | _ALSO_WORDS and not _is_a_word(given)


def _may_end_so(word: str, beyond: int) -> bool:
    """孔喜小说, 达来自家: the last character of a name may begin a word by chance."""
    if any(word[-length:] in _PARTS for length in range(SHORTEST, min(len(word), LONGEST_PART) + 1)):
        return True
    surname = _SURNAMES.longest_at(word, 0) if word else None
    given = word[len(surname) :] if surname and word[0] not in lexicon("rare_surnames") else ""
    return beyond == 1 and len(given) in (1, 2) and given[-1] in _GIVEN and not _is_a_word(word[:-1])


def _reads_like_one(rest: str) -> bool:
    if len(rest) == SHORTEST and rest[0] in lexicon("surnames") and rest[1] == "家":
        return True
    if len(rest) < SHORTEST or _is_a_word(rest):
        return rest in _PARTS
    return is_mongolian(rest) or _GIVEN.issuperset(rest) or _SURNAMES.longest_at(rest, 0) is not None


def _is_a_word(word: str) -> bool:
    return len(word) > 1 and is_everyday(word) and not kind_of_word(word).startswith("nr")


def _is_words(text: str, name: Hit, agreed: _Agreed) -> bool:
    """商定, 用单位: a doubtful name that both segmenters read as a word, or as a character that is a word and another.

    After what a name may follow (代表人强军, 、那转转) a noun may be one, and so may two characters of given names."""
    if name.confidence > DOUBTFUL or name.why != reasons.SEEMS_A_NAME or name.end - name.start == 1:
        return False
    apart = name.start + 1
    if name.end - apart > 1 and _GIVEN.issuperset(text[apart : name.end]):
        return False
    if (name.start, name.end) in agreed.doing:
        return not begins(text, name.start)
    if begins_after_a_role(text, name.start):
        return False
    in_two = name.end - apart > 1 and {(name.start, apart), (apart, name.end)} <= agreed.words
    return (name.start, name.end) in agreed.words or (in_two and text[name.start] in _ALSO_WORDS)
