"""From a private narrative to a text that may be published: find, decide, mask. Nothing here reads or writes anything.

First the case's own values in every variant, then what the recognisers see, then names by their surroundings. Time is
in line with the length of the text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from listings.anonymisation.known import CaseKnowledge
from listings.anonymisation.own_case import own_hits
from listings.anonymisation.recognisers.codes import codes
from listings.anonymisation.recognisers.days_and_sums import days_and_sums
from listings.anonymisation.recognisers.familiar import beside_a_party, familiar, one_way_of_calling
from listings.anonymisation.recognisers.homes import homes
from listings.anonymisation.recognisers.known_by import known_by
from listings.anonymisation.recognisers.names import names_by_form
from listings.anonymisation.recognisers.names_by_context import names_by_context
from listings.anonymisation.recognisers.names_elsewhere import (
    addressed_otherwise,
    given_names_with_kin,
    names_in_latin_letters,
    names_with_signs,
    seen_again,
    told_by_a_word,
)
from listings.anonymisation.recognisers.names_mongolian import joined, names_of_parts
from listings.anonymisation.recognisers.names_pieced import names_pieced_together
from listings.anonymisation.recognisers.numbers import numbers
from listings.anonymisation.recognisers.numbers_named import numbers_named
from listings.anonymisation.recognisers.organisations import organisations
from listings.anonymisation.recognisers.places import places, stems_again
from listings.anonymisation.recognisers.surroundings import by_surroundings
from listings.anonymisation.recognisers.word_borders import within_word_borders
from listings.anonymisation.replacing import ROLE_WORDS, replacement
from listings.anonymisation.segmenting import words
from listings.anonymisation.spans import Hit, HitKind, settled
from listings.anonymisation.spelling import Stream, readings

RECOGNISERS = (numbers, numbers_named, codes, days_and_sums, places, homes, organisations, known_by, names_by_form)


@dataclass(frozen=True)
class Mark:
    """A hit and where its replacement stands in the public text."""

    hit: Hit
    start: int
    end: int


@dataclass(frozen=True)
class Masked:
    """The public text, the mapping it was made by and grew, and what was replaced where."""

    text: str
    mapping: dict[str, str]
    marks: tuple[Mark, ...]


def find(text: str, known: CaseKnowledge, extra: Iterable[Hit] = ()) -> list[Hit]:
    """All hits, not overlapping and in order; `extra` are those of the clerk. See spans.settled for what wins."""
    own = [*own_hits(text, known), *extra]
    seen = [_in_the_text(hit, reading) for reading in readings(text) for hit in _seen(reading.text)]
    return settled([*own, *beside_a_party(text, seen, own)], len(text))


def _seen(text: str) -> Iterator[Hit]:
    """What the recognisers and the segmenters see in one reading of a text; a name seen once is a name throughout."""
    by_form = [hit for recogniser in RECOGNISERS for hit in recogniser(text)]
    yield from (hit for hit in by_form if hit.kind is not HitKind.PERSON)
    yield from stems_again(text, by_form)
    seen, forms = list(words(text)), familiar(text)
    names = [
        *(hit for hit in by_form if hit.kind is HitKind.PERSON),
        *names_of_parts(text),
        *names_in_latin_letters(text),
        *given_names_with_kin(text),
        *names_with_signs(text),
        *addressed_otherwise(text),
        *told_by_a_word(text),
        *names_by_context(text, seen),
        *names_pieced_together(text, seen),
    ]
    people = [*one_way_of_calling(text, within_word_borders(text, seen, names), forms), *forms]
    yield from people
    yield from joined(text, people)
    yield from seen_again(text, people)
    yield from by_surroundings(seen)


def _in_the_text(hit: Hit, reading: Stream) -> Hit:
    start, end = reading.span(hit.start, hit.end)
    return hit if (start, end) == (hit.start, hit.end) else replace(hit, start=start, end=end)


def mask(text: str, hits: Sequence[Hit], mapping: Mapping[str, str]) -> Masked:
    """The text with every hit replaced. `hits` do not overlap and are in order; `mapping` itself is not changed."""
    grown, pieces, marks = dict(mapping), [], []
    read, written = 0, 0
    for hit in hits:
        assert hit.start >= read, "hits overlap or are out of order"
        between = text[read : hit.start]
        word = _without_repeated_role(between, replacement(hit, text, grown))
        marks.append(Mark(hit, written + len(between), written + len(between) + len(word)))
        pieces += [between, word]
        written += len(between) + len(word)
        read = hit.end
    return Masked("".join([*pieces, text[read:]]), grown, tuple(marks))


def _without_repeated_role(before: str, word: str) -> str:
    """申请人王桂兰 becomes 申请人甲, not 申请人申请人甲."""
    for role in ROLE_WORDS.values():
        if word.startswith(role) and before.endswith(role) and not before.endswith(f"被{role}"):
            return word.removeprefix(role)
    return word
