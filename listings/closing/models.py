"""A case is closed without a listing by two persons: one proposes it with its ground, another confirms or returns."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import REASON_LIMIT, PetitionCase
from listings.cases.vocabulary import CloseCode
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person


class ClosingState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class Closing(Base):
    """One person's proposal to close a case for one of the office's reasons, and another one's answer."""

    __tablename__ = "case_closing"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "case_id"],
            ["petition_case.jurisdiction_id", "petition_case.id"],
            name="fk_case_closing_case",
        ),
        state_check(ClosingState),
        state_check(CloseCode, "close_code"),
        CheckConstraint("decided_by_id <> proposed_by_id", name="four_eyes"),
        CheckConstraint(
            "(status = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name="decided_is_complete",
        ),
        CheckConstraint("status <> 'returned' OR note <> ''", name="return_is_explained"),
        length_check("close_note", REASON_LIMIT),
        length_check("note", REASON_LIMIT),
        Index(
            "uq_case_closing_one_stands",
            "case_id",
            unique=True,
            postgresql_where=text("status IN ('proposed', 'confirmed')"),
        ),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str]
    case_id: Mapped[int]
    status: Mapped[str] = mapped_column(default=ClosingState.PROPOSED.value)
    close_code: Mapped[str]
    close_note: Mapped[str] = mapped_column(default="")
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")  # why it was returned

    case: Mapped[PetitionCase] = relationship()
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def then_ref(self) -> str:
        """Where its pages lead: to the case."""
        return self.case.public_id

    @property
    def stream(self) -> str:
        return f"case:{self.case_id}"

    def lock_path(self) -> list[tuple[type, int]]:
        return [(PetitionCase, self.case_id)]
