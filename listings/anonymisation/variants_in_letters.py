"""A Mongolian name in Latin or Cyrillic letters, however its parts are transcribed, spaced, joined or hyphenated.

Two parts side by side are the person, in whichever order, and so is a whole name of one part; a part alone may be
anybody of that name.
"""

from collections.abc import Iterator
from itertools import pairwise

from listings.anonymisation import reasons
from listings.anonymisation.mongolian_letters import letters_of, parts
from listings.anonymisation.pinyin import syllables_of
from listings.anonymisation.sounds import sound_of
from listings.anonymisation.spelling import is_han
from listings.anonymisation.variant import BINDING, POSSIBLE, ReadAs, Variant

SHORTEST_WHOLE = 5  # letters of a name of one part: bat and uran stand in many a text
SHORTEST_PART = 4
SHORTEST_DOUBTFUL_WHOLE = 3
SHORTEST_PAIR = 6  # sounds
SURELY_A_NAME = 8  # sounds: no other word begins so, and what follows is an ending (Эрдэнэбаярын)


def mongolian_in_letters(name: str) -> Iterator[Variant]:
    """The spellings in letters of a name in plain Chinese characters; none where no part of it is known."""
    pieces = _pieces(name)
    if not any(_known(piece) for piece in pieces):
        return
    for one, other in pairwise(pieces):
        if _known(one) or _known(other):
            yield from _side_by_side(one, other)
            yield from _side_by_side(other, one)
    for piece in pieces:
        yield from _alone(piece, is_whole=piece == name)


def foreign_in_letters(name: str) -> Iterator[Variant]:
    """A name that is registered in letters, in the letters of the other script and by other transcriptions."""
    if not any(is_han(character) for character in name):
        yield from _by_sound({sound_of(name)})


def is_mongolian(name: str) -> bool:
    """Whether a name (plain) is made of known parts throughout, whoever has said what of it."""
    pieces = _pieces(name)
    return len(pieces) > 1 and all(_known(piece) for piece in pieces)


def _pieces(name: str) -> list[str]:
    """The known parts of a name and what stands between them."""
    pieces: list[str] = []
    place, was_known = 0, True
    while place < len(name):
        part = parts().longest_at(name, place)
        if part is None and not was_known:
            pieces[-1] += name[place]
        else:
            pieces.append(part or name[place])
        was_known = part is not None
        place += len(part or name[place])
    return pieces


def _known(piece: str) -> bool:
    return bool(letters_of(piece)[0])


def _side_by_side(one: str, other: str) -> Iterator[Variant]:
    yield from _by_sound({sound_of(first + second) for first in _spellings(one) for second in _spellings(other)})


def _by_sound(heard: set[str]) -> Iterator[Variant]:
    for sound in sorted(heard):
        sure = BINDING if len(sound) >= SHORTEST_PAIR else POSSIBLE
        if len(sound) >= SHORTEST_PART:
            ends_word = len(sound) < SURELY_A_NAME
            yield Variant(
                sound, reasons.OWN_IN_LETTERS, sure, starts_word=True, ends_word=ends_word, read_as=ReadAs.LETTERS
            )


def _alone(piece: str, *, is_whole: bool) -> Iterator[Variant]:
    shortest = SHORTEST_DOUBTFUL_WHOLE if is_whole else SHORTEST_PART
    for spelling in _spellings(piece) if _known(piece) else ():
        if is_whole and len(spelling) >= SHORTEST_WHOLE:
            yield Variant(spelling, reasons.OWN_IN_LETTERS, starts_word=True, ends_word=True)
        elif len(spelling) >= shortest:
            yield Variant(spelling, reasons.OWN_PART_IN_LETTERS, POSSIBLE, starts_word=True, ends_word=True)


def _spellings(piece: str) -> list[str]:
    latin, cyrillic = letters_of(piece)
    return [*latin, *cyrillic, *syllables_of(piece)]
