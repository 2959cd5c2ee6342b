"""The evaluation set as it is measured: paragraphs, their labelled values, and what the case's vault knows."""

import json
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Value:
    """A labelled piece of a paragraph; `own` names the value of the case that it spells, empty for strangers."""

    start: int
    end: int
    type: str
    form: str = "plain"
    own: str = ""


@dataclass(frozen=True)
class Known:
    """A value of the case in the spelling of its vault. `key` ends in the number of the party whose it is."""

    key: str
    type: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One text of the set. `source` is by_hand or templates."""

    text: str
    values: tuple[Value, ...]
    known: tuple[Known, ...] = ()
    source: str = field(default="by_hand")


def read_set() -> list[Paragraph]:
    """The whole set, what was written by hand first."""
    return [
        _paragraph(json.loads(line), source)
        for source in ("by_hand", "templates")
        for line in (DATA / f"{source}.jsonl").read_text("utf-8").splitlines()
    ]


def _paragraph(record: dict, source: str) -> Paragraph:
    values = tuple(
        Value(span["start"], span["end"], span["type"], span["form"], span.get("own", "")) for span in record["spans"]
    )
    known = tuple(Known(**value) for value in record["own_case"])
    return Paragraph(record["text"], values, known, source)
