"""An attachment is a stored file of its case; it is never deleted, only removed with a reason."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import REASON_LIMIT, OfACase, of_its_case
from market.database import Base, identity, length_check, public_identity
from market.files.models import StoredFile
from market.people.models import Person


class CaseAttachment(OfACase, Base):
    """One file of a case. Its bytes and its own name are sealed under the case's key."""

    __tablename__ = "case_attachment"
    __table_args__ = (
        of_its_case("case_attachment"),
        CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL) AND (removed_at IS NULL) = (removal_reason = '')",
            name="removed_is_complete",
        ),
        length_check("removal_reason", REASON_LIMIT),
        Index("ix_case_attachment_case", "case_id", "id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removal_reason: Mapped[str] = mapped_column(default="")

    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[Person] = relationship(foreign_keys=[added_by_id])
