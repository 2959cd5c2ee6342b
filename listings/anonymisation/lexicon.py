"""Words that the recognisers go by, one a line in lexicons/; they name kinds of things and parts of names, nobody."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"


@cache
def lexicon(name: str) -> frozenset[str]:
    """The entries of lexicons/<name>.txt; lines that begin with # say what the list is."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


class Prefixes:
    """Words by their first character, the longest first: which of them begins here is one look and a few compares."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_first.setdefault(word[0], []).append(word)

    def longest_at(self, text: str, place: int) -> str | None:
        """The longest word that begins at `place`, or None."""
        return next((word for word in self._by_first.get(text[place], ()) if text.startswith(word, place)), None)

    def all_at(self, text: str, place: int) -> list[str]:
        """Every word that begins at `place`, the longest first."""
        return [word for word in self._by_first.get(text[place], ()) if text.startswith(word, place)]
