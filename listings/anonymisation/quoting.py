"""A refusal quotes the words it is about, as they stand in the text that was sent; nothing else is ever quoted."""

from collections.abc import Iterable

MOST = 5
LONGEST = 40


def quoted(words: Iterable[str]) -> str:
    """The words in quotation marks, each once: a few of them, and of a long one its beginning."""
    each = [word if len(word) <= LONGEST else f"{word[:LONGEST]}…" for word in dict.fromkeys(words)]
    return " ".join(f"“{word}”" for word in each[:MOST]) + (" …" if len(each) > MOST else "")
