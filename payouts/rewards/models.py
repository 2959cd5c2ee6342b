"""One listing promises one reward, and one dispute earns one; its amount is the listing's, fixed at release."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import PetitionCase, of_its_case
from listings.publication.models import Listing
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person
from mediators.claims.models import Claim
from mediators.vetting.models import Mediator
from payouts.ledger.vocabulary import BudgetLine
from payouts.rewards.vocabulary import EARNED, RewardState

REASON_LIMIT = 1_000
_EARNED = ", ".join(f"'{state.value}'" for state in EARNED)


class Reward(Base):
    """The reward of a listing, `amount_fen` in fen. Claim, mediator and confirmation are known once it is due.

    `dispute_id` is the case's: of all rewards of a dispute only one is not released.
    """

    __tablename__ = "reward"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        UniqueConstraint("listing_id", name="uq_reward_listing"),
        ForeignKeyConstraint(
            ["jurisdiction_id", "listing_id"], ["listing.jurisdiction_id", "listing.id"], name="fk_reward_listing"
        ),
        of_its_case("reward"),
        ForeignKeyConstraint(
            ["jurisdiction_id", "claim_id"], ["claim.jurisdiction_id", "claim.id"], name="fk_reward_claim"
        ),
        ForeignKeyConstraint(
            ["jurisdiction_id", "fiscal_year"],
            ["fiscal_year.jurisdiction_id", "fiscal_year.year"],
            name="fk_reward_fiscal_year",
        ),
        state_check(RewardState),
        state_check(BudgetLine, "line"),
        length_check("refusal_reason", REASON_LIMIT),
        length_check("decision_note", REASON_LIMIT),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        CheckConstraint(
            f"status NOT IN ({_EARNED}) OR (claim_id IS NOT NULL AND mediator_id IS NOT NULL"
            " AND confirmation_id IS NOT NULL AND due_at IS NOT NULL)",
            name="due_is_complete",
        ),
        CheckConstraint(
            "status <> 'refusal_proposed' OR (refusal_proposed_at IS NOT NULL AND refusal_proposed_by_id IS NOT NULL"
            " AND length(btrim(refusal_reason)) > 0)",
            name="refusal_is_reasoned",
        ),
        CheckConstraint("refusal_decided_by_id <> refusal_proposed_by_id", name="four_eyes"),
        CheckConstraint("(status = 'released') = (released_at IS NOT NULL)", name="released_is_stamped"),
        CheckConstraint(
            "status <> 'released' OR due_at IS NULL OR refusal_decided_by_id IS NOT NULL", name="due_is_refused_by_two"
        ),
        CheckConstraint("(status = 'paid') = (paid_at IS NOT NULL)", name="paid_is_stamped"),
        Index(
            "uq_reward_one_a_dispute",
            "jurisdiction_id", "dispute_id",
            unique=True,
            postgresql_where=text("status <> 'released'"),
        ),
        Index("ix_reward_work", "jurisdiction_id", "status", "id"),
        Index("ix_reward_mediator", "mediator_id", "id"),
        Index("ix_reward_case", "case_id"),
    )  # fmt: skip

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    listing_id: Mapped[int]
    case_id: Mapped[int]
    dispute_id: Mapped[str]
    fiscal_year: Mapped[int]
    line: Mapped[str]
    amount_fen: Mapped[int]
    status: Mapped[str] = mapped_column(default=RewardState.RESERVED.value)
    reserved_at: Mapped[datetime]
    claim_id: Mapped[int | None]
    mediator_id: Mapped[int | None] = mapped_column(ForeignKey("mediator.id"))
    confirmation_id: Mapped[int | None] = mapped_column(ForeignKey("confirmation.id"))
    due_at: Mapped[datetime | None]
    refusal_proposed_at: Mapped[datetime | None]
    refusal_proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    refusal_reason: Mapped[str] = mapped_column(default="")
    refusal_decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decision_note: Mapped[str] = mapped_column(default="")
    released_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]

    listing: Mapped[Listing] = relationship(
        primaryjoin="Reward.listing_id == Listing.id", foreign_keys="Reward.listing_id", viewonly=True
    )
    case: Mapped[PetitionCase] = relationship(
        primaryjoin="Reward.case_id == PetitionCase.id", foreign_keys="Reward.case_id", viewonly=True
    )
    claim: Mapped[Claim | None] = relationship(
        primaryjoin="Reward.claim_id == Claim.id", foreign_keys="Reward.claim_id", viewonly=True
    )
    mediator: Mapped[Mediator | None] = relationship(foreign_keys=[mediator_id])
    refusal_proposed_by: Mapped[Person | None] = relationship(foreign_keys=[refusal_proposed_by_id])

    @property
    def stream(self) -> str:
        return f"case:{self.case_id}"

    @property
    def payee_person_id(self) -> int | None:
        """The person who is to receive it, once that is known."""
        return None if self.mediator is None else self.mediator.person_id

    def lock_path(self) -> list[tuple[type, int]]:
        above: list[tuple[type, int]] = [(PetitionCase, self.case_id), (Listing, self.listing_id)]
        return above if self.claim_id is None else [*above, (Claim, self.claim_id)]
