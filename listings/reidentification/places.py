"""A town stands in a text only where it is published: what is left out beside the text is left out in it too."""

import re
from collections.abc import Mapping

from listings.anonymisation.own_case import places_of
from listings.anonymisation.spelling import plain

ANY_TOWN = "某镇"
_KIND_BEFORE = re.compile(r"^\s*(镇|鎮|乡|鄉|苏木|蘇木|街道|办事处)")
_KIND = re.compile("(镇|乡|苏木|街道|办事处)$")
SHORTEST_STEM = 2


def towns_told(text: str, towns: Mapping[int, str]) -> set[int]:
    """The ids of the towns (id -> name) that a text names, with or without the word for town."""
    words = plain(text)
    return {town_id for town_id, name in towns.items() if any(one in words for one in _spellings(name))}


def without_towns(text: str, names: list[str]) -> str:
    """The text with each of these towns replaced by "a town", however it is spaced; the rest stays as it is."""
    told = {spelling for name in names for spelling in _spellings(name)}
    for name in sorted(told, key=len, reverse=True):
        for start, end in reversed(list(places_of(name, text))):
            text = text[:start] + ANY_TOWN + _KIND_BEFORE.sub("", text[end:])
    return text


def town_words(text: str, names: list[str]) -> tuple[str, ...]:
    """How a text writes these towns, in its own words, the whole name before a part of it."""
    words: list[str] = []
    for name in names:
        places = next((found for one in _spellings(name) if (found := list(places_of(one, text)))), [])
        words += [text[start:end] for start, end in places]
    return tuple(words)


def _spellings(name: str) -> list[str]:
    whole = plain(name)
    stem = _KIND.sub("", whole)
    return [whole, stem] if len(stem) >= SHORTEST_STEM else [whole]
