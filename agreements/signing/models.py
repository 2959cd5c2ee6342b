"""A mark is recorded once from the paper and checked once by another person; it is never changed otherwise.

`signed_on` is the legal day that stands on the paper, `recorded_at` the instant at which it was recorded: the
effect of an agreement follows from the first, never from the second.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from agreements.drafting.models import REASON_LIMIT, Agreement
from agreements.signing.vocabulary import Manner, MarkKind
from listings.cases.models import Party, PetitionCase
from listings.publication.models import Listing
from market.database import Base, identity, length_check, public_identity, state_check
from market.files.models import StoredFile
from market.people.models import Person
from mediators.claims.models import Claim


class AgreementMark(Base):
    """One signature, fingerprint or seal on an agreement. A returned one stays, and another may be recorded."""

    __tablename__ = "agreement_mark"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        ForeignKeyConstraint(
            ["jurisdiction_id", "agreement_id"],
            ["agreement.jurisdiction_id", "agreement.id"],
            name="fk_agreement_mark_agreement",
        ),
        ForeignKeyConstraint(
            ["jurisdiction_id", "party_id"], ["party.jurisdiction_id", "party.id"], name="fk_agreement_mark_party"
        ),
        state_check(MarkKind, "kind"),
        state_check(Manner, "manner"),
        length_check("return_reason", REASON_LIMIT),
        CheckConstraint("(kind = 'party') = (party_id IS NOT NULL)", name="party_named"),
        CheckConstraint(
            "(kind <> 'mediator' OR manner = 'signature') AND (kind <> 'committee' OR manner = 'seal')",
            name="manner_fits",
        ),
        CheckConstraint(
            "signed_on <= (recorded_at AT TIME ZONE 'Asia/Shanghai')::date", name="signed_not_in_the_future"
        ),
        CheckConstraint("verified_by_id <> recorded_by_id", name="four_eyes"),
        CheckConstraint("returned_by_id <> recorded_by_id", name="returned_by_another"),
        CheckConstraint(
            "(verified_at IS NULL) = (verified_by_id IS NULL) AND (returned_at IS NULL) = (returned_by_id IS NULL)"
            " AND (verified_at IS NULL OR returned_at IS NULL)",
            name="checked_once",
        ),
        CheckConstraint("returned_at IS NULL OR length(btrim(return_reason)) > 0", name="returned_with_a_reason"),
        Index(
            "uq_agreement_mark_one_each",
            "agreement_id",
            "kind",
            "party_id",
            unique=True,
            postgresql_where=text("returned_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
        Index(
            "ix_agreement_mark_to_verify",
            "jurisdiction_id",
            "id",
            postgresql_where=text("verified_at IS NULL AND returned_at IS NULL"),
        ),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    agreement_id: Mapped[int]
    kind: Mapped[str]
    party_id: Mapped[int | None]
    manner: Mapped[str]
    signed_on: Mapped[date]
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    verified_at: Mapped[datetime | None]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    returned_at: Mapped[datetime | None]
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    return_reason: Mapped[str] = mapped_column(default="")

    agreement: Mapped[Agreement] = relationship(viewonly=True)
    party: Mapped[Party | None] = relationship(viewonly=True)
    scan: Mapped[StoredFile | None] = relationship()
    recorded_by: Mapped[Person] = relationship(foreign_keys=[recorded_by_id])
    verified_by: Mapped[Person | None] = relationship(foreign_keys=[verified_by_id])

    @property
    def stream(self) -> str:
        return self.agreement.stream

    @property
    def case_id(self) -> int:
        return self.agreement.case_id

    @property
    def then_ref(self) -> str:
        """After checking a mark one goes back to its agreement."""
        return self.agreement.public_id

    @property
    def is_checked(self) -> bool:
        return self.verified_at is not None or self.returned_at is not None

    def lock_path(self) -> list[tuple[type, int]]:
        agreement = self.agreement
        return [
            (PetitionCase, agreement.case_id),
            (Listing, agreement.listing_id),
            (Claim, agreement.claim_id),
            (Agreement, agreement.id),
        ]
