"""A payout is one payment of one reward; each attempt to send it has a key of its own, never used for another.

What the provider tells is kept as it came, once an event, whether or not we know what it is about.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.database import Base, identity, length_check, public_identity, state_check
from market.money import TaxRule
from market.people.models import Person
from payouts.payees.models import Payee
from payouts.payments.vocabulary import AT_THE_PROVIDER, UNDECIDED, Outcome, PayoutState
from payouts.provider_events import LONGEST_TEXT
from payouts.rewards.models import Reward

REASON_LIMIT = 1_000
WITHOUT_A_SECOND = (PayoutState.PREPARED, PayoutState.REJECTED)


def _listed(states: tuple[PayoutState, ...]) -> str:
    return ", ".join(f"'{state.value}'" for state in states)


class Payout(Base):
    """Amounts in fen: `gross_fen` is the reward, `tax_fen` what is withheld by `tax_rule`, `net_fen` what is sent.

    `second_above_fen` is the limit above which two persons approve, as it stood when the payout was prepared;
    `first_approved_by_id` is then the first of them, `decided_by_id` always the last.
    `payee_fingerprint` is the bank account that preparer and approver saw; `trouble` is the provider's last word
    for why it is not paid.
    """

    __tablename__ = "payout"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "reward_id"], ["reward.jurisdiction_id", "reward.id"], name="fk_payout_reward"
        ),
        state_check(PayoutState),
        state_check(TaxRule, "tax_rule"),
        length_check("reason", REASON_LIMIT),
        CheckConstraint("gross_fen = net_fen + tax_fen", name="gross_is_net_and_tax"),
        CheckConstraint("net_fen > 0 AND tax_fen >= 0", name="amounts_sensible"),
        CheckConstraint("decided_by_id <> prepared_by_id", name="four_eyes"),
        CheckConstraint(
            f"(status IN ({_listed(UNDECIDED)})) = (decided_at IS NULL)"
            " AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name="decided_is_stamped",
        ),
        CheckConstraint(
            "(first_approved_at IS NULL) = (first_approved_by_id IS NULL)"
            " AND (status <> 'prepared' OR first_approved_at IS NULL)"
            " AND (status <> 'first_approved' OR (first_approved_at IS NOT NULL AND gross_fen > second_above_fen))",
            name="first_approval_is_stamped",
        ),
        CheckConstraint(
            "first_approved_by_id <> prepared_by_id AND first_approved_by_id IS DISTINCT FROM decided_by_id"
            " OR first_approved_by_id IS NULL",
            name="first_approver_is_another",
        ),
        CheckConstraint(
            f"gross_fen <= second_above_fen OR first_approved_by_id IS NOT NULL"
            f" OR status IN ({_listed(WITHOUT_A_SECOND)})",
            name="two_above_the_limit",
        ),
        CheckConstraint("second_above_fen >= 0", name="limit_sensible"),
        CheckConstraint("status <> 'rejected' OR length(btrim(reason)) > 0", name="rejected_with_reason"),
        CheckConstraint(
            f"status NOT IN ({_listed(AT_THE_PROVIDER)}) OR (provider_payout_id IS NOT NULL AND sent_at IS NOT NULL)",
            name="sent_has_an_id",
        ),
        CheckConstraint("(status = 'paid') = (paid_at IS NOT NULL)", name="paid_is_stamped"),
        CheckConstraint("status <> 'unknown' OR lost_at IS NOT NULL", name="unknown_is_stamped"),
        CheckConstraint("attempt >= 1", name="attempt_counts_from_one"),
        Index(
            "uq_payout_one_a_reward",
            "reward_id",
            unique=True,
            postgresql_where=text("status <> 'rejected'"),
        ),
        Index("ix_payout_work", "jurisdiction_id", "status", "id"),
        Index("ix_payout_unsettled", "status", "moved_at"),
        Index("uq_payout_provider_payout", "provider_payout_id", unique=True),
    )  # fmt: skip

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    reward_id: Mapped[int]
    payee_id: Mapped[int] = mapped_column(ForeignKey("payee.id"))
    payee_fingerprint: Mapped[str]
    gross_fen: Mapped[int]
    tax_rule: Mapped[str]
    tax_fen: Mapped[int]
    net_fen: Mapped[int]
    status: Mapped[str] = mapped_column(default=PayoutState.PREPARED.value)
    prepared_at: Mapped[datetime]
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    second_above_fen: Mapped[int]
    first_approved_at: Mapped[datetime | None]
    first_approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")
    attempt: Mapped[int] = mapped_column(default=1)
    moved_at: Mapped[datetime]
    lost_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]
    provider_transfer_id: Mapped[str | None]
    provider_payout_id: Mapped[str | None]
    trouble: Mapped[str] = mapped_column(default="")

    reward: Mapped[Reward] = relationship(
        primaryjoin="Payout.reward_id == Reward.id", foreign_keys="Payout.reward_id", viewonly=True
    )
    payee: Mapped[Payee] = relationship()
    prepared_by: Mapped[Person] = relationship(foreign_keys=[prepared_by_id])
    first_approved_by: Mapped[Person | None] = relationship(foreign_keys=[first_approved_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    attempts: Mapped[list["PayoutAttempt"]] = relationship(back_populates="payout", order_by="PayoutAttempt.number")

    @property
    def stream(self) -> str:
        return self.reward.stream

    @property
    def case_id(self) -> int:
        return self.reward.case_id

    @property
    def needs_two(self) -> bool:
        """Whether a second approver decides: the reward is above the limit that held when it was prepared."""
        return self.gross_fen > self.second_above_fen

    @property
    def payee_person_id(self) -> int:
        """The person who receives it."""
        return self.payee.payee_person_id

    def lock_path(self) -> list[tuple[type, int]]:
        return [*self.reward.lock_path(), (Reward, self.reward_id)]


class PayoutAttempt(Base):
    """One sending under one key: what the provider called it, and what became of it."""

    __tablename__ = "payout_attempt"
    __table_args__ = (
        UniqueConstraint("payout_id", "number", name="uq_payout_attempt_number"),
        UniqueConstraint("idempotency_key", name="uq_payout_attempt_key"),
        UniqueConstraint("provider_payout_id", name="uq_payout_attempt_provider_payout"),
        CheckConstraint("number >= 1", name="counts_from_one"),
        CheckConstraint("(outcome = '') = (ended_at IS NULL)", name="ended_is_stamped"),
    )

    id: Mapped[int] = identity()
    payout_id: Mapped[int] = mapped_column(ForeignKey("payout.id"))
    number: Mapped[int]
    idempotency_key: Mapped[str]
    begun_at: Mapped[datetime]
    provider_payout_id: Mapped[str | None]
    outcome: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]

    payout: Mapped[Payout] = relationship(back_populates="attempts")


class KeptEvent(Base):
    """An event of the provider, stored once whatever it is about. `created_at` is the provider's, in UTC."""

    __tablename__ = "provider_event"
    __table_args__ = (
        UniqueConstraint("event_id", name="uq_provider_event_once"),
        state_check(Outcome, "outcome"),
        *(
            length_check(column, LONGEST_TEXT)
            for column in ("event_id", "kind", "account_id", "object_id", "payout_ref")
        ),
        CheckConstraint("(outcome = 'waiting') = (applied_at IS NULL)", name="applied_is_stamped"),
        Index("ix_provider_event_waiting", "received_at", postgresql_where=text("outcome = 'waiting'")),
        Index("ix_provider_event_list", "outcome", "id"),
    )

    id: Mapped[int] = identity()
    event_id: Mapped[str]
    kind: Mapped[str]
    created_at: Mapped[datetime]
    account_id: Mapped[str | None]
    object_id: Mapped[str]
    payout_ref: Mapped[str | None]
    amount_fen: Mapped[int | None]
    received_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(default=Outcome.WAITING.value)
    applied_at: Mapped[datetime | None]
