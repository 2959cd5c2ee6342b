"""A setting's value as people read it."""

from typing import Any

from flask_babel import gettext, ngettext

from market.settings.dated import Dated, Kind
from market.text import N_
from market.web.showing import yuan

UNITS = {
    Kind.DAYS: N_("in whole days"),
    Kind.FEN: N_("in yuan"),
    Kind.NUMBER: N_("a whole number"),
    Kind.YES_NO: N_("yes or no"),
}


def value_words(known: Dated, value: Any) -> str:
    """The value with its unit."""
    match known.kind:
        case Kind.FEN:
            return yuan(value)
        case Kind.DAYS:
            return ngettext("%(num)s day", "%(num)s days", value)
        case Kind.YES_NO:
            return gettext("yes") if value else gettext("no")
        case Kind.CHOICE:
            return gettext(dict(known.choices)[value])
        case _:
            return str(value)


def value_hint(known: Dated) -> str:
    """How the value is to be written."""
    if known.kind is Kind.CHOICE:
        return "; ".join(f"{code}: {gettext(words)}" for code, words in known.choices)
    return gettext(UNITS[known.kind])
