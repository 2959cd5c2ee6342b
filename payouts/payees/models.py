"""A payee is a mediator's account with the provider; of the bank account only the provider's fingerprint is kept."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.database import Base, identity, public_identity, state_check
from market.text import N_
from mediators.vetting.models import Mediator


class PayeeState(StrEnum):
    ASKED = "asked"
    OPENED = "opened"
    READY = "ready"
    RESTRICTED = "restricted"


PAYEE_STATE_LABELS = {
    PayeeState.ASKED: N_("Account asked for"),
    PayeeState.OPENED: N_("Waits for your details at the provider"),
    PayeeState.READY: N_("Ready to be paid"),
    PayeeState.RESTRICTED: N_("Held by the provider"),
}
PAYEE_TONES = {
    PayeeState.ASKED: "waiting",
    PayeeState.OPENED: "waiting",
    PayeeState.READY: "success",
    PayeeState.RESTRICTED: "danger",
}


class Payee(Base):
    """`link_sealed` leads to the provider's own page, where whoever has it can enter a bank account: it is sealed under
    the payee's own key, works once and for minutes, and is shown to the payee alone."""

    __tablename__ = "payee"
    __table_args__ = (
        UniqueConstraint("mediator_id", name="uq_payee_mediator"),
        UniqueConstraint("provider_account_id", name="uq_payee_provider_account"),
        state_check(PayeeState),
        CheckConstraint("status = 'asked' OR provider_account_id IS NOT NULL", name="opened_has_an_account"),
        CheckConstraint("status <> 'ready' OR bank_fingerprint IS NOT NULL", name="ready_has_a_bank"),
        CheckConstraint("(link_sealed IS NULL) = (link_made_at IS NULL)", name="link_is_stamped"),
        Index("ix_payee_fingerprint", "bank_fingerprint"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    mediator_id: Mapped[int] = mapped_column(ForeignKey("mediator.id"))
    status: Mapped[str] = mapped_column(default=PayeeState.ASKED.value)
    provider_account_id: Mapped[str | None]
    bank_fingerprint: Mapped[str | None]
    asked_at: Mapped[datetime]
    link_asked_at: Mapped[datetime | None]
    link_made_at: Mapped[datetime | None]
    link_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    ready_at: Mapped[datetime | None]

    mediator: Mapped[Mediator] = relationship()

    @property
    def stream(self) -> str:
        return f"person:{self.mediator.person_id}"

    @property
    def payee_person_id(self) -> int:
        return self.mediator.person_id

    def lock_path(self) -> list[tuple[type, int]]:
        return []
