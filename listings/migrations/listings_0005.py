"""Saved searches and their alerts, questions and answers on a listing, renewals of a listing.

Nothing that is there already changes; the rules that no model can say stand in listings_0005.sql beside this file.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "listings_0005"
down_revision = "listings_0004"
branch_labels = None
depends_on = None

REASON = 1000
INSTANT = sa.DateTime(timezone=True)


def _of_a_listing(name: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdiction.id"], name=op.f(f"fk_{name}_jurisdiction_id")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id", "listing_id"], ["listing.jurisdiction_id", "listing.id"], name=f"fk_{name}_listing"
        ),
    ]


def _by_a_person(name: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    return [sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{name}_{column}")) for column in columns]


def upgrade() -> None:
    _renewals()
    _questions()
    _refused_questions()
    _searches()
    connection = op.get_bind().connection.driver_connection
    connection.execute(Path(__file__).with_suffix(".sql").read_text())


def _renewals() -> None:
    op.create_table(
        "listing_renewal",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("listing_id", sa.BigInteger(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("renewed_at", INSTANT, nullable=False),
        sa.Column("renewed_by_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("to_day > from_day", name=op.f("ck_listing_renewal_goes_on")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_listing_renewal_reasoned")),
        sa.CheckConstraint(f"char_length(reason) <= {REASON}", name=op.f("ck_listing_renewal_reason_length")),
        *_of_a_listing("listing_renewal"),
        *_by_a_person("listing_renewal", "renewed_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_renewal")),
    )
    op.create_index("ix_listing_renewal_listing", "listing_renewal", ["listing_id", "id"], unique=False)


def _questions() -> None:
    name = "listing_question"
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("listing_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("answered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("returned_at", INSTANT, nullable=True),
        sa.Column("returned_by_id", sa.BigInteger(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.Column("published_by_id", sa.BigInteger(), nullable=True),
        sa.Column("declined_at", INSTANT, nullable=True),
        sa.Column("declined_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=False),
        sa.Column("lapsed_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "status IN ('asked', 'answered', 'published', 'declined', 'lapsed')",
            name=op.f("ck_listing_question_status_known"),
        ),
        sa.CheckConstraint("char_length(question) <= 300", name=op.f("ck_listing_question_question_length")),
        sa.CheckConstraint("char_length(answer) <= 1000", name=op.f("ck_listing_question_answer_length")),
        sa.CheckConstraint(
            f"char_length(return_reason) <= {REASON}", name=op.f("ck_listing_question_return_reason_length")
        ),
        sa.CheckConstraint(
            f"char_length(decline_reason) <= {REASON}", name=op.f("ck_listing_question_decline_reason_length")
        ),
        sa.CheckConstraint("question <> ''", name=op.f("ck_listing_question_asks_something")),
        sa.CheckConstraint(
            "status NOT IN ('answered', 'published')"
            " OR (answer <> '' AND answered_at IS NOT NULL AND answered_by_id IS NOT NULL)",
            name=op.f("ck_listing_question_answered_is_answered"),
        ),
        sa.CheckConstraint(
            "(status = 'published') = (published_at IS NOT NULL)"
            " AND (published_at IS NULL) = (published_by_id IS NULL)",
            name=op.f("ck_listing_question_published_is_stamped"),
        ),
        sa.CheckConstraint(
            "(status = 'declined') = (declined_at IS NOT NULL) AND (declined_at IS NULL) = (declined_by_id IS NULL)"
            " AND (status <> 'declined' OR decline_reason <> '')",
            name=op.f("ck_listing_question_declined_with_a_reason"),
        ),
        sa.CheckConstraint(
            "(status = 'lapsed') = (lapsed_at IS NOT NULL)", name=op.f("ck_listing_question_lapsed_is_stamped")
        ),
        sa.CheckConstraint(
            "published_by_id NOT IN (answered_by_id, asked_by_id)", name=op.f("ck_listing_question_four_eyes")
        ),
        sa.CheckConstraint("answered_by_id <> asked_by_id", name=op.f("ck_listing_question_answered_by_another")),
        *_of_a_listing(name),
        *_by_a_person(name, "asked_by_id", "answered_by_id", "returned_by_id", "published_by_id", "declined_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_listing_question_public_id")),
    )
    op.create_index("ix_listing_question_listing", name, ["listing_id", "status", "id"], unique=False)
    op.create_index("ix_listing_question_office", name, ["jurisdiction_id", "status", "id"], unique=False)
    op.create_index("ix_listing_question_asker", name, ["asked_by_id", "asked_at"], unique=False)


def _refused_questions() -> None:
    name = "question_refusal"
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("listing_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("findings", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("refused_at", INSTANT, nullable=False),
        sa.CheckConstraint("cardinality(findings) > 0", name=op.f("ck_question_refusal_found_something")),
        *_of_a_listing(name),
        *_by_a_person(name, "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_refusal")),
    )
    op.create_index("ix_question_refusal_listing", name, ["listing_id", "id"], unique=False)
    op.create_index("ix_question_refusal_person", name, ["person_id", "refused_at"], unique=False)


def _searches() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("alerts", sa.Text(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.CheckConstraint("alerts IN ('none', 'inbox', 'mail')", name=op.f("ck_saved_search_alerts_known")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_saved_search_named")),
        sa.CheckConstraint("char_length(name) <= 60", name=op.f("ck_saved_search_name_length")),
        sa.CheckConstraint("char_length(view) <= 2000", name=op.f("ck_saved_search_view_length")),
        *_by_a_person("saved_search", "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_search_public_id")),
        sa.UniqueConstraint("person_id", "view", name="uq_saved_search_view"),
        sa.UniqueConstraint("person_id", "name", name="uq_saved_search_name"),
    )
    op.create_index(
        "ix_saved_search_alerts", "saved_search", ["view", "person_id"], postgresql_where=sa.text("alerts <> 'none'")
    )
    op.create_table(
        "listing_alert",
        sa.Column("listing_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("alerted_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name=op.f("fk_listing_alert_listing_id")),
        *_by_a_person("listing_alert", "person_id"),
        sa.PrimaryKeyConstraint("listing_id", "person_id", name=op.f("pk_listing_alert")),
    )


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
