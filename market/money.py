"""Money is a whole number of fen: no float ever touches it, and every division states what becomes of the
rest.

An amount is an `int` of fen (1 yuan = 100 fen, currency CNY), no larger than JSON can carry exactly (2^53 -
1). Writing in capitals follows the People's Bank's rules for filling in bills (支付结算办法, annex 1).
"""

import re
from enum import StrEnum
from typing import Final

FEN_PER_YUAN: Final = 100
MAX_FEN: Final = 2**53 - 1  # what an API's reader in JavaScript still holds exactly; far inside a bigint
LONGEST_TEXT: Final = 64

PLAIN = re.compile(r"(?P<yuan>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<rest>[0-9]+))?")
# The full-width forms of ASCII and the yuan sign; nothing else that NFKC folds, for it makes 102 of 10².
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFFE5: 0xA5, 0x3000: 0x20}


class MoneyError(ValueError):
    """An amount that is none. `code` names the reason: see the sentences of this floor."""

    def __init__(self, code: str, **facts: object):
        super().__init__(code)
        self.code = code
        self.facts = facts


class TaxRule(StrEnum):
    """How tax is withheld from a reward: which of the two is in force is a dated setting."""

    LABOUR = "labour"  # 劳务报酬, withheld in advance
    INCIDENTAL = "incidental"  # 偶然所得


def parse_yuan(text: str) -> int:
    """The fen that a typed yuan amount means: "8000", "8,000.50", "¥８０００", "8000元".

    Raises MoneyError: empty, negative, not_a_number (1e3, NaN, misplaced commas, stray signs),
    fraction_of_fen (more than two decimals, were they zeros), too_large (above MAX_FEN).
    """
    cleaned = text.translate(FULL_WIDTH).strip(" \t\r\n")
    if not cleaned:
        raise MoneyError("empty")
    if len(cleaned) > LONGEST_TEXT:
        raise MoneyError("too_large" if cleaned.isdigit() else "not_a_number")
    bare = cleaned.removesuffix("元").removeprefix("¥").strip(" ")
    if re.fullmatch(r"[-−][ ]?[¥0-9.,]+", bare):
        raise MoneyError("negative")
    match = PLAIN.fullmatch(bare)
    if match is None:
        raise MoneyError("not_a_number")
    decimals = match["rest"] or ""
    if len(decimals) > 2:
        raise MoneyError("fraction_of_fen")
    fen = int(match["yuan"].replace(",", "")) * FEN_PER_YUAN + int(decimals.ljust(2, "0"))
    if fen > MAX_FEN:
        raise MoneyError("too_large")
    return fen


def format_yuan(fen: int, locale: object = "zh_Hans_CN") -> str:
    """The amount as a reader of `locale` writes it: ¥8,000.00 in Chinese, CN¥8,000.00 in English (CLDR).

    Negative amounts (a ledger's corrections) carry a minus sign before the currency. Raises MoneyError.
    """
    _demand_fen(fen, least=-MAX_FEN)
    sign = "-" if fen < 0 else ""
    currency = "¥" if str(locale).startswith("zh") else "CN¥"
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{sign}{currency}{yuan:,}.{rest:02}"


def withheld_tax_fen(gross_fen: int, rule: TaxRule | str) -> int:
    """The tax withheld from a gross reward, in fen, rounded half up to the fen, once, at the end.

    "labour" (劳务报酬): of the gross, 800 yuan is free up to 4,000 yuan, else a fifth; the rest is taxed at
    20%, above 20,000 yuan at 30% less 2,000, above 50,000 yuan at 40% less 7,000.
    "incidental" (偶然所得): 20% of the gross.
    Never below zero, never above the gross. Raises MoneyError for an amount that is none, or another rule.
    """
    _demand_fen(gross_fen)
    try:
        known = TaxRule(rule)
    except ValueError as unknown:
        raise MoneyError("unknown_tax_rule", rule=str(rule)) from unknown
    if known is TaxRule.INCIDENTAL:
        return _half_up(gross_fen * 20, 100)
    return _withheld_from_labour(gross_fen)


def _withheld_from_labour(gross_fen: int) -> int:
    # In hundredths of a fen, so that 80% and the rates stay whole numbers until the one rounding.
    if gross_fen <= 4_000 * FEN_PER_YUAN:
        taxable = max(0, gross_fen - 800 * FEN_PER_YUAN) * 100
    else:
        taxable = gross_fen * 80
    if taxable <= 20_000 * FEN_PER_YUAN * 100:
        rate, quick = 20, 0
    elif taxable <= 50_000 * FEN_PER_YUAN * 100:
        rate, quick = 30, 2_000 * FEN_PER_YUAN
    else:
        rate, quick = 40, 7_000 * FEN_PER_YUAN
    return _half_up(taxable * rate - quick * 10_000, 10_000)


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _demand_fen(fen: int, least: int = 0) -> None:
    if isinstance(fen, bool) or not isinstance(fen, int):
        raise MoneyError("not_whole_fen")
    if fen < least:
        raise MoneyError("negative")
    if fen > MAX_FEN:
        raise MoneyError("too_large")
