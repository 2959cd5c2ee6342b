"""Erasing a case's personal data takes two persons; a hold with a reason keeps it, whatever its time.

What was erased stays erased and what was decided stays decided: the rows say who, when and why, and name nobody else.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import REASON_LIMIT, OfACase, of_its_case
from listings.proposals.models import Proposal, decided_by_another
from market.database import Base, identity, length_check, public_identity
from market.people.models import Person


class ErasureState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Erasure(Proposal):
    """One person's proposal to erase a case's personal data, and another one's answer."""

    __tablename__ = "erasure"
    __table_args__ = (
        *decided_by_another(__tablename__, ErasureState, "refusal_is_explained"),
        Index(
            "uq_erasure_one_stands",
            "case_id",
            unique=True,
            postgresql_where=text("status IN ('proposed', 'confirmed')"),
        ),
    )

    kept_until: Mapped[date]  # the last legal day on which the data had to be kept, when it was proposed


class LegalHold(OfACase, Base):
    """Why a case's personal data must be kept beyond its time, until somebody lifts the hold with a reason."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        of_its_case("legal_hold"),
        CheckConstraint("reason <> ''", name="reason_given"),
        CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by_id IS NULL) AND (lifted_at IS NULL) = (lift_reason = '')",
            name="lifted_is_complete",
        ),
        length_check("reason", REASON_LIMIT),
        length_check("lift_reason", REASON_LIMIT),
        Index("uq_legal_hold_one_in_force", "case_id", unique=True, postgresql_where=text("lifted_at IS NULL")),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    reason: Mapped[str]
    placed_at: Mapped[datetime]
    placed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lift_reason: Mapped[str] = mapped_column(default="")

    placed_by: Mapped[Person] = relationship(foreign_keys=[placed_by_id])
