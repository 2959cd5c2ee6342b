"""Han names that no segmenter knows: a surname with one or two characters where the words around it end and begin.

The surname must begin a word of one segmenter and the given name must end one; no everyday word may begin with the
surname or reach across the end. All of it is doubtful: proposed to the clerk, and no reason to refuse anything.
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
_GIVEN = lexicon("given_characters")


_COUNTED = re.compile("[两二][家户姓方]")  # 王、高两家
_NAMING_WORDS = ("n", "a", "i", "l", "b", "z")  # nouns and what describes; nobody is called 一直 or 开走


def names_pieced_together(text: str, words: Sequence[tuple[int, str, str]]) -> Iterator[Hit]:
    """Names among words (place, word, tag) of all segmenters."""
    starts = {place for place, _, _ in words}
    stops = {place + len(word) for place, word, _ in words}
    for place in range(len(text) - 1):
        surname = _SURNAMES.longest_at(text, place)
        if surname is None or not (place in starts or begins(text, place)):
            continue
        for length in (2, 1):
            end = place + len(surname) + length
            if (end in stops or ends(text, end)) and _may_be_one(text, place, len(surname), end):
                yield seems(place, end, reasons.SEEMS_A_NAME, DOUBTFUL)
                break


def _may_be_one(text: str, start: int, surname: int, end: int) -> bool:
    given = text[start + surname : end]
    if len(text) < end or not all(is_han(each) and each not in NEVER_IN_A_NAME for each in given):
        return False
    word = text[start:end]
    if (
        _COUNTED.match(text, end - 1)
        or not is_name(word, text, start, unsure=True)
        or _is_a_word(text, start, end, surname)
    ):
        return False
    edges = begins(text, start) + ends(text, end)
    if len(given) == 2 and not _GIVEN.issuperset(given) and is_everyday(given):
        return edges == 2 and kind_of_word(given).startswith(_NAMING_WORDS)
    if len(given) == 1:
        return edges == 2 or (edges == 1 and given in _GIVEN and text[start] not in lexicon("ambiguous_surnames"))
    if edges == 2:
        return True
    if text[start] in lexicon("ambiguous_surnames"):
        return edges == 1 and _GIVEN.issuperset(given)
    return edges == 1 or _GIVEN.issuperset(given)


def _is_a_word(text: str, start: int, end: int, surname: int) -> bool:
    """Whether an everyday word begins with the surname, is the whole, or reaches across an end of it."""
    if any(is_everyday(text[start:stop]) for stop in range(start + surname + 1, min(end + 2, len(text)) + 1)):
        return True
    return _crosses(text, end) or (start > 0 and is_everyday(text[start - 1 : start + 1]) and not begins(text, start))


def _crosses(text: str, end: int) -> bool:
    return end < len(text) and is_han(text[end]) and not ends(text, end) and is_everyday(text[end - 1 : end + 1])
