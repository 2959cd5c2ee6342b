"""A budget paper is prepared by one person and approved by another, with its document number; only then does
money stand in its line."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person
from market.text import N_
from payouts.ledger.vocabulary import BudgetLine

DOCUMENT_NUMBER_LIMIT = 60
NOTE_LIMIT = 1_000


class YearState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class FiscalYear(Base):
    """A budget year of a jurisdiction, the calendar year (预算法 18). Nothing is posted in a year that has no row."""

    __tablename__ = "fiscal_year"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "year", name="uq_fiscal_year_once"),
        state_check(YearState),
        CheckConstraint("year BETWEEN 2000 AND 2200", name="year_sensible"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    year: Mapped[int]
    status: Mapped[str] = mapped_column(default=YearState.OPEN.value)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    @property
    def stream(self) -> str:
        return f"budget:{self.jurisdiction_id}:{self.year}"

    def lock_path(self) -> list[tuple[type, int]]:
        return []


class PaperState(StrEnum):
    PREPARED = "prepared"
    APPROVED = "approved"
    REJECTED = "rejected"


class PaperKind(StrEnum):
    APPROPRIATION = "appropriation"
    SUPPLEMENT = "supplement"


PAPER_STATE_LABELS = {
    PaperState.PREPARED: N_("Waits for approval"),
    PaperState.APPROVED: N_("Approved"),
    PaperState.REJECTED: N_("Rejected"),
}
PAPER_KIND_LABELS = {
    PaperKind.APPROPRIATION: N_("Appropriation at the beginning of the year"),
    PaperKind.SUPPLEMENT: N_("Supplement during the year"),
}


class BudgetPaper(Base):
    """Money voted for one line (fen), with the number of the document that votes it."""

    __tablename__ = "budget_paper"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "fiscal_year"],
            ["fiscal_year.jurisdiction_id", "fiscal_year.year"],
            name="fk_budget_paper_fiscal_year",
        ),
        UniqueConstraint("jurisdiction_id", "document_number", "line", name="uq_budget_paper_document"),
        state_check(PaperState),
        state_check(PaperKind, "kind"),
        state_check(BudgetLine, "line"),
        length_check("document_number", DOCUMENT_NUMBER_LIMIT),
        length_check("note", NOTE_LIMIT),
        length_check("reason", NOTE_LIMIT),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        CheckConstraint("length(btrim(document_number)) > 0", name="document_number_given"),
        CheckConstraint("decided_by_id <> prepared_by_id", name="four_eyes"),
        CheckConstraint(
            "(status = 'prepared') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name="decided_is_stamped",
        ),
        CheckConstraint("status <> 'rejected' OR length(btrim(reason)) > 0", name="rejected_with_reason"),
        Index("ix_budget_paper_year", "jurisdiction_id", "fiscal_year", "id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    fiscal_year: Mapped[int]
    kind: Mapped[str]
    line: Mapped[str]
    amount_fen: Mapped[int]
    document_number: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default=PaperState.PREPARED.value)
    prepared_at: Mapped[datetime]
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")

    prepared_by: Mapped[Person] = relationship(foreign_keys=[prepared_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def stream(self) -> str:
        return f"budget:{self.jurisdiction_id}:{self.fiscal_year}"

    def lock_path(self) -> list[tuple[type, int]]:
        return []
