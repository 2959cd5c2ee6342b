"""No character vanishes from a document: one that the fonts cannot draw is spelled out by its number.

A rare character in a name, Mongolian script or a pictograph would otherwise be printed as an empty box, and
two different texts would look alike.
"""

from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

FONT_ENDINGS: Final = frozenset({".ttf", ".otf", ".ttc"})
DRAWN_AT: Final = 24  # pixels: enough to tell a glyph from the empty box
NO_CHARACTER: Final = "\U0010ffff"
VARIATION_SELECTORS: Final = frozenset({*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))})


def fonts_in(folder: Path) -> tuple[Path, ...]:
    """The font files of a folder, in order."""
    return tuple(sorted(path for path in folder.rglob("*") if path.suffix.lower() in FONT_ENDINGS))


def spelled_out(text: str, fonts: tuple[Path, ...]) -> str:
    """`text` with every character that none of `fonts` draws as 〔U+20BB7〕, and without control characters.

    Line breaks stay. Marks that only choose between two forms of a character are dropped.
    """
    return "".join(_shown(char, fonts) for char in text)


def _shown(char: str, fonts: tuple[Path, ...]) -> str:
    if char == "\n" or (char.isascii() and char.isprintable()) or char == "\u3000":
        return char
    if char.isspace():
        return " "
    if not char.isprintable() or char in VARIATION_SELECTORS:
        return ""
    return char if any(_draws(font, char) for font in fonts) else f"〔U+{ord(char):04X}〕"


@cache
def _draws(font: Path, char: str) -> bool:
    return _drawn(font, char) != _drawn(font, NO_CHARACTER)


def _drawn(font: Path, char: str) -> tuple[tuple[int, int], bytes]:
    mask = _opened(font).getmask(char, mode="1")
    return mask.size, bytes(mask)


@cache
def _opened(font: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, DRAWN_AT)
