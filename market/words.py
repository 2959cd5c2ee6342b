"""The catalogues outside a request: what a job or a command says, in a language it names.

Pages and answers go through the edge's own translation; this reads the same files.
"""

from functools import cache
from pathlib import Path

from babel.support import Translations

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("market", "listings", "mediators", "agreements", "payouts", "templates")
CHINESE, ENGLISH = "zh_Hans_CN", "en"


def words_in(locale: str, message: str) -> str:
    """`message` in that language; English is the language of the messages themselves."""
    return message if locale == ENGLISH else str(_catalogue(locale).gettext(message))


@cache
def _catalogue(locale: str) -> Translations:
    merged = Translations()
    for folder in FOLDERS:
        found = Translations.load(str(ROOT / folder / "translations"), [locale])
        if isinstance(found, Translations):
            merged.merge(found)
    return merged
