"""Texts of the sandbox's own pages: English in the code, Chinese in the demonstration's catalogue."""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).resolve().parent.parent / "translations"
LANGUAGES = {"zh": "zh_Hans_CN", "en": None}
DEFAULT_LANGUAGE = "zh"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, by which texts are collected
    """Marks a text in a data table for translation; returns it as it is."""
    return text


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The texts in a language of LANGUAGES. Read from the catalogue itself, so that nothing need be compiled."""
    folder = LANGUAGES[language]
    if folder is None:
        return gettext.NullTranslations()
    compiled = BytesIO()
    with (CATALOGUES / folder / "LC_MESSAGES" / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
