"""The office closes a case that stands on no board, with its reason. Cases that are there keep their rows.

What no model can say stands in listings_0008.sql beside this file.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "listings_0008"
down_revision = "listings_0007"
branch_labels = None
depends_on = None

TABLE = "petition_case"
CLASSIFIED = "ck_petition_case_classified_is_complete"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("closed_by_id", sa.BigInteger(), nullable=True))
    op.add_column(TABLE, sa.Column("close_code", sa.Text(), nullable=True))
    op.add_column(TABLE, sa.Column("close_note", sa.Text(), nullable=False, server_default=""))
    op.create_foreign_key(op.f("fk_petition_case_closed_by_id"), TABLE, "person", ["closed_by_id"], ["id"])
    op.create_check_constraint(
        op.f("ck_petition_case_close_code_known"),
        TABLE,
        "close_code IN ('not_mediable', 'no_consent', 'withdrawn', 'settled_elsewhere', 'by_mistake')",
    )
    op.create_check_constraint(op.f("ck_petition_case_close_note_length"), TABLE, "char_length(close_note) <= 1000")
    op.create_check_constraint(
        op.f("ck_petition_case_closed_with_a_reason"),
        TABLE,
        "(close_code IS NULL) = (closed_by_id IS NULL) AND (close_note = '' OR close_code IS NOT NULL)",
    )
    op.drop_constraint(op.f(CLASSIFIED), TABLE, type_="check")
    op.create_check_constraint(
        op.f(CLASSIFIED),
        TABLE,
        "(status = 'registered' OR close_code IS NOT NULL OR case_class IS NOT NULL)"
        " AND (case_class IS NULL) = (classified_on IS NULL)"
        " AND (case_class IS NULL) = (classified_by_id IS NULL)"
        " AND (case_class IS NULL) = (proposed_class IS NULL)",
    )
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())
