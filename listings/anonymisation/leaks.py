"""Whether a text gives away a value that it must not; what is found is told by its kind and by the text's own words,
never by the value.

The gate finds what the pipeline finds: both look for the same variants of the case's own values. It refuses the
binding ones alone. A surname by itself, a surname with 某, and a given name or a company's word that is an
everyday word too are shown to the clerk but refuse no text: else 建国 or 王某 could never be written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as not_compared

from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.own_case import Find, own_finds
from listings.anonymisation.variants import variants_of

__all__ = ["Kind", "Leak", "Owner", "PrivateValue", "leaks", "variants"]


@dataclass(frozen=True)
class Leak:
    """A private value stands in a field of a text. `words` are the text's own, as they were typed there."""

    kind: Kind
    field: str
    words: tuple[str, ...] = not_compared(default=(), compare=False, repr=False)
    of_party: bool = not_compared(default=True, compare=False)  # a party's own name; else somebody else's of the case


def variants(value: PrivateValue) -> frozenset[str]:
    """The plain spellings under which the gate looks for a value; none when it is too short to mean anything. What it
    knows by sound has no one spelling."""
    return frozenset(one.spelling for one in variants_of(value) if one.is_binding and one.has_a_spelling)


def leaks(texts: Mapping[str, str], values: Iterable[PrivateValue]) -> list[Leak]:
    """What leaks where, each kind once a field (names of parties and of others each for themselves), in the order of
    the fields. `texts` are by field name."""
    known = CaseKnowledge(tuple(values))
    return [leak for name, text in texts.items() for leak in _leaks_in(name, text, known)]


def _leaks_in(name: str, text: str, known: CaseKnowledge) -> Iterator[Leak]:
    found = [find for find in own_finds(text, known) if find.hit.is_binding]
    for kind in Kind:
        of_kind = [find for find in found if find.value.kind is kind]
        told = _whole({(find.hit.start, find.hit.end) for find in of_kind if not _is_name_of_no_party(find)})
        if told:
            yield Leak(kind, name, _words(text, told))
        others = _whole({(find.hit.start, find.hit.end) for find in of_kind if _is_name_of_no_party(find)})
        if more := [place for place in others if not _lies_within(place, told)]:
            yield Leak(kind, name, _words(text, more), of_party=False)


def _is_name_of_no_party(find: Find) -> bool:
    return find.value.kind is Kind.NAME and find.value.owner is None


def _words(text: str, places: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text[start:end] for start, end in places))


def _lies_within(place: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in others)


def _whole(places: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places that lie within no other one, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not found or end > found[-1][1]:
            found.append((start, end))
    return found
