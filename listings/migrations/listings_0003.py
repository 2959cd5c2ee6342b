"""What is published fits enough petitioners: wider values, versions of a listing, impact assessments, counts.

Listings that were released before petitioners were counted get their first version as `carried`. The rules that no
model can say stand in listings_0003.sql beside this file.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "listings_0003"
down_revision = "listings_0002"
branch_labels = None
depends_on = None

CATEGORIES = (
    "category IN ('land', 'expropriation', 'wages', 'loans', 'contracts', 'neighbours', 'inheritance', 'injury',"
    " 'environment', 'village_affairs', 'benefits', 'other', 'land_and_village', 'money_and_work', 'people_and_family')"
)
DURATIONS = "duration_band IN ('under_3', 'from_3', 'from_5', 'from_10', 'under_5', 'over_5')"
AMOUNTS = "amount_band IN ('none', 'under_10k', 'from_10k', 'from_100k', 'from_1m', 'under_100k', 'over_100k', 'some')"


def _of_a_listing(name: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(["jurisdiction_id"], ["jurisdiction.id"], name=f"fk_{name}_jurisdiction_id"),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id", "listing_id"], ["listing.jurisdiction_id", "listing.id"], name=f"fk_{name}_listing"
        ),
    ]


def upgrade() -> None:
    _widen_the_listing()
    _assessments()
    _versions()
    _counts()
    connection = op.get_bind().connection.driver_connection
    connection.execute(Path(__file__).with_suffix(".sql").read_text())


def _widen_the_listing() -> None:
    op.alter_column("listing", "category", nullable=True)
    for column, rule in (("category", CATEGORIES), ("duration_band", DURATIONS), ("amount_band", AMOUNTS)):
        op.drop_constraint(op.f(f"ck_listing_{column}_known"), "listing", type_="check")
        op.create_check_constraint(op.f(f"ck_listing_{column}_known"), "listing", rule)
    op.drop_constraint(op.f("ck_party_consent_kind_known"), "party_consent", type_="check")
    op.create_check_constraint(
        op.f("ck_party_consent_kind_known"), "party_consent", "kind IN ('listing', 'publication')"
    )


def _assessments() -> None:
    op.create_table(
        "impact_assessment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("listing_id", sa.BigInteger(), nullable=False),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("effects", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assessed_by_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("risk IN ('low', 'medium', 'high')", name=op.f("ck_impact_assessment_risk_known")),
        sa.CheckConstraint("effects <> '' AND measures <> ''", name=op.f("ck_impact_assessment_answered")),
        sa.CheckConstraint("char_length(effects) <= 1000", name=op.f("ck_impact_assessment_effects_length")),
        sa.CheckConstraint("char_length(measures) <= 1000", name=op.f("ck_impact_assessment_measures_length")),
        sa.ForeignKeyConstraint(["assessed_by_id"], ["person.id"], name=op.f("fk_impact_assessment_assessed_by_id")),
        *_of_a_listing("impact_assessment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impact_assessment")),
    )
    op.create_index("ix_impact_assessment_listing", "impact_assessment", ["listing_id", "id"], unique=False)


def _versions() -> None:
    op.create_table(
        "listing_version",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("listing_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("case_class", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("place_town_id", sa.BigInteger(), nullable=True),
        sa.Column("duration_band", sa.Text(), nullable=True),
        sa.Column("amount_band", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("needed", sa.BigInteger(), nullable=True),
        sa.Column("found", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("consent_ids", sa.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "basis IN ('count', 'consent', 'widened', 'carried')", name=op.f("ck_listing_version_basis_known")
        ),
        sa.CheckConstraint("char_length(title) <= 80", name=op.f("ck_listing_version_title_length")),
        sa.CheckConstraint("char_length(body) <= 4000", name=op.f("ck_listing_version_body_length")),
        sa.CheckConstraint("char_length(reason) <= 1000", name=op.f("ck_listing_version_reason_length")),
        sa.CheckConstraint("number > 0", name=op.f("ck_listing_version_number_positive")),
        sa.CheckConstraint(
            "basis <> 'count' OR (needed > 0 AND found >= needed) IS TRUE", name=op.f("ck_listing_version_fits_enough")
        ),
        sa.CheckConstraint(
            "basis <> 'consent' OR (reason <> '' AND cardinality(consent_ids) > 0)",
            name=op.f("ck_listing_version_consent_reasoned"),
        ),
        sa.CheckConstraint(
            "basis = 'carried' OR (needed IS NOT NULL AND found IS NOT NULL)",
            name=op.f("ck_listing_version_was_counted"),
        ),
        sa.ForeignKeyConstraint(["place_town_id"], ["department.id"], name=op.f("fk_listing_version_place_town_id")),
        sa.ForeignKeyConstraint(["published_by_id"], ["person.id"], name=op.f("fk_listing_version_published_by_id")),
        *_of_a_listing("listing_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_version")),
        sa.UniqueConstraint("listing_id", "number", name="uq_listing_version_number"),
    )


def _counts() -> None:
    op.create_table(
        "listing_cover",
        sa.Column("listing_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("jurisdiction_id", sa.Text(), nullable=False),
        sa.Column("needed", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.BigInteger(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("short_since", sa.DateTime(timezone=True), nullable=True),
        *_of_a_listing("listing_cover"),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_listing_cover")),
    )
    op.create_index("ix_listing_cover_short", "listing_cover", ["jurisdiction_id", "short_since"], unique=False)


def downgrade() -> None:
    raise RuntimeError("the record is append-only: go back by restoring a backup")
