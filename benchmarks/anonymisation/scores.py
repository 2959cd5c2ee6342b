"""How a hit counts.

A value is **found** when every character of it that says something lies under hits, of whatever kind: nothing of it can
be read any more. A hit is **right** when it touches a value of its kind and lies outside private values with four
characters at the most (a title, a kin term, a unit). A hit that does so on a private value of another kind, or on
something that may be masked or not, hides what must be hidden or harms nobody: it counts neither way in precision, and
is told apart as mistaken in kind. Every other hit is **wrong**.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.anonymisation.reading import Paragraph, Value

CHARACTERS_BEYOND = 4
PERSON_TYPES = ("person_han", "person_mongolian")
STRUCTURED = (
    "id_number", "phone", "bank_card", "plate", "mail", "wechat", "credit_code", "court_number", "petition_number",
    "date", "amount", "address",
)  # fmt: skip
PRIVATE = (*PERSON_TYPES, *STRUCTURED, "organisation")
KIND_OF = {kind: kind for kind in PRIVATE} | dict.fromkeys(PERSON_TYPES, "person")
# Called by the surname or the first character, or by part of a Mongolian name: told apart from whole names.
NAMED_IN_PART = re.compile(r"surname|某|short|variant")
_COUNTRY = re.compile(r"\+?86[- ]?")
_UNITS = frozenset("人民币元整块钱年")


@dataclass(frozen=True)
class Found:
    """A hit of the pipeline or of a peer, in characters of the text."""

    start: int
    end: int
    kind: str


@dataclass
class Tally:
    """Counts over any number of paragraphs. `found` and `values` are by type, the others by kind of hit."""

    values: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    mistaken_in_kind: Counter[str] = field(default_factory=Counter)

    def recall(self, *types: str) -> float:
        """Values found in percent; 100 where there are none."""
        return percent(sum(self.found[one] for one in types), sum(self.values[one] for one in types))

    def precision(self, *kinds: str) -> float:
        """Right hits in percent of right and wrong ones; 100 where there are none."""
        right = sum(self.right[one] for one in kinds)
        return percent(right, right + sum(self.wrong[one] for one in kinds))

    def add(self, paragraph: Paragraph, hits: Iterable[Found]) -> None:
        """Count one paragraph."""
        hits = list(hits)
        covered = covered_characters(hits)
        for value in paragraph.values:
            for label in labels(value):
                self.values[label] += 1
                self.found[label] += covered.issuperset(characters_that_speak(paragraph.text, value))
        for hit in hits:
            self._judge(paragraph, hit)

    def _judge(self, paragraph: Paragraph, hit: Found) -> None:
        touched = [value for value in paragraph.values if value.start < hit.end and hit.start < value.end]
        private = [value for value in touched if value.type in KIND_OF]
        inside = {at for value in private for at in range(value.start, value.end)}
        outside = sum(at not in inside and paragraph.text[at].isalnum() for at in range(hit.start, hit.end))
        if private and outside <= CHARACTERS_BEYOND:
            same_kind = any(KIND_OF[value.type] == hit.kind for value in private)
            (self.right if same_kind else self.mistaken_in_kind)[hit.kind] += 1
        elif any(value.type == "arguable" for value in touched):
            self.mistaken_in_kind[hit.kind] += 1
        else:
            self.wrong[hit.kind] += 1


def labels(value: Value) -> Iterator[str]:
    """Under which names a value is counted; none for what must not be masked."""
    if value.type in PERSON_TYPES and NAMED_IN_PART.search(value.form):
        yield f"{value.type}_in_part"
    elif value.type in KIND_OF:
        yield value.type
    if value.own:
        yield f"own_{value.type}"


def covered_characters(hits: Iterable[Found]) -> set[int]:
    """The places of a text that lie under any hit."""
    return {at for hit in hits for at in range(hit.start, hit.end)}


def characters_that_speak(text: str, value: Value) -> set[int]:
    """The places of a value that must be covered: no spaces or signs, no country code, no unit of money."""
    start = value.start
    if value.type == "phone" and value.form == "country":
        start += len(_COUNTRY.match(text[value.start : value.end]).group())
    units = _UNITS if value.type == "amount" else frozenset()
    return {at for at in range(start, value.end) if text[at].isalnum() and text[at] not in units}


def percent(part: int, whole: int) -> float:
    """`part` of `whole` in percent; 100 of nothing."""
    return 100.0 * part / whole if whole else 100.0
