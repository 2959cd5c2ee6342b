"""A setting's value is typed as text and kept as what its kind says; what does not fit is refused in words."""

import re
from typing import Any

from market.money import FULL_WIDTH, MoneyError, parse_yuan
from market.refusals import Invalid
from market.settings.dated import Dated, Kind

YES, NO = "yes", "no"
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")


def read_value(known: Dated, typed: str) -> Any:
    """The value that was typed: days and numbers whole, money in yuan (kept in fen), yes or no, or a choice's code.

    Raises Invalid for the field `value`.
    """
    text = typed.translate(FULL_WIDTH).strip()
    match known.kind:
        case Kind.YES_NO:
            if text not in (YES, NO):
                raise Invalid("setting.yes_or_no", field="value")
            return text == YES
        case Kind.CHOICE:
            if text not in dict(known.choices):
                raise Invalid("setting.unknown_choice", field="value", choices=", ".join(dict(known.choices)))
            return text
        case Kind.FEN:
            return _within(known, _fen(text))
        case _:
            if not _WHOLE.fullmatch(text):
                raise Invalid("setting.not_whole", field="value")
            return _within(known, int(text))


def _fen(text: str) -> int:
    try:
        return parse_yuan(text)
    except MoneyError:
        raise Invalid("setting.not_yuan", field="value") from None


def _within(known: Dated, number: int) -> int:
    if not known.smallest <= number <= known.largest:
        if known.kind is Kind.FEN:
            raise Invalid(
                "setting.amount_out_of_bounds", field="value", smallest_fen=known.smallest, largest_fen=known.largest
            )
        raise Invalid("setting.out_of_bounds", field="value", smallest=known.smallest, largest=known.largest)
    return number
