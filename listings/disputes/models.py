"""A case leaves a dispute that has been on the board by two persons' decision, and the row keeps who, when and why.

What was decided stays decided; the reason names nobody.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import REASON_LIMIT, PetitionCase
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person


class SeparationState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Separation(Base):
    """One person's proposal to take a case out of the dispute `dispute_id`, and another one's answer."""

    __tablename__ = "dispute_separation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "case_id"],
            ["petition_case.jurisdiction_id", "petition_case.id"],
            name="fk_dispute_separation_case",
        ),
        state_check(SeparationState),
        CheckConstraint("reason <> ''", name="reason_given"),
        CheckConstraint("decided_by_id <> proposed_by_id", name="four_eyes"),
        CheckConstraint(
            "(status = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name="decided_is_complete",
        ),
        CheckConstraint("status <> 'refused' OR note <> ''", name="refusal_is_explained"),
        length_check("reason", REASON_LIMIT),
        length_check("note", REASON_LIMIT),
        Index("uq_dispute_separation_one_waits", "case_id", unique=True, postgresql_where=text("status = 'proposed'")),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str]
    case_id: Mapped[int]
    status: Mapped[str] = mapped_column(default=SeparationState.PROPOSED.value)
    dispute_id: Mapped[str]  # the dispute that the case leaves
    new_dispute_id: Mapped[str | None]  # and the one that it then is about
    reason: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")

    case: Mapped[PetitionCase] = relationship()
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])

    @property
    def then_ref(self) -> str:
        """Where its pages lead: to the case."""
        return self.case.public_id

    @property
    def stream(self) -> str:
        return f"case:{self.case_id}"

    def lock_path(self) -> list[tuple[type, int]]:
        return [(PetitionCase, self.case_id)]
