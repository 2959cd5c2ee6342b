"""An exact day becomes its month, an exact amount its size: what a neighbour could know the case by is widened."""

import re
from decimal import Decimal, InvalidOperation

from listings.anonymisation.spelling import CHINESE_DIGITS, half_width

_FIGURED_MONTH = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})[.\-/\s]{0,3}(?P<month>1[0-2]|0[1-9]|[1-9])(?=[.\-/\s]|[0-9]{2}$)"
)
_UNITS = {"亿": 100_000_000, "万": 10_000}
_SMALL_UNITS = {"千": 1_000, "仟": 1_000, "百": 100, "佰": 100, "十": 10, "拾": 10}
_NO_FIGURES = re.compile(r"人民币|RMB|CNY|[¥￥,，\s余多来整]|元.*$|圆.*$|块.*$")

SMALL, TENS, HUNDREDS, MILLIONS = "万元以下", "数万元", "数十万元", "百万元以上"


def month_of(day: str) -> str:
    """2021-03-14 becomes 2021年3月; 3月14日 becomes 3月; 农历八月十五 becomes 农历八月."""
    text = half_width(day).strip()
    figured = _FIGURED_MONTH.match(text)
    if figured and "年" not in text:
        return f"{figured['year']}年{int(figured['month'])}月"
    return text[: text.find("月") + 1] if "月" in text else "某日"


def size_of(amount: str) -> str:
    """The band of an amount of money, in the four sizes by which the board speaks of amounts."""
    yuan = yuan_of(amount)
    if yuan < 10_000:
        return SMALL
    if yuan < 100_000:
        return TENS
    return HUNDREDS if yuan < 1_000_000 else MILLIONS


def yuan_of(amount: str) -> Decimal:
    """The amount in yuan, to the accuracy a band needs; figures, Chinese numerals and both mixed."""
    text = _NO_FIGURES.sub("", half_width(amount))
    total = Decimal(0)
    for big in ("亿", "万"):
        head, found, rest = text.partition(big)
        if found:
            total += (_below_ten_thousand(head) or Decimal(1)) * _UNITS[big]
            text = rest
    return total + _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> Decimal:
    """3500, 3.5, 三千五百, 3千5, 十二, 半."""
    total, figures = Decimal(0), ""
    for character in text:
        if character in _SMALL_UNITS:
            total += (_number(figures) if figures else Decimal(1)) * _SMALL_UNITS[character]
            figures = ""
        elif character == "半":
            total += Decimal("0.5")
        else:
            figures += CHINESE_DIGITS.get(character, character)
    return total + (_number(figures) if figures else Decimal(0))


def _number(figures: str) -> Decimal:
    try:
        return Decimal(figures)
    except InvalidOperation:
        return Decimal(0)
