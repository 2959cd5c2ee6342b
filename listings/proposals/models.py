"""A proposal about a case: one person makes it, another confirms it or turns it down, and what was decided stays.

What is proposed, and what comes of it, is each feature's own; who, when and never the same person is told here.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from listings.cases.models import REASON_LIMIT, OfACase, of_its_case
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person

PROPOSED = "proposed"  # in which every proposal begins, and waits for the second person


class Proposal(OfACase, Base):
    """The columns of every proposal; `note` says why it was turned down."""

    __abstract__ = True

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    status: Mapped[str] = mapped_column(default=PROPOSED)
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")

    @declared_attr
    @classmethod
    def proposed_by(cls) -> Mapped[Person]:
        return relationship(foreign_keys=[cls.proposed_by_id])

    @declared_attr
    @classmethod
    def decided_by(cls) -> Mapped[Person | None]:
        return relationship(foreign_keys=[cls.decided_by_id])

    @property
    def waits(self) -> bool:
        """Nobody has decided it."""
        return self.status == PROPOSED


def decided_by_another(table: str, states: type[StrEnum], explained: str) -> tuple[Any, ...]:
    """The rules of such a table: it is of a case, and decided once, completely and by another person.

    `explained` names the rule that the last of the states, the one in which it is turned down, has a note.
    """
    *_, turned_down = states
    return (
        of_its_case(table),
        state_check(states),
        CheckConstraint("decided_by_id <> proposed_by_id", name="four_eyes"),
        CheckConstraint(
            f"(status = '{PROPOSED}') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name="decided_is_complete",
        ),
        CheckConstraint(f"status <> '{turned_down.value}' OR note <> ''", name=explained),
        length_check("note", REASON_LIMIT),
    )
