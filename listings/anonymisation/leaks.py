"""Whether a text gives away a value that it must not; what is found is told by its kind, never by the value.

The gate finds what the pipeline finds: both look for the same variants of the case's own values. It refuses the
binding ones alone. A surname by itself, a surname with 某, and a given name or a company's word that is an
everyday word too are shown to the clerk but refuse no text: else 建国 or 王某 could never be written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.own_case import own_finds
from listings.anonymisation.variants import variants_of

__all__ = ["Kind", "Leak", "Owner", "PrivateValue", "leaks", "variants"]


@dataclass(frozen=True)
class Leak:
    """A private value stands in a field of a text."""

    kind: Kind
    field: str


def variants(value: PrivateValue) -> frozenset[str]:
    """The plain spellings under which the gate looks for a value; none when it is too short to mean anything."""
    return frozenset(variant.spelling for variant in variants_of(value) if variant.is_binding)


def leaks(texts: Mapping[str, str], values: Iterable[PrivateValue]) -> list[Leak]:
    """What leaks where, each kind once a field, in the order of the fields. `texts` are by field name."""
    known = CaseKnowledge(tuple(values))
    return [leak for field, text in texts.items() for leak in _leaks_in(field, text, known)]


def _leaks_in(field: str, text: str, known: CaseKnowledge) -> Iterator[Leak]:
    told = {find.value.kind for find in own_finds(text, known) if find.hit.is_binding}
    yield from (Leak(kind, field) for kind in Kind if kind in told)
