"""An application for judicial confirmation and the ruling on it. All days are legal days (Asia/Shanghai).

The ruling's number is internal: the office, finance and the auditor see it, the mediator sees outcome and day only.
"""

from datetime import date, datetime

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from agreements.confirmation.case_number import LONGEST_NUMBER
from agreements.confirmation.vocabulary import (
    STANDING,
    ConfirmationState,
    NotAcceptedGround,
    Outcome,
    listed,
)
from agreements.drafting.models import REASON_LIMIT, Agreement
from listings.cases.models import PetitionCase
from listings.publication.models import Listing
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person
from mediators.claims.models import Claim

RULED = "'ruling_recorded', 'effective', 'dismissed'"


class Confirmation(Base):
    """One joint application (司法确认申请) of the parties at a basic court, from its filing to the ruling."""

    __tablename__ = "confirmation"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        ForeignKeyConstraint(
            ["jurisdiction_id", "agreement_id"],
            ["agreement.jurisdiction_id", "agreement.id"],
            name="fk_confirmation_agreement",
        ),
        state_check(ConfirmationState),
        state_check(Outcome, "outcome"),
        state_check(NotAcceptedGround, "not_accepted_ground"),
        length_check("court_name", 80),
        length_check("ruling_number", LONGEST_NUMBER),
        length_check("end_note", REASON_LIMIT),
        length_check("ruling_return_reason", REASON_LIMIT),
        CheckConstraint("filed_on <= (filed_at AT TIME ZONE 'Asia/Shanghai')::date", name="filed_not_in_the_future"),
        CheckConstraint("accepted_on >= filed_on", name="accepted_after_filing"),
        CheckConstraint("ended_on >= filed_on", name="ended_after_filing"),
        CheckConstraint("ruled_on >= filed_on AND ruled_on >= accepted_on", name="ruled_after_filing"),
        CheckConstraint("served_on >= ruled_on", name="served_after_ruling"),
        CheckConstraint(
            "served_on <= (ruling_recorded_at AT TIME ZONE 'Asia/Shanghai')::date", name="served_not_in_the_future"
        ),
        CheckConstraint(f"status NOT IN ('accepted', {RULED}) OR accepted_on IS NOT NULL", name="accepted_is_dated"),
        CheckConstraint(
            f"status NOT IN ({RULED}) OR (outcome IS NOT NULL AND ruling_number IS NOT NULL AND ruling_number <> ''"
            " AND ruled_on IS NOT NULL AND served_on IS NOT NULL AND ruling_recorded_at IS NOT NULL"
            " AND ruling_recorded_by_id IS NOT NULL)",
            name="ruling_is_complete",
        ),
        CheckConstraint(
            "status NOT IN ('effective', 'dismissed') OR (outcome = status AND ruling_verified_at IS NOT NULL"
            " AND ruling_verified_by_id IS NOT NULL)",
            name="decided_as_verified",
        ),
        CheckConstraint("ruling_verified_by_id <> ruling_recorded_by_id", name="four_eyes"),
        CheckConstraint("status NOT IN ('not_accepted', 'withdrawn') OR ended_on IS NOT NULL", name="ended_is_dated"),
        CheckConstraint(
            "status <> 'not_accepted' OR not_accepted_ground IS NOT NULL", name="not_accepted_has_a_ground"
        ),
        Index(
            "uq_confirmation_one_standing",
            "agreement_id",
            unique=True,
            postgresql_where=text(f"status IN ({listed(STANDING)})"),
        ),
        Index("ix_confirmation_agreement", "agreement_id", "id"),
        Index("ix_confirmation_work", "jurisdiction_id", "status", "id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    agreement_id: Mapped[int]
    status: Mapped[str] = mapped_column(default=ConfirmationState.FILED.value)
    court_code: Mapped[str]
    court_name: Mapped[str]
    filed_on: Mapped[date]
    filed_at: Mapped[datetime]
    filed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    accepted_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    not_accepted_ground: Mapped[str | None]
    end_note: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str | None]
    ruling_number: Mapped[str | None]
    ruling_doubts: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    ruled_on: Mapped[date | None]
    served_on: Mapped[date | None]
    ruling_recorded_at: Mapped[datetime | None]
    ruling_recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ruling_returned_at: Mapped[datetime | None]
    ruling_returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ruling_return_reason: Mapped[str] = mapped_column(default="")
    ruling_verified_at: Mapped[datetime | None]
    ruling_verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    agreement: Mapped[Agreement] = relationship(viewonly=True)
    filed_by: Mapped[Person] = relationship(foreign_keys=[filed_by_id])
    ruling_recorded_by: Mapped[Person | None] = relationship(foreign_keys=[ruling_recorded_by_id])
    ruling_verified_by: Mapped[Person | None] = relationship(foreign_keys=[ruling_verified_by_id])

    @property
    def stream(self) -> str:
        return self.agreement.stream

    @property
    def case_id(self) -> int:
        return self.agreement.case_id

    @property
    def claim(self) -> Claim:
        return self.agreement.claim

    @property
    def then_ref(self) -> str:
        """A confirmation is shown on the page of its agreement."""
        return self.agreement.public_id

    def lock_path(self) -> list[tuple[type, int]]:
        agreement = self.agreement
        return [
            (PetitionCase, agreement.case_id),
            (Listing, agreement.listing_id),
            (Claim, agreement.claim_id),
            (Agreement, agreement.id),
        ]
