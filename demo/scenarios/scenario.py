"""A scenario is the pattern of one dispute: what happened (private), what may be read (public), how it can end.

Slots: {p} {q} petitioners and {r} respondent by name, {village} {town} {year} {yuan}: private texts only.
{P} {R} masked, {about} instead of the amount, {since} instead of the age: public texts. The names of
`picks` stand in both. Session notes speak of 申请人 and 被申请人 and name nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Who(StrEnum):
    """Which side of the dispute."""

    PETITIONER = "petitioner"
    RESPONDENT = "respondent"


@dataclass(frozen=True)
class Side:
    """One side: a person, two persons, or an organisation by its pattern and its word in public texts."""

    people: int = 1
    pattern: str = ""
    masked: str = ""


@dataclass(frozen=True)
class Term:
    """One obligation of the agreement: who does what within how many days; `share` per cent of the sum agreed."""

    who: Who
    what: str
    share: int = 0
    days: int = 0


PERSON = Side()
PEOPLE = Side(people=2)
P, R = Who.PETITIONER, Who.RESPONDENT


@dataclass(frozen=True)
class Scenario:
    """The pattern of one dispute. `amount` in yuan, from and to; None where no money is in dispute."""

    key: str
    category: str
    petitioner: Side
    respondent: Side
    unit: str
    titles: tuple[str, ...]
    story: str
    demand: str
    snag: str
    public: str
    wish: str
    sessions: tuple[str, str, str]
    issue: str
    duty: str
    terms: tuple[Term, ...]
    amount: tuple[int, int] | None = None
    classes: str = "ABC"  # which ages the story bears: C is younger than three years
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def company(kind: str) -> Side:
    """A company of the banner; `kind` such as 建筑安装."""
    return Side(people=0, pattern=f"鄂托克前旗{{word}}{kind}有限公司", masked=f"某{kind}公司")


def cooperative(kind: str) -> Side:
    """A specialised cooperative of farmers or herders."""
    return Side(people=0, pattern=f"鄂托克前旗{{word}}{kind}专业合作社", masked="某专业合作社")


VILLAGE = Side(people=0, pattern="{village}村民委员会", masked="某嘎查村民委员会")
