"""What the public would read of a listing that says less, beside what it reads now, with what changes marked.

The same functions say it that publish it later (telling.Beside), so that the page shows what will happen and no guess.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from listings.dictionary import dictionary
from listings.publication.models import Listing
from listings.questions.queries import published_questions
from listings.reidentification.ladders import Told
from listings.reidentification.queries import beside, beside_told, told_by
from market.work import Work

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
        lines=_by_lines(listing.body, shown_then(listing.body)),
        answers=tuple((answered(one.question), answered(one.answer)) for one in published_questions(work, listing)),
    )


def compared(now: str, then: str) -> Both:
    """Both texts in pieces, word by word, so that no half of a word is marked."""
    words_now, words_then = (list(dictionary().cut(text, HMM=False)) for text in (now, then))
    steps = SequenceMatcher(None, words_now, words_then, autojunk=False).get_opcodes()
    return Both(
        _pieces(("".join(words_now[a:b]), tag != "equal") for tag, a, b, _, _ in steps),
        _pieces(("".join(words_then[a:b]), tag != "equal") for tag, _, _, a, b in steps),
    )


def _by_lines(now: str, then: str) -> tuple[Both, ...]:
    """Line by line: what takes words out keeps the lines."""
    pairs = zip(now.split("\n"), then.split("\n"), strict=True)
    return tuple(compared(*pair) for pair in pairs if any(line.strip() for line in pair))


def _pieces(found: Iterable[tuple[str, bool]]) -> Pieces:
    return tuple(piece for piece in found if piece[0])
