"""Texts of the sandbox's own pages: English in the code, Chinese in the demonstration's catalogue."""

import gettext
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "translations"
LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}
DEFAULT_LANGUAGE = "zh"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, by which texts are collected
    """Marks a text in a data table for translation; returns it as it is."""
    return text


def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language of LANGUAGES; English where no compiled catalogue is there."""
    return gettext.translation(
        "messages", str(CATALOGUES), languages=[LANGUAGES.get(language, DEFAULT_LANGUAGE)], fallback=True
    )
