"""What stands before 嘎查, 村 or 小区 and names none: 查阅嘎查, 另一村, 反映小区 tell what is done with one, or which.

What surely does is no name. An everyday verb of the dictionary may be a name all the same (前进嘎查): a place named so
is doubtful, unless villages are named by that word.
"""

from functools import cache

from listings.anonymisation.lexicon import Prefixes, lexicon
from listings.anonymisation.segmenting import kind_of_word

SHORTEST, LONGEST = 2, 4
_ROLES = frozenset(("申请人", "当事人", "负责人", "责任人", "代理人", "继承人", "经办人", "承包人", "出租人", "承租人"))
_DOING = ("v", "p", "r", "d", "c")


def named_from(text: str, start: int, end: int) -> int:
    """Where a name that was followed back to `start` begins once what is said of the place is cut off.

    查阅巴彦 begins at 巴彦. What would leave less than a name is not cut.
    """
    if text[max(0, start - 2) : start + 1] in _ROLES:  # 请 and 事 end the way back in the midst of them
        start += 1
    words, at = _said_before(), start
    while at < end - SHORTEST:
        word = words.longest_at(text, at)
        if word is not None and end - at - len(word) >= SHORTEST:
            at = start = at + len(word)
        else:
            at += 1
    return start


def is_said_of_one(stem: str) -> bool:
    """Whether the characters before the word end in what is surely no name."""
    if stem in lexicon("villages_ordinary"):
        return True
    return any(end in _no_names() and end not in lexicon("villages_verbs") for end in _ends(stem))


def may_be_said_of_one(stem: str) -> bool:
    """Whether they end in an everyday verb, preposition, pronoun or adverb of which no village is known to be named."""
    ends = (end for end in _ends(stem) if end not in lexicon("villages_verbs"))
    return any(kind_of_word(end).startswith(_DOING) for end in ends)


@cache
def _said_before() -> Prefixes:
    return Prefixes(lexicon("said_of_places"))


@cache
def _no_names() -> frozenset[str]:
    return lexicon("said_of_places") | lexicon("words_before") | lexicon("villages_ordinary")


def _ends(stem: str) -> list[str]:
    return [stem[-length:] for length in range(SHORTEST, min(LONGEST, len(stem)) + 1)]
