"""Markdown as plain text: the same data gives the same bytes."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

NOTHING = "–"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar inside a cell is escaped."""
    lines = [_line(columns), _line(["---"] * len(columns))]
    return "\n".join([*lines, *(_line(row) for row in rows)])


def code(text: str) -> str:
    """`text` as code, or a dash for nothing."""
    return f"`{text}`" if text else NOTHING


def codes(texts: Iterable[str], between: str = ", ") -> str:
    """Several pieces of code, or a dash for none."""
    return between.join(code(text) for text in texts) or NOTHING


def name_of(function: Callable[..., Any]) -> str:
    """A function's name as the tables give it."""
    return getattr(function, "__name__", type(function).__name__)


def place_of(function: Callable[..., Any]) -> str:
    """A function with the module it stands in."""
    return f"{function.__module__}.{name_of(function)}"


def first_sentence(text: str | None) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((text or "").strip().split("\n\n")[0].split())


def page(title: str, lead: str, *parts: str) -> str:
    """A whole page, ending in one newline."""
    said = "Printed from the code; `flask docs write` writes it anew."
    return "\n\n".join([f"# {title}", lead, f"*{said}*", *(part.strip("\n") for part in parts)]) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
