"""What a clerk decides about a proposed text, and what the page of it shows; the next pass starts from the decisions.

A binding hit cannot be left in. A decision holds for the phrase, wherever it stands and however it is spaced. Once the
clerk has changed the text, it is theirs: what is added later is masked in it, and nothing else of it is touched.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from itertools import groupby

from listings.anonymisation import reasons
from listings.anonymisation.bare_surnames import bare_surnames
from listings.anonymisation.known import CaseKnowledge
from listings.anonymisation.measures import measures
from listings.anonymisation.own_case import own_hits, places_of
from listings.anonymisation.pipeline import Mark, Masked, find, mask
from listings.anonymisation.replacing import with_parties
from listings.anonymisation.spans import CERTAIN, HIT_LABELS, Hit, HitKind, Origin, settled
from listings.anonymisation.spelling import plain
from listings.anonymisation.wording import readable
from market.text import N_

SHORTEST_PHRASE = 2
MOST_PHRASES = 200


@dataclass(frozen=True)
class Decisions:
    """`left` are keys of phrases left in, `added` phrases to mask with their kinds, `text` the clerk's own version.

    `text` is empty while the public text follows the narrative. All of it stands in the vault with the case.
    """

    left: tuple[str, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    title: str = ""
    text: str = ""
    mapping: dict[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Decisions: {len(self.left)} left, {len(self.added)} added>"

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, sealed: str | None) -> "Decisions":
        if not sealed:
            return cls()
        kept = json.loads(sealed)
        return cls(
            left=tuple(kept["left"]), added=tuple((phrase, kind) for phrase, kind in kept["added"]),
            title=kept["title"], text=kept["text"], mapping=kept["mapping"],
        )  # fmt: skip


@dataclass(frozen=True)
class Find:
    """One phrase that was found, once or several times. `number` marks it in both texts."""

    number: int
    key: str
    text: str
    hit: Hit
    times: int
    instead: str
    is_left: bool

    @property
    def kind_label(self) -> str:
        """What it is, as a message id."""
        return HIT_LABELS[self.hit.kind]

    @property
    def why(self) -> str:
        """Why it was found, as a message id."""
        return reasons.told_of(self.hit.of, self.hit.why)

    @property
    def sureness(self) -> str:
        """How sure it is, in plain words, as a message id."""
        if self.hit.is_binding:
            return N_("Certain, always masked")
        for least, words in ((CERTAIN, N_("Certain")), (0.8, N_("Very likely")), (0.6, N_("Likely"))):
            if self.hit.confidence >= least:
                return words
        return N_("Possible")


@dataclass(frozen=True)
class Piece:
    """A run of a text, with the number of the find that it is, or none; `also` are others that it stands for."""

    text: str
    number: int | None = None
    is_left: bool = False
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Review:
    """All that the page shows: both texts in pieces, the finds, and the mapping that the text was made by."""

    private: tuple[Piece, ...]
    public: tuple[Piece, ...]
    finds: tuple[Find, ...]
    text: str
    is_edited: bool
    mapping: dict[str, str]


def review(narrative: str, known: CaseKnowledge, decisions: Decisions) -> Review:
    """The proposed public text of a narrative under these decisions, and how it came about."""
    extra = [*added_hits(narrative, decisions.added), *measures(narrative), *bare_surnames(narrative, known)]
    hits = find(narrative, known, extra)
    keys = [key_of(hit, narrative) for hit in hits]
    left = {key for hit, key in zip(hits, keys, strict=True) if key in decisions.left and not hit.is_binding}
    masked = mask(
        narrative,
        [hit for hit, key in zip(hits, keys, strict=True) if key not in left],
        with_parties(decisions.mapping, known),
    )
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}
    finds = tuple(_finds(narrative, hits, keys, numbers, left, masked))
    private = tuple(_private_pieces(narrative, hits, keys, numbers, left))
    if not decisions.text:
        worded = readable(masked, narrative)
        shown = [numbers[key_of(mark.hit, narrative)] for mark in worded.marks]
        public = tuple(_public_pieces(worded.text, worded.marks, shown))
        return Review(private, public, finds, worded.text, False, masked.mapping)
    edited = masked_edit(decisions.text, known, decisions.added, masked.mapping)
    return Review(private, (Piece(edited.text),), finds, edited.text, True, edited.mapping)


def masked_edit(text: str, known: CaseKnowledge, added: Sequence[tuple[str, str]], mapping: dict[str, str]) -> Masked:
    """The clerk's own version with what must not stand in it masked: binding values and the added phrases."""
    hits = [hit for hit in own_hits(text, known) if hit.is_binding]
    return mask(text, settled([*hits, *added_hits(text, added)], len(text)), mapping)


def added_hits(text: str, added: Sequence[tuple[str, str]]) -> Iterator[Hit]:
    """Every place at which a phrase stands that the clerk has added, however it is spaced."""
    for phrase, kind in added:
        for start, end in places_of(plain(phrase), text):
            yield Hit(start, end, HitKind(kind), CERTAIN, Origin.CLERK, reasons.CLERK_ADDED)


def key_of(hit: Hit, text: str) -> str:
    """What a decision about a hit is kept under; it says nothing of the phrase to who has not opened the case."""
    return key_of_phrase(hit.kind.value, text[hit.start : hit.end])


def key_of_phrase(kind: str, phrase: str) -> str:
    """The key of a phrase as one kind of thing."""
    return sha256(f"{kind}:{plain(phrase) or phrase}".encode()).hexdigest()[:16]


def without_left(decisions: Decisions) -> Decisions:
    """An added phrase that is left in is no longer added."""
    added = tuple(each for each in decisions.added if key_of_phrase(each[1], each[0]) not in decisions.left)
    dropped = {key_of_phrase(kind, phrase) for phrase, kind in decisions.added} & set(decisions.left)
    return replace(decisions, added=added, left=tuple(key for key in decisions.left if key not in dropped))


def _finds(
    text: str, hits: list[Hit], keys: list[str], numbers: dict[str, int], left: set[str], masked: Masked
) -> Iterator[Find]:
    instead = {key_of(mark.hit, text): masked.text[mark.start : mark.end] for mark in reversed(masked.marks)}
    first = dict(zip(reversed(keys), reversed(hits), strict=True))
    times = Counter(keys)
    for key, number in numbers.items():
        hit = first[key]
        yield Find(number, key, text[hit.start : hit.end], hit, times[key], instead.get(key, ""), key in left)


def _private_pieces(
    text: str, hits: list[Hit], keys: list[str], numbers: dict[str, int], left: set[str]
) -> Iterator[Piece]:
    read = 0
    for hit, key in zip(hits, keys, strict=True):
        if hit.start > read:
            yield Piece(text[read : hit.start])
        yield Piece(text[hit.start : hit.end], numbers[key], key in left)
        read = hit.end
    if read < len(text):
        yield Piece(text[read:])


def _public_pieces(text: str, marks: Sequence[Mark], numbers: Sequence[int]) -> Iterator[Piece]:
    read = 0
    for (start, end), told in groupby(zip(marks, numbers, strict=True), key=lambda one: (one[0].start, one[0].end)):
        if start > read:
            yield Piece(text[read:start])
        if end > start:
            number, *others = dict.fromkeys(number for _, number in told)
            yield Piece(text[start:end], number, also=tuple(others))
        read = end
    if read < len(text):
        yield Piece(text[read:])
