"""What a public text may not tell, asked in this one place: by the gate of a listing, by that of a question and its
answer, and by the check of what is published.

A text tells too much when it has a value of its own case; a number, code, exact day or sum, or a place below the town,
whoever's it is; a town that is not published beside it; how long or how much; or a category finer than the published
one. What is found is told by a refusal's code and by the text's own words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from listings.anonymisation.gate import strangers_told
from listings.anonymisation.leaks import Kind, Leak
from listings.anonymisation.measures import measures_told
from listings.anonymisation.quoting import quoted, where_label, whom_label
from listings.anonymisation.spans import HIT_LABELS, HitKind
from listings.reidentification.category_words import category_words_told, without_category_words
from listings.reidentification.places import town_words, towns_told, without_towns

TOWN, STRANGER, MEASURE, CATEGORY = "town_in_text", "stranger_in_text", "measure_in_text", "category_in_text"


@dataclass(frozen=True)
class Beside:
    """What is published beside a text: the category or a wider one (None: left out), and which towns are not."""

    category: str | None
    other_towns: Mapping[int, str]  # id -> name of every town of the banner but the published one

    def shown(self, text: str) -> str:
        """A text as it may be read today: what a wider version has left out since is left out here too."""
        told = towns_told(text, self.other_towns)
        less = without_towns(text, [self.other_towns[town_id] for town_id in told]) if told else text
        return without_category_words(less, self.category)


@dataclass(frozen=True)
class Telling:
    """A field of a public text tells what it must not: `code` words the refusal, `words` are the text's own."""

    code: str
    field: str
    words: tuple[str, ...]
    kind: str  # the kind of a private value or of a hit, or the code once more
    found_label: str = ""  # a message id
    of_party: bool = True  # of a name of the case: a party's, else somebody else's

    @property
    def facts(self) -> dict[str, str]:
        """What fills the refusal's sentence."""
        return {
            "words": quoted(self.words),
            "found_label": self.found_label,
            "where_label": where_label(self.field),
            "whom_label": whom_label(of_party=self.of_party),
        }


def each_once(told: Iterable[Telling]) -> list[Telling]:
    """The same without what only says again the words of a field that another has told: a party's phone number is a
    number too."""
    named: set[tuple[str, str]] = set()
    found: list[Telling] = []
    for one in told:
        words = {(one.field, word) for word in one.words}
        if not words or words - named:
            found.append(one)
        named |= words
    return found


def leaked(leaks: Iterable[Leak]) -> list[Telling]:
    """The case's own values that were found in texts, as what they tell."""
    return [
        Telling(f"leak_{leak.kind.value}", leak.field, leak.words, leak.kind.value, of_party=leak.of_party)
        for leak in leaks
    ]


def as_leaks(told: Iterable[Telling]) -> list[Leak]:
    """The case's own values among what texts tell; the rest is nobody's in particular."""
    return [Leak(Kind(one.kind), one.field, one.words) for one in told if one.code == f"leak_{one.kind}"]


def tellings_in(texts: Mapping[str, str], beside: Beside) -> list[Telling]:
    """What the texts (by field) tell by themselves, whoever's case it is; the vault is not asked."""
    return [telling for field, text in texts.items() for telling in _told(field, text, beside)]


def _told(field: str, text: str, beside: Beside) -> Iterator[Telling]:
    strangers: dict[HitKind, list[str]] = {}
    for hit in strangers_told(text):
        strangers.setdefault(hit.kind, []).append(text[hit.start : hit.end])
    for kind, words in strangers.items():
        yield Telling(STRANGER, field, tuple(words), kind.value, HIT_LABELS[kind])
    if towns := towns_told(text, beside.other_towns):
        yield Telling(TOWN, field, town_words(text, [beside.other_towns[one] for one in sorted(towns)]), TOWN)
    if measures := measures_told(text):
        yield Telling(MEASURE, field, tuple(measures), MEASURE)
    if finer := category_words_told(text, beside.category):
        yield Telling(CATEGORY, field, tuple(text[start:end] for start, end in finer), CATEGORY)
