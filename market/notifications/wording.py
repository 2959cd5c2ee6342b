"""A notice is worded where it is read: on a page in the reader's language, in a mail in Chinese and then in English.

What a thing is called is asked at each reading, never kept: whatever was taken back is not read from an old message.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from market.money import format_yuan
from market.refusals import WORDING
from market.written_days import written_day, written_instant

Translate = Callable[[str], str]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # as a fact that is a day is kept


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


@dataclass(frozen=True)
class Name:
    """What a thing is called: `words` as they stand, or a message id (`label`) that may name it by `%(ref)s`."""

    words: str = ""
    label: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Naming:
    """How a floor calls its things: `ask` gives the names of today by public id, and `unknown` stands for a thing that
    is not told. Sentences read the name as the fact `shown_as`."""

    shown_as: str
    ask: Callable[[Session, Collection[str]], Mapping[str, Name]]
    unknown: Name


class Names:
    """How what a notice is about is called, by the fact that holds its public id."""

    def __init__(self) -> None:
        self.by_fact: dict[str, Naming] = {}

    def add(self, namings: Mapping[str, Naming]) -> None:
        """Take a floor's table. A fact given twice is refused."""
        twice = self.by_fact.keys() & namings.keys()
        if twice:
            raise ValueError(f"named twice: {sorted(twice)}")
        self.by_fact.update(namings)

    def clear(self) -> None:
        """Forget everything; the roof merges anew for each application it makes."""
        self.by_fact.clear()


NAMES = Names()


def facts_today(session: Session, stored: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The facts of notices with the names of today in them; a name that was stored is never shown."""
    shown = [dict(facts) for facts in stored]
    for fact, naming in NAMES.by_fact.items():
        refs = {str(facts[fact]) for facts in stored if facts.get(fact)}
        names = naming.ask(session, refs) if refs else {}
        for facts in shown:
            if fact in facts or naming.shown_as in facts:
                facts[naming.shown_as] = names.get(facts.pop(fact, None) or "", naming.unknown)
    return shown


def worded(code: str, facts: Mapping[str, Any], translate: Translate, locale: str) -> str:
    """The sentence of a notice, with its facts of today. Facts named `*_fen` are money, `*_label` are message ids, days
    and instants are those of Beijing."""
    shown = {name: _shown(name, value, translate, locale) for name, value in facts.items()}
    return translate(NOTICES.of(code)) % shown


def _shown(name: str, value: Any, translate: Translate, locale: str) -> Any:
    if isinstance(value, Name):
        return translate(value.label) % {"ref": value.ref} if value.label else value.words
    if name.endswith("_fen"):
        return format_yuan(value, locale)
    if name.endswith("_label"):
        return translate(value)
    if isinstance(value, str) and name.endswith("_at"):
        return written_instant(datetime.fromisoformat(value), locale)
    return _as_a_day(value, locale) if isinstance(value, str) and _DAY.fullmatch(value) else value


def _as_a_day(kept: str, locale: str) -> str:
    try:
        return written_day(date.fromisoformat(kept), locale)
    except ValueError:  # a title that only looks like one
        return kept
