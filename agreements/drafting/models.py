"""An agreement has at most one open version a claim; its text names people and stands in the vault.

In the vault, under the case's own data key (stream `case:<id>`): agreement.content, one JSON text, see content.py.
From the opening for signing on the row keeps that text's hash, and the database lets nobody change it.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from agreements.drafting.vocabulary import OPEN, TOOK_EFFECT, AgreementState, listed
from listings.cases.models import PetitionCase, of_its_case
from listings.publication.models import Listing
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person
from mediators.claims.models import Claim

REASON_LIMIT = 1_000


class Agreement(Base):
    """A people's mediation agreement (人民调解协议), one version of it. All days are legal days (Asia/Shanghai).

    `took_effect_on` is the latest signing date; `limit_last_day` the last day of the claim's time limit, with
    the days it stood still while the signed paper waited for the office and the committee; `file_by` the last of
    the 30 days for the joint application (People's Mediation Law 33).
    """

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        UniqueConstraint("claim_id", "version", name="uq_agreement_version"),
        of_its_case("agreement"),
        ForeignKeyConstraint(
            ["jurisdiction_id", "listing_id"], ["listing.jurisdiction_id", "listing.id"], name="fk_agreement_listing"
        ),
        ForeignKeyConstraint(
            ["jurisdiction_id", "claim_id"], ["claim.jurisdiction_id", "claim.id"], name="fk_agreement_claim"
        ),
        state_check(AgreementState),
        length_check("end_reason", REASON_LIMIT),
        CheckConstraint("version > 0", name="version_positive"),
        CheckConstraint("frozen_hash ~ '^[0-9a-f]{64}$'", name="frozen_hash_whole"),
        CheckConstraint(
            "status IN ('draft', 'abandoned') OR (frozen_hash IS NOT NULL AND signing_opened_at IS NOT NULL)",
            name="frozen_for_signing",
        ),
        CheckConstraint(
            f"status NOT IN ({listed(TOOK_EFFECT)}) OR (took_effect_on IS NOT NULL AND limit_last_day IS NOT NULL"
            " AND file_by IS NOT NULL AND in_effect_at IS NOT NULL)",
            name="effect_is_dated",
        ),
        CheckConstraint("file_by > took_effect_on", name="filing_follows_effect"),
        CheckConstraint(
            "took_effect_on <= (in_effect_at AT TIME ZONE 'Asia/Shanghai')::date", name="effect_not_in_the_future"
        ),
        CheckConstraint(f"(ended_at IS NULL) = (status IN ({listed(OPEN)}))", name="ended_is_stamped"),
        CheckConstraint(
            "status <> 'abandoned' OR ended_by_id IS NULL OR length(btrim(end_reason)) > 0",
            name="abandoned_with_a_reason",
        ),
        Index(
            "uq_agreement_one_open",
            "claim_id",
            unique=True,
            postgresql_where=text(f"status IN ({listed(OPEN)})"),
        ),
        Index("ix_agreement_work", "jurisdiction_id", "status", "id"),
        Index("ix_agreement_case", "case_id"),
        Index("ix_agreement_file_by", "file_by", postgresql_where=text("status = 'in_effect'")),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    case_id: Mapped[int]
    listing_id: Mapped[int]
    claim_id: Mapped[int]
    version: Mapped[int]
    status: Mapped[str] = mapped_column(default=AgreementState.DRAFT.value)
    drafted_at: Mapped[datetime]
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    edited_at: Mapped[datetime]
    signing_opened_at: Mapped[datetime | None]
    frozen_hash: Mapped[str | None]
    took_effect_on: Mapped[date | None]
    limit_last_day: Mapped[date | None]
    file_by: Mapped[date | None]
    in_effect_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    end_reason: Mapped[str] = mapped_column(default="")

    case: Mapped[PetitionCase] = relationship(viewonly=True)
    listing: Mapped[Listing] = relationship(viewonly=True)
    claim: Mapped[Claim] = relationship(viewonly=True)
    drafted_by: Mapped[Person] = relationship(foreign_keys=[drafted_by_id])
    ended_by: Mapped[Person | None] = relationship(foreign_keys=[ended_by_id])

    @property
    def stream(self) -> str:
        return f"case:{self.case_id}"

    @property
    def within_limit(self) -> bool | None:
        """Whether it took effect within the claim's time limit; None before it took effect."""
        if self.took_effect_on is None or self.limit_last_day is None:
            return None
        return self.took_effect_on <= self.limit_last_day

    def lock_path(self) -> list[tuple[type, int]]:
        return [(PetitionCase, self.case_id), (Listing, self.listing_id), (Claim, self.claim_id)]
