"""However a private value is written, it becomes one plain spelling before it is looked for.

Full and half width, spaces and line breaks between characters, hyphens, middle dots, invisible
characters, capitals and Chinese figures make no difference.
"""

import unicodedata
from collections.abc import Iterator

_CHINESE_DIGITS = {
    "〇": "0", "零": "0", "一": "1", "壹": "1", "幺": "1", "二": "2", "贰": "2", "两": "2", "三": "3", "叁": "3",
    "四": "4", "肆": "4", "五": "5", "伍": "5", "六": "6", "陆": "6", "七": "7", "柒": "7", "八": "8", "捌": "8",
    "九": "9", "玖": "9",
}  # fmt: skip


def plain(text: str) -> str:
    """Letters, figures and Han characters alone, NFKC, without case: 巴 特·尔 and 巴特尔 become one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if _speaks(character))


def digits(text: str) -> str:
    """Figures alone, Chinese ones read as figures, and the X of an ID number; all else becomes a break.

    What merely separates groups (spaces, hyphens, brackets) is dropped, so 138-1234 5678 is one run.
    """
    return "".join(_figures(unicodedata.normalize("NFKC", text)))


def _figures(text: str) -> Iterator[str]:
    for character in text:
        figure = _CHINESE_DIGITS.get(character, character)
        if figure.isdecimal() or figure in "xX":
            yield figure.upper()
        elif _speaks(figure):
            yield "|"


def _speaks(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"
