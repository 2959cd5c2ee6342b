"""A notice is worded where it is read: on a page in the reader's language, in a mail in Chinese and then in English."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from market.money import format_yuan
from market.refusals import WORDING
from market.workdays import SHANGHAI

Translate = Callable[[str], str]


class Notices:
    """The sentences of all floors by code; a code that stands among the refusals' sentences is known too."""

    def __init__(self) -> None:
        self.sentences: dict[str, str] = {}

    def add(self, sentences: Mapping[str, str]) -> None:
        """Take a floor's table {code: English sentence with %(fact)s}. A code given twice is refused."""
        twice = self.sentences.keys() & sentences.keys()
        if twice:
            raise ValueError(f"notices worded twice: {sorted(twice)}")
        self.sentences.update(sentences)

    def clear(self) -> None:
        """Forget everything; the roof merges anew for each application it makes."""
        self.sentences.clear()

    def of(self, code: str) -> str:
        """The English sentence. Raises KeyError for a code that nobody words."""
        return self.sentences[code] if code in self.sentences else WORDING.of(code)


NOTICES = Notices()


def worded(code: str, facts: Mapping[str, Any], translate: Translate, locale: str) -> str:
    """The sentence of a notice. Facts named `*_fen` are money, `*_label` are message ids, instants are Beijing time."""
    shown = {name: _shown(name, value, translate, locale) for name, value in facts.items()}
    return translate(NOTICES.of(code)) % shown


def _shown(name: str, value: Any, translate: Translate, locale: str) -> Any:
    if name.endswith("_fen"):
        return format_yuan(value, locale)
    if name.endswith("_label"):
        return translate(value)
    if isinstance(value, str) and name.endswith("_at"):
        return datetime.fromisoformat(value).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return value
