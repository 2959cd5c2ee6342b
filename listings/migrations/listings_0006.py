"""Searches for a person, erasures of a closed case's personal data, and holds that keep it."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "listings_0006"
down_revision = "market_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _person_search()
    _erasure()
    _legal_hold()
    op.get_bind().connection.driver_connection.execute(Path(__file__).with_suffix(".sql").read_text())


def _person_search() -> None:
    op.create_table(
        "person_search",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("found_party_ids", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("searched_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('name', 'id_number', 'phone')", name=op.f("ck_person_search_kind_known")),
        sa.CheckConstraint("char_length(purpose) <= 40", name=op.f("ck_person_search_purpose_length")),
        sa.CheckConstraint("cardinality(found_party_ids) <= 100", name=op.f("ck_person_search_so_many_finds")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_person_search_jurisdiction_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_search_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_search")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_search_public_id")),
    )
    op.create_index("ix_person_search_person", "person_search", ["person_id", "searched_at"], unique=False)


def _erasure() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('proposed', 'confirmed', 'refused')", name=op.f("ck_erasure_status_known")),
        sa.CheckConstraint("decided_by_id <> proposed_by_id", name=op.f("ck_erasure_four_eyes")),
        sa.CheckConstraint(
            "(status = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name=op.f("ck_erasure_decided_is_complete"),
        ),
        sa.CheckConstraint("status <> 'refused' OR note <> ''", name=op.f("ck_erasure_refusal_is_explained")),
        sa.CheckConstraint("char_length(note) <= 1000", name=op.f("ck_erasure_note_length")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id", "case_id"],
            ["petition_case.jurisdiction_id", "petition_case.id"],
            name="fk_erasure_case",
        ),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name=op.f("fk_erasure_proposed_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_erasure_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_erasure_public_id")),
    )
    op.create_index(
        "uq_erasure_one_stands",
        "erasure",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('proposed', 'confirmed')"),
    )


def _legal_hold() -> None:
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.BigInteger(), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_legal_hold_reason_given")),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by_id IS NULL) AND (lifted_at IS NULL) = (lift_reason = '')",
            name=op.f("ck_legal_hold_lifted_is_complete"),
        ),
        sa.CheckConstraint("char_length(reason) <= 1000", name=op.f("ck_legal_hold_reason_length")),
        sa.CheckConstraint("char_length(lift_reason) <= 1000", name=op.f("ck_legal_hold_lift_reason_length")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id", "case_id"],
            ["petition_case.jurisdiction_id", "petition_case.id"],
            name="fk_legal_hold_case",
        ),
        sa.ForeignKeyConstraint(["placed_by_id"], ["person.id"], name=op.f("fk_legal_hold_placed_by_id")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["person.id"], name=op.f("fk_legal_hold_lifted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
        sa.UniqueConstraint("public_id", name=op.f("uq_legal_hold_public_id")),
    )
    op.create_index(
        "uq_legal_hold_one_in_force",
        "legal_hold",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("lifted_at IS NULL"),
    )


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
