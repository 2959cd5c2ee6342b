"""An amount in capitals says the same as its figures: what is written here is read back to the same fen.

Rules: 支付结算办法, annex 1 (正确填写票据和结算凭证的基本规定).
整 closes an amount that ends at yuan or jiao; 零 stands for zeros in
the midst; 壹拾 keeps its 壹.
"""

import re
from typing import Final

from market.money import FEN_PER_YUAN, MAX_FEN, MoneyError

DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
WAN: Final = 10_000
YI: Final = 100_000_000
LONGEST_CAPITALS: Final = 80
LEAD: Final = "人民币"


def capitals(fen: int) -> str:
    """An amount in fen in Chinese capitals: 人民币捌仟元整. Raises MoneyError for an amount that is none."""
    if isinstance(fen, bool) or not isinstance(fen, int):
        raise MoneyError("not_whole_fen")
    if fen < 0:
        raise MoneyError("negative")
    if fen > MAX_FEN:
        raise MoneyError("too_large")
    yuan, rest = divmod(fen, FEN_PER_YUAN)
    jiao, single = divmod(rest, 10)
    words = _below_wan_yi(yuan) + "元" if yuan else ""
    if jiao:
        words += DIGITS[jiao] + "角"
    elif single and yuan:
        words += "零"
    if single:
        return f"{LEAD}{words}{DIGITS[single]}分"
    return f"{LEAD}{words or '零元'}整"


def parse_capitals(text: str) -> int:
    """The fen that an amount in capitals means; 圆 for 元, 正 for 整 and a 零 more or less are as good.

    Raises MoneyError("not_capitals") for anything that the rules do not allow to be written.
    """
    words = text.strip().removeprefix(LEAD).replace("圆", "元").replace("正", "整")
    stray_zero = "零零" in words or re.match(r"零(?!元)", words) or re.search(r"零整?$", words)
    if not words or len(words) > LONGEST_CAPITALS or stray_zero:
        raise MoneyError("not_capitals")
    match = re.fullmatch(r"(?:(?P<yuan>[^元]+)元)?零?(?:(?P<jiao>[^元角])角)?零?(?:(?P<fen>[^元角])分)?整?", words)
    if match is None:
        raise MoneyError("not_capitals")
    fen = _read(match["yuan"] or "零") * FEN_PER_YUAN + _digit(match["jiao"]) * 10 + _digit(match["fen"])
    if fen > MAX_FEN or _skeleton(capitals(fen)) != _skeleton(LEAD + words):
        raise MoneyError("not_capitals")
    return fen


def _below_wan_yi(number: int) -> str:
    high, low = divmod(number, YI)
    if not high:
        return _below_yi(low)
    gap = "零" if 0 < low < YI // 10 else ""
    return _below_yi(high) + "亿" + gap + (_below_yi(low) if low else "")


def _below_yi(number: int) -> str:
    high, low = divmod(number, WAN)
    if not high:
        return _below_wan(low)
    gap = "零" if 0 < low < WAN // 10 else ""
    return _below_wan(high) + "万" + gap + (_below_wan(low) if low else "")


def _below_wan(number: int) -> str:
    words, gap = "", False
    for size, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // size % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return words


def _read(words: str) -> int:
    """The number that yuan capitals mean, read loosely: parse_capitals holds the result against the rules."""
    if "亿" in words:
        high, low = words.rsplit("亿", 1)
        return _read(high) * YI + _read(low)
    if "万" in words:
        high, low = words.rsplit("万", 1)
        return _read(high) * WAN + _read(low)
    total = 0
    for digit, unit in re.findall(r"([壹贰叁肆伍陆柒捌玖])([仟佰拾]?)", words):
        total += DIGITS.index(digit) * {"仟": 1000, "佰": 100, "拾": 10, "": 1}[unit]
    return total


def _digit(word: str | None) -> int:
    if word is None:
        return 0
    if word not in DIGITS:
        raise MoneyError("not_capitals")
    return DIGITS.index(word)


def _skeleton(words: str) -> str:
    """What is left of capitals without what the rules leave to the writer."""
    return words.removesuffix("整").replace("零", "")
