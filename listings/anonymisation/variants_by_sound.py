"""A Mongolian name in other Chinese characters: the whole name binds where it sounds the same, a part is possible.

A whole name of three characters may begin or end another's (巴雅尔 of 那顺巴亚尔) and binds where no name goes on; one
of two characters sounds like many words, and is possible.
"""

from collections.abc import Iterator

from listings.anonymisation import reasons
from listings.anonymisation.mongolian_sounds import forms_of, other_spellings, pieces_of
from listings.anonymisation.variant import POSSIBLE, ReadAs, Variant
from listings.anonymisation.variants_of_mongolian_names import OF_NAMES, goes_on

_SURELY_WHOLE = 4
_SHORTEST_SURE = 3
_SHORTEST_PART = 2


def variants_by_sound(name: str) -> Iterator[Variant]:
    """The name (plain) and its parts, by their sounds."""
    for form in forms_of(name):
        yield from _whole(form, name)
    pieces = pieces_of(name)
    for piece in pieces if len(pieces) > 1 else ():
        yield from _part(piece)


def _whole(form: str, name: str) -> Iterator[Variant]:
    why, parts = reasons.OWN_HEARD, ReadAs.PARTS
    if len(form) >= _SURELY_WHOLE:
        yield Variant(form, why, read_as=parts, sounds_like=name)
    elif len(form) == _SHORTEST_SURE:
        yield Variant(form, why, read_as=parts, sounds_like=name, not_after=OF_NAMES, not_before=goes_on())
        yield Variant(form, why, POSSIBLE, read_as=parts, sounds_like=name)
    elif len(form) == _SHORTEST_PART:
        yield Variant(form, why, POSSIBLE, True, True, read_as=parts, sounds_like=name, no_word=True)


def _part(piece: str) -> Iterator[Variant]:
    why = reasons.OWN_NAME_PART
    if len(piece) >= _SHORTEST_SURE:
        for form in forms_of(piece):
            yield Variant(form, why, POSSIBLE, read_as=ReadAs.PARTS, sounds_like=piece)
    for spelling in other_spellings(piece):
        if len(spelling) == _SHORTEST_PART:
            yield Variant(spelling, why, POSSIBLE, True, True, sounds_like=piece, no_word=True)
