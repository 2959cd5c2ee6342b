"""What was published of a listing, version by version, and how many petitioners it fits today.

A version is only ever added and never says more than the one before it; the listing shows its latest.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import REASON_LIMIT
from listings.publication.models import BODY_LIMIT, TITLE_LIMIT, Listing, of_a_listing
from listings.reidentification.ladders import Told
from market.database import Base, identity, length_check, state_check


class Basis(StrEnum):
    """Why a version may be public: it fits enough petitioners, everyone who could be recognised has consented (PIPL
    25), it says less than the version before, or it was released before petitioners were counted."""

    COUNT = "count"
    CONSENT = "consent"
    WIDENED = "widened"
    CARRIED = "carried"


class Risk(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ImpactAssessment(Base):
    """What publishing may do to the persons concerned and what protects them (PIPL 55, 56); kept with the listing."""

    __tablename__ = "impact_assessment"
    __table_args__ = (
        of_a_listing("impact_assessment"),
        state_check(Risk, "risk"),
        length_check("effects", REASON_LIMIT),
        length_check("measures", REASON_LIMIT),
        CheckConstraint("effects <> '' AND measures <> ''", name="answered"),
        Index("ix_impact_assessment_listing", "listing_id", "id"),
    )

    id: Mapped[int] = identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    listing_id: Mapped[int]
    risk: Mapped[str]
    effects: Mapped[str]
    measures: Mapped[str]
    assessed_at: Mapped[datetime]
    assessed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class ListingVersion(Base):
    """One version of what the public reads. `as_of` is the legal day on which its bands were reckoned: that of the
    first version. `found` is how many different petitioners all versions together fitted when it was published,
    `needed` how many the settings asked for; `consent_ids` are the answers it rests on."""

    __tablename__ = "listing_version"
    __table_args__ = (
        of_a_listing("listing_version"),
        UniqueConstraint("listing_id", "number", name="uq_listing_version_number"),
        state_check(Basis, "basis"),
        length_check("title", TITLE_LIMIT),
        length_check("body", BODY_LIMIT),
        length_check("reason", REASON_LIMIT),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("basis <> 'count' OR (needed > 0 AND found >= needed) IS TRUE", name="fits_enough"),
        CheckConstraint(
            "basis <> 'consent' OR (reason <> '' AND cardinality(consent_ids) > 0)", name="consent_reasoned"
        ),
        CheckConstraint("basis = 'carried' OR (needed IS NOT NULL AND found IS NOT NULL)", name="was_counted"),
    )  # fmt: skip

    id: Mapped[int] = identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    listing_id: Mapped[int]
    number: Mapped[int]
    title: Mapped[str]
    body: Mapped[str]
    case_class: Mapped[str]
    category: Mapped[str | None]
    place_town_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    duration_band: Mapped[str | None]
    amount_band: Mapped[str | None]
    as_of: Mapped[date]
    basis: Mapped[str]
    needed: Mapped[int | None]
    found: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")
    consent_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    published_at: Mapped[datetime]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    listing: Mapped[Listing] = relationship()

    @property
    def told(self) -> Told:
        """What this version says, for counting."""
        return Told(
            self.case_class, self.category, self.place_town_id, self.duration_band, self.amount_band, self.as_of
        )


class ListingCover(Base):
    """How many different petitioners a public listing fits at its last count; `short_since` while it is too few."""

    __tablename__ = "listing_cover"
    __table_args__ = (
        of_a_listing("listing_cover"),
        Index("ix_listing_cover_short", "jurisdiction_id", "short_since"),
    )

    listing_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    needed: Mapped[int]
    found: Mapped[int]
    checked_at: Mapped[datetime]
    short_since: Mapped[datetime | None]


class WiderValue(Base):
    """Reference: a published value and every wider one that may replace it; the same pairs as the ladders'."""

    __tablename__ = "wider_value"

    attribute: Mapped[str] = mapped_column(primary_key=True)
    finer: Mapped[str] = mapped_column(primary_key=True)
    wider: Mapped[str] = mapped_column(primary_key=True)
