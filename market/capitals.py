"""An amount in capitals says the same as its figures.

Rules: 支付结算办法, annex 1 (正确填写票据和结算凭证的基本规定).
整 closes an amount that ends at yuan or jiao; 零 stands for zeros in
the midst; 壹拾 keeps its 壹.
"""

from typing import Final

from market.money import FEN_PER_YUAN, MAX_FEN, MoneyError

DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
WAN: Final = 10_000
YI: Final = 100_000_000
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
