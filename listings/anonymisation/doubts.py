"""What a text still says that looks like somebody's name, or that neighbours may know somebody by, told to who decides:
each spelling once, what is most likely a name first and what is most likely an everyday word last. Who has the case
open is told too what may mean its own people: a part of a name, a surname alone.

A word is likely an everyday one where a dictionary has it as no name, or where it cuts one in two: 关部门 in 有关部门.
It is told all the same, for people are called by such words too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from listings.anonymisation import reasons
from listings.anonymisation.bare_surnames import bare_surnames
from listings.anonymisation.known import CaseKnowledge
from listings.anonymisation.pipeline import find
from listings.anonymisation.review import added_hits
from listings.anonymisation.segmenting import everyday_words, is_everyday, kind_of_word
from listings.anonymisation.spans import Hit, HitKind, Origin
from listings.anonymisation.spelling import plain
from listings.anonymisation.variants_of_names import SHORTEST_NAME

DOUBTFUL_KINDS = (HitKind.PERSON, HitKind.ORGANISATION)
AROUND = 14  # characters on either side, to know a word where it stands
_OWN_AND_EVERYDAY = (reasons.OWN_GIVEN_WORD, reasons.OWN_ORGANISATION_WORD)
_SIGN_OF_A_NAME = "nr"
_MASKED = re.compile(r".{0,2}某.{0,4}")  # 王某甲, 某公司: nobody is called so


@dataclass(frozen=True)
class Doubt:
    """Words that may be a name; `why` is a message id, `before` and `after` stand around them at the first place."""

    words: str
    why: str
    times: int
    before: str
    after: str
    is_everyday: bool
    where: str = ""  # the field that has them, as a message id


def doubts(text: str, known: CaseKnowledge | None = None, masked_before: Sequence[tuple[str, str]] = ()) -> list[Doubt]:
    """What looks like a name in a text that is to be public, and what may be one of the case's own, if known; and each
    phrase (with its kind) that was to be masked and stands there again."""
    own = known or CaseKnowledge()
    extra = [*bare_surnames(text, own), *added_hits(text, masked_before)]
    found = [hit for hit in find(text, own, extra) if _is_doubtful(hit)]
    by_spelling: dict[str, list[Hit]] = {}
    for hit in found:
        words = text[hit.start : hit.end]
        if (len(plain(words)) >= SHORTEST_NAME or hit.origin is Origin.OWN_CASE) and not _MASKED.fullmatch(words):
            by_spelling.setdefault(plain(words), []).append(hit)
    everyday = everyday_places(text, found)
    told = [_doubt(text, hits, everyday) for hits in by_spelling.values()]
    return sorted(told, key=lambda doubt: doubt.is_everyday)


def everyday_places(text: str, hits: Iterable[Hit]) -> frozenset[tuple[int, int]]:
    """Where those of the hits stand that are likely everyday words."""
    within_words = {place for start, end in everyday_words(text) for place in range(start + 1, end)}
    return frozenset(
        (hit.start, hit.end)
        for hit in hits
        if _is_a_word(text[hit.start : hit.end]) or hit.start in within_words or hit.end in within_words
    )


def is_known_by(hit: Hit) -> bool:
    """Whether it is what neighbours may know somebody by: a nickname, a landmark, a kinsman's shop."""
    return hit.kind is HitKind.OTHER and hit.origin is Origin.RECOGNISER


def may_be_everyday(hit: Hit) -> bool:
    """Of the case's own words those alone that are everyday ones by themselves; what the clerk named is never one."""
    return hit.origin not in (Origin.OWN_CASE, Origin.CLERK) or hit.why in _OWN_AND_EVERYDAY


def _is_doubtful(hit: Hit) -> bool:
    return hit.kind in DOUBTFUL_KINDS or hit.origin in (Origin.OWN_CASE, Origin.CLERK) or is_known_by(hit)


def _is_a_word(words: str) -> bool:
    return is_everyday(words) and not kind_of_word(words).startswith(_SIGN_OF_A_NAME)


def _doubt(text: str, hits: list[Hit], everyday: frozenset[tuple[int, int]]) -> Doubt:
    first = hits[0]
    return Doubt(
        words=text[first.start : first.end],
        why=reasons.told_of(first.of, first.why),
        times=len(hits),
        before=_one_line(text[max(0, first.start - AROUND) : first.start]),
        after=_one_line(text[first.end : first.end + AROUND]),
        is_everyday=all(may_be_everyday(hit) and (hit.start, hit.end) in everyday for hit in hits),
    )


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
