"""The committed table of routes.csv: a route, the subject it is asked for, and one cell for each role.

A cell is the status that comes back; `sign-in` is a 302 to the sign-in page, every other 302 leads elsewhere.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from demo.cast import STAFF

TABLE = Path(__file__).with_name("routes.csv")
VISITOR = "visitor"
MEDIATORS = ("granted_mediator", "other_mediator")
ROLES = (VISITOR, *(one.key for one in STAFF), *MEDIATORS)
OTHER_BANNER = tuple(one.key for one in STAFF if one.key.startswith("other_"))
NOTHING = "-"  # the subject of a route whose address names none
SIGN_IN = "sign-in"
FORBIDDEN = frozenset({"401", "403", "404", SIGN_IN})
DONE = frozenset({"201", "204", "303"})  # what a write answers when it has been done
HEAD = ("endpoint", "method", "subject", *ROLES)


@dataclass(frozen=True)
class Row:
    """One line of the table. `cells` maps each role to what it is answered."""

    endpoint: str
    method: str
    subject: str
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def route(self) -> tuple[str, str]:
        return self.endpoint, self.method

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint} ({self.subject})"


def read_table() -> list[Row]:
    """The committed table. Raises AssertionError when its roles are not the cast's."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        head, *lines = csv.reader(file)
    assert tuple(head) == HEAD, "the table has other roles than the cast"
    return [Row(*line[:3], dict(zip(ROLES, line[3:], strict=True))) for line in lines]


def write_table(rows: list[Row]) -> None:
    """Put these rows in the table's place, for somebody to read them cell by cell."""
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows((row.endpoint, row.method, row.subject, *row.cells.values()) for row in rows)
