"""An attachment is a stored file of its case; it is never deleted, only removed with a reason."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import REASON_LIMIT, PetitionCase
from market.database import Base, identity, length_check, public_identity
from market.files.models import StoredFile
from market.people.models import Person


class CaseAttachment(Base):
    """One file of a case. Its bytes and its own name are sealed under the case's key."""

    __tablename__ = "case_attachment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "case_id"],
            ["petition_case.jurisdiction_id", "petition_case.id"],
            name="fk_case_attachment_case",
        ),
        CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL) AND (removed_at IS NULL) = (removal_reason = '')",
            name="removed_is_complete",
        ),
        length_check("removal_reason", REASON_LIMIT),
        Index("ix_case_attachment_case", "case_id", "id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str]
    case_id: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removal_reason: Mapped[str] = mapped_column(default="")

    case: Mapped[PetitionCase] = relationship()
    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[Person] = relationship(foreign_keys=[added_by_id])

    @property
    def then_ref(self) -> str:
        """Where its pages lead: to the case."""
        return self.case.public_id

    @property
    def stream(self) -> str:
        return f"case:{self.case_id}"

    def lock_path(self) -> list[tuple[type, int]]:
        return [(PetitionCase, self.case_id)]
