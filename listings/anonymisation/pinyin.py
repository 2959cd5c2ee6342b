"""A name in Latin letters, by a small table of the characters that names are made of.

A name with a character that the table does not have is looked for in Chinese alone. Tones, capitals,
spaces and hyphens make no difference to the plain spelling.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from listings.anonymisation.lexicon import lexicon
from listings.anonymisation.spelling import plain

SHORTEST = 5  # letters: li, wu or hana would be found in any text with Latin letters
MOST_READINGS = 8


@cache
def readings() -> dict[str, list[str]]:
    """The syllables that each character of the table (plain) is read as."""
    found: dict[str, list[str]] = {}
    for line in sorted(lexicon("pinyin")):
        syllable, characters = line.split()
        for character in characters:
            found.setdefault(plain(character), []).append(syllable)
    return found


def in_latin_letters(name: str, surname: int) -> Iterator[str]:
    """The plain spellings of a name (itself plain) whose first `surname` characters may also come last."""
    for syllables in _read(name):
        whole, swapped = "".join(syllables), "".join([*syllables[surname:], *syllables[:surname]])
        if len(whole) >= SHORTEST:
            yield from dict.fromkeys((whole, swapped))


def initials(name: str) -> Iterator[str]:
    """WGL of 王桂兰 (plain, so in small letters): three or more first letters; two would be found anywhere."""
    if len(name) > 2:
        yield from dict.fromkeys("".join(syllable[0] for syllable in syllables) for syllables in _read(name))


def syllables_of(part: str) -> list[str]:
    """The readings of a part of a name (plain), however short; none where a character is not known."""
    return ["".join(syllables) for syllables in _read(part)]


def _read(name: str) -> Iterator[tuple[str, ...]]:
    return islice(product(*(readings().get(character, []) for character in name)), MOST_READINGS)
