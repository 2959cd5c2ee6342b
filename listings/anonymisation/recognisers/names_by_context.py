"""What the segmenters take for names, by the words around them: filtered, and the less sure the less it is said."""

from collections.abc import Iterable, Iterator

from listings.anonymisation import reasons
from listings.anonymisation.lexicon import lexicon
from listings.anonymisation.recognisers.found import seems
from listings.anonymisation.recognisers.names import (
    LONGEST_RUN,
    begins,
    ends,
    is_masked,
    is_mongolian,
    is_name,
    parts_from,
)
from listings.anonymisation.spans import DOUBTFUL, Hit
from listings.anonymisation.spelling import is_han


def is_somebody(word: str, text: str, start: int) -> bool:
    """The analyser's PER is believed in all but everyday words and what is masked; one character alone is not."""
    masked = is_masked(text, start, start + len(word))
    return len(word) > 1 and all(map(is_han, word)) and word not in lexicon("no_names") and not masked


def names_by_context(text: str, words: Iterable[tuple[int, str, str]]) -> Iterator[Hit]:
    """What the segmenters take for names: (place, word, tag), PER of the one and nr of the other, filtered."""
    for start, word, tag in words:
        if tag == "PER" and is_somebody(word, text, start):
            end = start + len(word)
            if is_mongolian(word):
                end = parts_from(text, end, min(len(text), end + LONGEST_RUN))[0]
            yield seems(start, end, reasons.SEEMS_A_NAME, 0.8)
        elif tag.startswith("nr") and is_name(word, text, start) and _is_plausible(word, text, start):
            yield seems(start, start + len(word), reasons.SEEMS_A_NAME, 0.6)
        elif tag.startswith("nr") and len(word) > 2 and _is_half_plausible(word, text, start):
            yield seems(start, start + len(word), reasons.SEEMS_A_NAME, DOUBTFUL)


def _is_half_plausible(word: str, text: str, start: int) -> bool:
    """Long enough, and a word begins before it or ends after it: worth asking the clerk."""
    edges = begins(text, start) + ends(text, start + len(word))
    return len(word) <= 4 and edges >= 1 and is_name(word, text, start)


def _is_plausible(word: str, text: str, start: int) -> bool:
    """A tagger that sees names everywhere is believed where a word begins before and ends after the name."""
    return len(word) <= 4 and begins(text, start) and ends(text, start + len(word))
