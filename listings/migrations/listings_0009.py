"""Consent is withdrawn on a closed case too; two persons take a case out of a dispute, and close one without a listing.

Rows that are there stay as they are. What no model can say stands in listings_0009.sql beside this file.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "listings_0009"
down_revision = "listings_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _separation()
    _closing()
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())


def _separation() -> None:
    name = "dispute_separation"
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("dispute_id", sa.Text(), nullable=False),
        sa.Column("new_dispute_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('proposed', 'confirmed', 'refused')", name=op.f(f"ck_{name}_status_known")),
        sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{name}_reason_given")),
        sa.CheckConstraint("decided_by_id <> proposed_by_id", name=op.f(f"ck_{name}_four_eyes")),
        sa.CheckConstraint(
            "(status = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name=op.f(f"ck_{name}_decided_is_complete"),
        ),
        sa.CheckConstraint("status <> 'refused' OR note <> ''", name=op.f(f"ck_{name}_refusal_is_explained")),
        sa.CheckConstraint("char_length(reason) <= 1000", name=op.f(f"ck_{name}_reason_length")),
        sa.CheckConstraint("char_length(note) <= 1000", name=op.f(f"ck_{name}_note_length")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id", "case_id"],
            ["petition_case.jurisdiction_id", "petition_case.id"],
            name="fk_dispute_separation_case",
        ),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name=op.f(f"fk_{name}_proposed_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f(f"fk_{name}_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
    )
    op.create_index(
        "uq_dispute_separation_one_waits",
        name,
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("status = 'proposed'"),
    )


def _closing() -> None:
    name = "case_closing"
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("close_code", sa.Text(), nullable=False),
        sa.Column("close_note", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('proposed', 'confirmed', 'returned')", name=op.f(f"ck_{name}_status_known")),
        sa.CheckConstraint(
            "close_code IN ('not_mediable', 'no_consent', 'withdrawn', 'settled_elsewhere', 'by_mistake')",
            name=op.f(f"ck_{name}_close_code_known"),
        ),
        sa.CheckConstraint("decided_by_id <> proposed_by_id", name=op.f(f"ck_{name}_four_eyes")),
        sa.CheckConstraint(
            "(status = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name=op.f(f"ck_{name}_decided_is_complete"),
        ),
        sa.CheckConstraint("status <> 'returned' OR note <> ''", name=op.f(f"ck_{name}_return_is_explained")),
        sa.CheckConstraint("char_length(close_note) <= 1000", name=op.f(f"ck_{name}_close_note_length")),
        sa.CheckConstraint("char_length(note) <= 1000", name=op.f(f"ck_{name}_note_length")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id", "case_id"],
            ["petition_case.jurisdiction_id", "petition_case.id"],
            name="fk_case_closing_case",
        ),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name=op.f(f"fk_{name}_proposed_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f(f"fk_{name}_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
    )
    op.create_index(
        "uq_case_closing_one_stands",
        name,
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('proposed', 'confirmed')"),
    )
