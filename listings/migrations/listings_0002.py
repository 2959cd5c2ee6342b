"""Reasons of the grades, dialects, linked disputes, attachments of a case, and cases brought in from a workbook.

Cases that are there keep their rows: what is new is empty for them, and asked for when they are next classified.
The rules that no model can say stand in listings_0002.sql beside this file.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "listings_0002"
down_revision = "payouts_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _cases()
    _attachments()
    _imports()
    connection = op.get_bind().connection.driver_connection
    connection.execute(Path(__file__).with_suffix(".sql").read_text())


def _cases() -> None:
    for column in ("difficulty_reason", "merit_reason"):
        op.add_column("petition_case", sa.Column(column, sa.Text(), nullable=False, server_default=""))
        op.create_check_constraint(
            op.f(f"ck_petition_case_{column}_length"), "petition_case", f"char_length({column}) <= 1000"
        )
    op.drop_constraint(op.f("ck_petition_case_languages_known"), "petition_case", type_="check")
    op.create_check_constraint(
        op.f("ck_petition_case_languages_known"),
        "petition_case",
        "languages <@ ARRAY['zh', 'mn', 'dialect'] AND cardinality(languages) > 0",
    )


def _attachments() -> None:
    op.create_table(
        "case_attachment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL) AND (removed_at IS NULL) = (removal_reason = '')",
            name=op.f("ck_case_attachment_removed_is_complete"),
        ),
        sa.CheckConstraint(
            "char_length(removal_reason) <= 1000", name=op.f("ck_case_attachment_removal_reason_length")
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_case_attachment_added_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_case_attachment_file_id")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id", "case_id"],
            ["petition_case.jurisdiction_id", "petition_case.id"],
            name="fk_case_attachment_case",
        ),
        sa.ForeignKeyConstraint(["removed_by_id"], ["person.id"], name=op.f("fk_case_attachment_removed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_attachment")),
        sa.UniqueConstraint("file_id", name=op.f("uq_case_attachment_file_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_attachment_public_id")),
    )
    op.create_index("ix_case_attachment_case", "case_attachment", ["case_id", "id"], unique=False)


def _imports() -> None:
    op.create_table(
        "case_import",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("rows_total", sa.BigInteger(), nullable=False),
        sa.Column("rows_valid", sa.BigInteger(), nullable=False),
        sa.Column("rows_known", sa.BigInteger(), nullable=False),
        sa.Column("rows_done", sa.BigInteger(), nullable=False),
        sa.Column("fault_count", sa.BigInteger(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cases_made", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "status IN ('received', 'waiting', 'importing', 'imported', 'discarded', 'refused')",
            name=op.f("ck_case_import_status_known"),
        ),
        sa.CheckConstraint(
            "(status IN ('imported', 'discarded', 'refused')) = (ended_at IS NOT NULL)",
            name=op.f("ck_case_import_ended_is_stamped"),
        ),
        sa.CheckConstraint("status <> 'refused' OR refusal IS NOT NULL", name=op.f("ck_case_import_refused_says_why")),
        sa.CheckConstraint(
            "status NOT IN ('importing', 'imported') OR decided_by_id IS NOT NULL AND decided_at IS NOT NULL",
            name=op.f("ck_case_import_imported_by_decision"),
        ),
        sa.CheckConstraint(
            "rows_total >= 0 AND rows_valid >= 0 AND rows_known >= 0 AND rows_valid + rows_known <= rows_total"
            " AND cases_made <= rows_valid AND rows_done <= rows_total",
            name=op.f("ck_case_import_rows_add_up"),
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_case_import_decided_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_case_import_file_id")),
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_case_import_jurisdiction_id")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["person.id"], name=op.f("fk_case_import_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_import")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_import_public_id")),
    )
    op.create_index("ix_case_import_list", "case_import", ["jurisdiction_id", "status", "id"], unique=False)
    op.create_table(
        "import_batch",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("rows > 0", name=op.f("ck_import_batch_not_empty")),
        sa.ForeignKeyConstraint(["import_id"], ["case_import.id"], name=op.f("fk_import_batch_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index("ix_import_batch_import", "import_batch", ["import_id", "id"], unique=False)
    op.create_table(
        "import_fault",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("sheet_row", sa.BigInteger(), nullable=False),
        sa.Column("letters", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("sheet_row > 0", name=op.f("ck_import_fault_row_counted")),
        sa.ForeignKeyConstraint(["import_id"], ["case_import.id"], name=op.f("fk_import_fault_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_fault")),
    )
    op.create_index("ix_import_fault_import", "import_fault", ["import_id", "id"], unique=False)


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
