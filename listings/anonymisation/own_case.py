"""The case's own people, organisations, numbers and places, found in every variant, before any guess is made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from listings.anonymisation import reasons
from listings.anonymisation.homophones import as_syllables
from listings.anonymisation.known import CaseKnowledge, Kind, PrivateValue
from listings.anonymisation.mongolian_sounds import as_heard
from listings.anonymisation.segmenting import is_everyday, kind_of_word
from listings.anonymisation.sounds import sounds
from listings.anonymisation.spans import Hit, HitKind, Origin
from listings.anonymisation.spelling import Stream, figures, folded, is_han, plain
from listings.anonymisation.variant import ReadAs, Variant
from listings.anonymisation.variants import is_person, variants_of

BEFORE_A_WORD = frozenset(
    "的和与给找向对让叫被把由是在及跟同问请说因到了时后前原名人告诉称为求托替帮见经据从但而且或有即如连该将使经嘱派骂打"
)
AFTER_A_WORD = frozenset(
    "的和与给找向对让叫被把由是在及跟同问请说因到了时后前也又就都还要不没有等两去来将从于称反提欠借家头告承拒答认签付收买卖打骂已曾未则却其先再"
)
_KINDS = {
    Kind.ID_NUMBER: HitKind.ID_NUMBER,
    Kind.PHONE: HitKind.PHONE,
    Kind.ADDRESS: HitKind.ADDRESS,
    Kind.VILLAGE: HitKind.VILLAGE,
    Kind.PETITION_NUMBER: HitKind.PETITION_NUMBER,
}
_NOT_AS_WRITTEN = (reasons.OWN_HEARD, reasons.OWN_TURNED)
_CREDIT_CODE = re.compile(r"(?=.*[A-WYZa-wyz]).{18}")


@dataclass(frozen=True)
class Find:
    """A hit and the value of the case whose it is."""

    hit: Hit
    value: PrivateValue


@dataclass(frozen=True)
class _Read:
    """A text as each kind of variant needs it."""

    words: Stream
    numbers: Stream
    letters: Stream
    syllables: Stream
    parts: Stream

    def for_(self, variant: Variant) -> Stream:
        match variant.read_as:
            case ReadAs.WORDS:
                return self.words
            case ReadAs.FIGURES:
                return self.numbers
            case ReadAs.LETTERS:
                return self.letters
            case ReadAs.SYLLABLES:
                return self.syllables
            case ReadAs.PARTS:
                return self.parts


def own_finds(text: str, known: CaseKnowledge) -> list[Find]:
    """Every place at which a value of the case stands in any variant; they may overlap."""
    words = folded(text)
    read = _Read(words, figures(text), sounds(text), as_syllables(words), as_heard(words))
    return [find for value in known.values for find in _finds_of(value, text, read)]


def own_hits(text: str, known: CaseKnowledge) -> list[Hit]:
    """The hits alone, each place once; where two parties may be meant (老王) it is said of neither."""
    meant: dict[tuple[int, int, HitKind], Hit] = {}
    for hit in (find.hit for find in own_finds(text, known)):
        place = (hit.start, hit.end, hit.kind)
        other = meant.setdefault(place, hit)
        if other.of != hit.of and (other.why in _NOT_AS_WRITTEN) != (hit.why in _NOT_AS_WRITTEN):
            # who is written so is meant, not who only sounds so or is called so the other way round
            meant[place] = hit if other.why in _NOT_AS_WRITTEN else other
        elif other.of != hit.of:
            meant[place] = replace(max(other, hit, key=lambda one: one.confidence), of="")
    return list(meant.values())


def places_of(spelling: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a plain spelling stands in a text, however it is spaced there; nowhere when it is empty."""
    return _places(Variant(spelling, ""), text, folded(text)) if spelling else iter(())


def kind_of(value: PrivateValue) -> HitKind:
    """What a value of the case is, as a kind of hit."""
    if value.kind is Kind.NAME:
        return HitKind.PERSON if is_person(value) else HitKind.ORGANISATION
    if value.kind is Kind.ID_NUMBER and _CREDIT_CODE.fullmatch(value.text.strip()):
        return HitKind.CREDIT_CODE
    return _KINDS[value.kind]


def _finds_of(value: PrivateValue, text: str, read: _Read) -> Iterator[Find]:
    kind, of = kind_of(value), value.owner.key if value.owner else value.kind.value
    for variant in variants_of(value):
        stream = read.for_(variant)
        if variant.spelling not in stream.text:  # hundreds of titles to a name: most are not there
            continue
        for start, end in _places(variant, text, stream):
            yield Find(Hit(start, end, kind, variant.confidence, Origin.OWN_CASE, variant.why, of), value)


def _places(variant: Variant, text: str, stream: Stream) -> Iterator[tuple[int, int]]:
    """Where a variant stands in the text; occurrences of one variant do not overlap each other."""
    at = stream.text.find(variant.spelling)
    while at >= 0:
        start, end = stream.span(at, at + len(variant.spelling))
        if _counts(variant, text, start, end):
            yield start, end
            at = stream.text.find(variant.spelling, at + len(variant.spelling))
        else:
            at = stream.text.find(variant.spelling, at + 1)


def _counts(variant: Variant, text: str, start: int, end: int) -> bool:
    if variant.starts_word and start and _joins(text[start - 1], text[start], BEFORE_A_WORD):
        return False
    if variant.ends_word and end < len(text) and _joins(text[end], text[end - 1], AFTER_A_WORD):
        return False
    if variant.no_figures_beside and (text[start - 1 : start].isdecimal() or text[end : end + 1].isdecimal()):
        return False
    if start and text[start - 1] in variant.not_after:
        return False
    if variant.unless is not None and variant.unless.match(text, start):
        return False
    if variant.sounds_like and not _only_sounds_so(variant, text[start:end]):
        return False
    return not (variant.not_before and text.startswith(variant.not_before, end))


def _only_sounds_so(variant: Variant, words: str) -> bool:
    """Whether it is written in other characters than the name; and with its surname, as no word, where that counts."""
    written = plain(words)
    if written == variant.sounds_like or not written.startswith(variant.surname):
        return False
    return not (variant.no_word and (_is_a_word(words) or _is_a_word(words[:2])))


def _is_a_word(words: str) -> bool:
    return is_everyday(words) and not kind_of_word(words).startswith("nr")


def _joins(neighbour: str, edge: str, apart: frozenset[str]) -> bool:
    """Whether the neighbouring character makes one word with the edge of what was found."""
    if is_han(edge):
        return is_han(neighbour) and neighbour not in apart
    return neighbour.isalpha() and not is_han(neighbour)
