"""The sum in dispute may not stand in a public text even without its unit: 34,500 says what 34500元 says.

Whatever counts money by its words is refused whoever's it is (listings.anonymisation.measures). A bare number may be
anything, so that only the case's own is looked for.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from listings.anonymisation.spelling import half_width

FEWEST_DIGITS = 3  # three herdsmen are no sum
_FIGURES = re.compile(r"(?<![0-9.])([0-9][0-9,，\s]*(?:\.[0-9]+)?)\s*(千|万|亿|[kKwW](?![A-Za-z]))?")
_TIMES = {"千": 1_000, "k": 1_000, "万": 10_000, "w": 10_000, "亿": 100_000_000}


def own_sum_told(text: str, amount_fen: int | None) -> list[str]:
    """Every place of a text whose figures are the case's sum, in the text's own spelling; none where it has none."""
    if amount_fen is None:
        return []
    plain = half_width(text)
    return [text[start:end] for start, end, yuan in _sums(plain) if yuan * 100 == amount_fen]


def _sums(plain: str) -> Iterator[tuple[int, int, Decimal]]:
    for match in _FIGURES.finditer(plain):
        figures = match.group(1).rstrip(",， \t\n")
        digits = re.sub(r"[,，\s]", "", figures)
        try:
            yuan = Decimal(digits) * _TIMES.get((match.group(2) or "").lower(), 1)
        except InvalidOperation:
            continue
        if len(digits.replace(".", "")) >= FEWEST_DIGITS or match.group(2):
            end = match.end(2) if match.group(2) else match.start() + len(figures)
            yield match.start(), end, yuan
