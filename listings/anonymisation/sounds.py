"""Latin and Cyrillic letters by their sound alone: Erdene Bayar, erdenebayar, ERDENE-BAYIR and Эрдэнэбаяр become one.

Every language of the region writes a Mongolian name in its own way. What differs between the ways is made one here:
long and short vowels, a and e, o and u, ch and ts and q, kh and gh and h, sh and x, z and j, v and b, doubled letters.
What stands between Han characters or figures is told apart by a break.
"""

import re
from dataclasses import dataclass

from listings.anonymisation.spelling import BREAK, Stream, plain

_LETTERS = re.compile(r"[A-Za-zÀ-ɏЀ-ӿＡ-Ｚａ-ｚ]")
_CYRILLIC_LETTERS = "а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ ы э ю я ө ү"
_AS_LATIN = "a b v g d e j z i k l m n o p r s t u f kh ts ch sh sh y e yu ya o u"
_SIGNS = {"ъ": "", "ь": ""}  # they have no sound of their own
_CYRILLIC = dict(zip(_CYRILLIC_LETTERS.split(), _AS_LATIN.split(), strict=True)) | _SIGNS
_SOUND = re.compile(
    r"(?P<a>[ae][aeiouy]*)|(?P<u>[ou][aeiouy]*)|(?P<i>[iy][aeiouy]*)|(?P<c>tch|ch|ts|tz|c|q)|(?P<s>sh|s|x)"
    r"|(?P<j>zh|dz|dj|j|z)|(?P<h>kh|gh|h)|(?P<n>ng(?![aeiouy])|n)|(?P<b>[bvw])|(?P<other>.)"
)


@dataclass(frozen=True)
class Sounds(Stream):
    """Sounds, each with where its letters begin and end in the text."""

    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the sounds start..end stand in the text."""
        return self.places[start], self.ends[end - 1]


def sounds(text: str) -> Sounds:
    """The sounds of a text's letters; a text without any is told apart quickly."""
    heard = Sounds("", [], [])
    if not _LETTERS.search(text):
        return heard
    letters, places = _letters(text)
    said: list[str] = []
    for found in _SOUND.finditer(letters):
        sound = found.lastgroup if found.lastgroup != "other" else found.group()
        if not said or sound != said[-1]:
            said.append(str(sound))
            heard.places.append(places[found.start()])
            heard.ends.append(places[found.end() - 1] + 1)
        else:
            heard.ends[-1] = places[found.end() - 1] + 1
    return Sounds("".join(said), heard.places, heard.ends)


def sound_of(name: str) -> str:
    """How a name in letters sounds."""
    return sounds(name).text


def _letters(text: str) -> tuple[str, list[int]]:
    """Latin letters alone, each with its place; what is neither Latin nor Cyrillic is a break."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for each in plain(character):
            latin = _CYRILLIC.get(each, each if "a" <= each <= "z" else BREAK)
            letters.extend(latin)
            places.extend([place] * len(latin))
    return "".join(letters), places
