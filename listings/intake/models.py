"""An import, its batches and its faults. What the rows say stands in the vault, under the import's own key.

The key (stream `import:<id>`) is destroyed when the import ends, and takes the uploaded file and the sealed rows
along; what is left are places, codes and counts.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.intake.vocabulary import ENDED, ImportState
from market.database import Base, identity, public_identity, state_check
from market.files.models import StoredFile
from market.people.models import Person


class CaseImport(Base):
    """One uploaded workbook. Rows are rows of cases; `whole` says that all of them were to come in or none."""

    __tablename__ = "case_import"
    __table_args__ = (
        state_check(ImportState),
        CheckConstraint(
            f"(status IN ({', '.join(repr(state.value) for state in ENDED)})) = (ended_at IS NOT NULL)",
            name="ended_is_stamped",
        ),
        CheckConstraint("status <> 'refused' OR refusal IS NOT NULL", name="refused_says_why"),
        CheckConstraint(
            "status NOT IN ('importing', 'imported') OR decided_by_id IS NOT NULL AND decided_at IS NOT NULL",
            name="imported_by_decision",
        ),
        CheckConstraint(
            "rows_total >= 0 AND rows_valid >= 0 AND rows_known >= 0 AND rows_valid + rows_known <= rows_total"
            " AND cases_made <= rows_valid AND rows_done <= rows_total",
            name="rows_add_up",
        ),
        Index("ix_case_import_list", "jurisdiction_id", "status", "id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    status: Mapped[str] = mapped_column(default=ImportState.RECEIVED.value)
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_valid: Mapped[int] = mapped_column(default=0)
    rows_known: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    fault_count: Mapped[int] = mapped_column(default=0)
    refusal: Mapped[str | None]
    whole: Mapped[bool] = mapped_column(default=False)
    checked_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    cases_made: Mapped[int] = mapped_column(default=0)

    uploaded_by: Mapped[Person] = relationship(foreign_keys=[uploaded_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    file: Mapped[StoredFile | None] = relationship()

    @property
    def stream(self) -> str:
        return f"import:{self.id}"

    @property
    def rows_faulty(self) -> int:
        """Rows of cases in which something is wrong."""
        return self.rows_total - self.rows_valid - self.rows_known

    def lock_path(self) -> list[tuple[type, int]]:
        return []


class ImportBatch(Base):
    """Some valid rows, sealed together; imported in one piece, once."""

    __tablename__ = "import_batch"
    __table_args__ = (
        CheckConstraint("rows > 0", name="not_empty"),
        Index("ix_import_batch_import", "import_id", "id"),
    )

    id: Mapped[int] = identity()
    import_id: Mapped[int] = mapped_column(ForeignKey("case_import.id"))
    rows: Mapped[int]
    imported_at: Mapped[datetime | None]


class ImportFault(Base):
    """A place in the workbook and a code of this floor's sentences; `facts` are figures, never what stood there."""

    __tablename__ = "import_fault"
    __table_args__ = (
        CheckConstraint("sheet_row > 0", name="row_counted"),
        Index("ix_import_fault_import", "import_id", "id"),
    )

    id: Mapped[int] = identity()
    import_id: Mapped[int] = mapped_column(ForeignKey("case_import.id"))
    sheet: Mapped[str]
    sheet_row: Mapped[int]
    letters: Mapped[str | None]
    code: Mapped[str]
    facts: Mapped[dict[str, Any]]
