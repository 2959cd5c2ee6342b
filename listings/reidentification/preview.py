"""What the public would read of a listing that says less, beside what it reads now, with what changes marked.

The same functions say it that publish it later (telling.Beside), so that the page shows what will happen and no guess.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from listings.dictionary import dictionary
from listings.publication.models import Listing
from listings.questions.queries import published_questions
from listings.reidentification.ladders import Told
from listings.reidentification.queries import beside, beside_told, told_by
from market.work import Work

LONGEST_CLAUSE = 120  # words; a longer one is marked as a whole
_CLAUSE = re.compile(r"[^，。；：！？\n]*[，。；：！？\n]|[^，。；：！？\n]+")
Pieces = tuple[tuple[str, bool], ...]  # words, and whether they change


@dataclass(frozen=True)
class Both:
    """One text as it is read now and as it would be read."""

    now: Pieces
    then: Pieces


@dataclass(frozen=True)
class Preview:
    """A public page now and then: its values, its title, its text by lines, its questions with their answers."""

    now: Told
    then: Told
    title: Both
    lines: tuple[Both, ...]
    answers: tuple[tuple[Both, Both], ...]


def preview_of(work: Work, listing: Listing, then: Told) -> Preview:
    """How the public page of a listing would read if it said `then`."""
    shown_now, shown_then = beside(work, listing).shown, beside_told(work, listing, then).shown

    def both(text: str) -> Both:
        return compared(text, shown_then(text))

    def answered(text: str) -> Both:
        return compared(shown_now(text), shown_then(text))

    return Preview(
        now=told_by(work, listing),
        then=then,
        title=both(listing.title),
        lines=by_lines(listing.body, shown_then(listing.body)),
        answers=tuple((answered(one.question), answered(one.answer)) for one in published_questions(work, listing)),
    )


def compared(now: str, then: str) -> Both:
    """Both texts in pieces, word by word, so that no half of a word is marked.

    What is taken out crosses no stop, so they are compared clause by clause: a long text costs what it is long.
    """
    clauses_now, clauses_then = _CLAUSE.findall(now), _CLAUSE.findall(then)
    if len(clauses_now) != len(clauses_then):
        clauses_now, clauses_then = [now], [then]
    found = [_clause(*pair) for pair in zip(clauses_now, clauses_then, strict=True)]
    return Both(
        tuple(piece for both in found for piece in both.now), tuple(piece for both in found for piece in both.then)
    )


def _clause(now: str, then: str) -> Both:
    if now == then:
        return Both(((now, False),), ((then, False),))
    words_now, words_then = (list(dictionary().cut(text, HMM=False)) for text in (now, then))
    if max(len(words_now), len(words_then)) > LONGEST_CLAUSE:
        return Both(((now, True),), ((then, True),))
    steps = SequenceMatcher(None, words_now, words_then, autojunk=False).get_opcodes()
    return Both(
        _pieces(("".join(words_now[a:b]), tag != "equal") for tag, a, b, _, _ in steps),
        _pieces(("".join(words_then[a:b]), tag != "equal") for tag, _, _, a, b in steps),
    )


def by_lines(now: str, then: str) -> tuple[Both, ...]:
    """Line by line; as one where a town that goes was broken in two by the end of a line."""
    lines_now, lines_then = now.split("\n"), then.split("\n")
    if len(lines_now) != len(lines_then):
        return (compared(now, then),)
    pairs = zip(lines_now, lines_then, strict=True)
    return tuple(compared(*pair) for pair in pairs if any(line.strip() for line in pair))


def _pieces(found: Iterable[tuple[str, bool]]) -> Pieces:
    return tuple(piece for piece in found if piece[0])
