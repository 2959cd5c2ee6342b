"""Many claims may stand on a listing, at most one of them lives: proposed, granted or settled.

The database holds it by a partial unique index, whatever arrives at once. Answers of parties are only
ever added; a party's latest one counts.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, case, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from listings.cases.models import Party, PetitionCase, of_its_case
from listings.publication.models import Listing
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person
from mediators.claims.vocabulary import EVIDENCE, LIVE, OPEN, Answer, ClaimState, ReplaceCode, listed
from mediators.vetting.models import Mediator

APPROACH_LIMIT = 4_000
REASON_LIMIT = 1_000
TIES = "relations_declared"  # the vault's column for the ties that a claimant declared


class Claim(Base):
    """A mediator's claim with its plan: `plan_days` in days, `plan_visits` in visits.

    `days_allowed` is the listing's when the claim was granted. The mediator's home banner may be
    another than the claim's, which is always the listing's. The ties that the mediator declared name third
    persons: they stand in the vault, under the case's key.
    """

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        of_its_case("claim"),
        ForeignKeyConstraint(
            ["jurisdiction_id", "listing_id"],
            ["listing.jurisdiction_id", "listing.id"],
            name="fk_claim_listing",
        ),
        state_check(ClaimState),
        Index("uq_claim_one_live", "listing_id", unique=True, postgresql_where=text(f"status IN ({listed(LIVE)})")),
        Index(
            "uq_claim_one_open_each",
            "listing_id", "mediator_id",
            unique=True,
            postgresql_where=text(f"status IN ({listed(OPEN)})"),
        ),
        Index("ix_claim_mediator", "mediator_id", "id"),
        Index("ix_claim_work", "jurisdiction_id", "status", "id"),
        length_check("plan_approach", APPROACH_LIMIT),
        length_check("end_reason", REASON_LIMIT),
        CheckConstraint("length(btrim(plan_approach)) > 0", name="plan_given"),
        CheckConstraint("plan_days BETWEEN 1 AND 366", name="plan_days_sensible"),
        CheckConstraint("plan_visits BETWEEN 0 AND 200", name="plan_visits_sensible"),
        CheckConstraint("status <> 'proposed' OR (proposed_at IS NOT NULL AND proposed_by_id IS NOT NULL)",
                        name="proposed_is_stamped"),
        CheckConstraint("status NOT IN ('granted', 'settled', 'completed') OR (granted_at IS NOT NULL "
                        "AND granted_by_id IS NOT NULL AND days_allowed IS NOT NULL)", name="granted_is_stamped"),
        CheckConstraint("days_allowed IS NULL OR days_allowed > 0", name="days_allowed_positive"),
        CheckConstraint(f"(ended_at IS NULL) = (status IN ({listed(OPEN)}))", name="ended_is_stamped"),
        CheckConstraint("status NOT IN ('declined', 'relinquished', 'replaced', 'suspended') "
                        "OR length(btrim(end_reason)) > 0", name="end_has_a_reason"),
        CheckConstraint("status <> 'replaced' OR replace_code IS NOT NULL", name="replaced_has_a_code"),
        CheckConstraint("replace_code IN ('" + "', '".join(ReplaceCode) + "')", name="replace_code_known"),
    )  # fmt: skip

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    case_id: Mapped[int]
    listing_id: Mapped[int]
    mediator_id: Mapped[int] = mapped_column(ForeignKey("mediator.id"))
    status: Mapped[str] = mapped_column(default=ClaimState.STANDING.value)
    plan_approach: Mapped[str]
    plan_days: Mapped[int]
    plan_visits: Mapped[int]
    has_declared_relations: Mapped[bool]
    received_at: Mapped[datetime]
    proposed_at: Mapped[datetime | None]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    granted_at: Mapped[datetime | None]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    days_allowed: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column()
    is_over: Mapped[int] = column_property(case((ended_at.is_(None), 0), else_=1))  # a key: open claims come first
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    end_reason: Mapped[str] = mapped_column(default="")
    replace_code: Mapped[str | None]

    mediator: Mapped[Mediator] = relationship()
    listing: Mapped[Listing] = relationship(viewonly=True)
    case: Mapped[PetitionCase] = relationship(viewonly=True)

    @property
    def stream(self) -> str:
        return f"case:{self.case_id}"

    def lock_path(self) -> list[tuple[type, int]]:
        return [(PetitionCase, self.case_id), (Listing, self.listing_id)]


class PartyAnswer(Base):
    """What one party said to the mediator proposed, on which legal day, and how the office knows it."""

    __tablename__ = "party_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "claim_id"], ["claim.jurisdiction_id", "claim.id"], name="fk_party_answer_claim"
        ),
        ForeignKeyConstraint(
            ["jurisdiction_id", "party_id"], ["party.jurisdiction_id", "party.id"], name="fk_party_answer_party"
        ),
        state_check(Answer, "answer"),
        CheckConstraint(f"evidence IN ({listed(EVIDENCE)})", name="evidence_known"),
        length_check("note", REASON_LIMIT),
        Index("ix_party_answer_claim", "claim_id", "party_id", "id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    claim_id: Mapped[int]
    party_id: Mapped[int]
    answer: Mapped[str]
    evidence: Mapped[str]
    note: Mapped[str]
    answered_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    party: Mapped[Party] = relationship(viewonly=True)
    recorded_by: Mapped[Person] = relationship()
