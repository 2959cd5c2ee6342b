"""The evaluation set as it is measured: paragraphs, their labelled values, and what the case's vault knows."""

import json
from dataclasses import dataclass
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
    """One text. `source` is the file it stands in; `number` is its template's, or its own among those by hand."""

    text: str
    values: tuple[Value, ...]
    known: tuple[Known, ...] = ()
    source: str = "by_hand"
    number: int = 0

    @property
    def may_be_looked_at(self) -> bool:
        """Whether who writes recognisers may read what was missed here: the odd half. The even half stays unseen."""
        return self.number % 2 == 1


FIRST_SET = ("by_hand", "templates")
SECOND_SET = ("second_hand",)  # written later, by a hand that had seen neither the first set nor the recognisers


def read_set(sources: tuple[str, ...] = FIRST_SET) -> list[Paragraph]:
    """The paragraphs of these sources, one source after the other."""
    return [
        _paragraph(json.loads(line), source)
        for source in sources
        for line in (DATA / f"{source}.jsonl").read_text("utf-8").splitlines()
    ]


def _paragraph(record: dict, source: str) -> Paragraph:
    values = tuple(
        Value(span["start"], span["end"], span["type"], span["form"], span.get("own", "")) for span in record["spans"]
    )
    known = tuple(Known(**value) for value in record["own_case"])
    number = record["template"] or int(record["id"].rpartition("-")[2])
    return Paragraph(record["text"], values, known, source, number)
