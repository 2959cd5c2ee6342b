"""However a private value is written, it becomes one plain spelling before it is looked for.

Full and half width, spaces and line breaks between characters, hyphens, middle dots, invisible
characters, accents, capitals, traditional characters and Chinese figures make no difference. Each plain
character knows where it stood, so that what is found can be shown and masked in the text as it was typed.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from listings.anonymisation.lexicon import lexicon

CHINESE_DIGITS = {
    "〇": "0", "零": "0", "一": "1", "壹": "1", "幺": "1", "二": "2", "贰": "2", "两": "2", "三": "3", "叁": "3",
    "四": "4", "肆": "4", "五": "5", "伍": "5", "六": "6", "陆": "6", "七": "7", "柒": "7", "八": "8", "捌": "8",
    "九": "9", "玖": "9",
}  # fmt: skip
BREAK = "|"
_SIMPLIFIED = {pair[0]: pair[1] for pair in lexicon("traditional")}
_OWN_SURNAMES = "闫肖"  # written so by those who bear them; no recogniser needs them changed
_TO_SIMPLIFIED = {ord(one): ord(other) for one, other in _SIMPLIFIED.items() if one not in _OWN_SURNAMES}
_WITHIN_WORDS = re.compile(
    r"(?<=\w)[\s\u00ad\u200b-\u200f\u2060\ufeff]+(?=\w)|(?<=[\u4e00-\u9fff])[·•・‧.．\-_*~～—]{1,2}(?=[\u4e00-\u9fff])"
)
_SENTENCE = re.compile(r"[^。！？!?；;]+")
_HALF_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20, 0xA0: 0x20}
del _HALF_WIDTH[ord("，")]  # it parts words; a half-width one may stand within an amount


@dataclass(frozen=True)
class Stream:
    """Plain characters, and for each the place in the text from which it came."""

    text: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters start..end stand in the text."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str) -> Stream:
    """Letters, figures and Han characters alone, without case: 巴 特·尔 and 巴特尔 become one."""
    return _stream(text, _plain_character)


def figures(text: str) -> Stream:
    """Figures alone, Chinese ones read as figures, and the X of an ID number; all else becomes a break.

    What merely separates groups (spaces, hyphens, brackets) is dropped, so 138-1234 5678 is one run.
    """
    return _stream(text, _figure)


def plain(text: str) -> str:
    """The plain spelling of a text."""
    return folded(text).text


def digits(text: str) -> str:
    """The figures of a text and the breaks between them. See `figures`."""
    return figures(text).text


def readings(text: str) -> list[Stream]:
    """The text in simplified characters, then each sentence whose words are parted once more with them joined.

    A scan breaks lines within a name and sets spaces between figures; the further readings join them again.
    """
    simple = text.translate(_TO_SIMPLIFIED)
    found = [Stream(simple, list(range(len(simple))))]
    for sentence in _SENTENCE.finditer(simple):
        gaps = [gap.span() for gap in _WITHIN_WORDS.finditer(simple, *sentence.span())]
        if gaps:
            dropped = {place for start, end in gaps for place in range(start, end)}
            places = [place for place in range(*sentence.span()) if place not in dropped]
            found.append(Stream("".join(simple[place] for place in places), places))
    return found


def half_width(text: str) -> str:
    """The same text in half width, character for character: every place stays where it was."""
    return text.translate(_HALF_WIDTH)


def is_han(character: str) -> bool:
    """Whether this is a Chinese character."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character == "〇"


def _stream(text: str, of: Callable[[str], str]) -> Stream:
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        became = of(character)
        if became:
            characters.append(became)
            places.extend([place] * len(became))
    return Stream("".join(characters), places)


@lru_cache(maxsize=16_384)
def _plain_character(character: str) -> str:
    """What is left of one character; decomposed first, so that an accent is dropped wherever it stands."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_one_figure(_SIMPLIFIED.get(each, each)) for each in decomposed if _speaks(each))


@lru_cache(maxsize=16_384)
def _figure(character: str) -> str:
    return "".join(_figure_or_break(each) for each in unicodedata.normalize("NFKD", character))


def _figure_or_break(character: str) -> str:
    figure = _one_figure(character)
    if figure.isdecimal() or figure in "xX":
        return figure.upper()
    return BREAK if _speaks(character) else ""


def _one_figure(character: str) -> str:
    """A figure of any script as 0 to 9; any other character as it is."""
    known = CHINESE_DIGITS.get(character)
    if known is not None:
        return known
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _speaks(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"
