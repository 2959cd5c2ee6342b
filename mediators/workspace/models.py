"""The session log is only ever added to: what was written about a session of mediation stays as it was written."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person
from market.text import N_
from mediators.claims.models import Claim


class SessionMethod(StrEnum):
    TOGETHER = "together"
    APART = "apart"
    VISIT = "visit"
    TELEPHONE = "telephone"
    VIDEO = "video"


METHOD_LABELS = {
    SessionMethod.TOGETHER: N_("All parties at one table"),
    SessionMethod.APART: N_("Each party apart"),
    SessionMethod.VISIT: N_("A visit on the spot"),
    SessionMethod.TELEPHONE: N_("By telephone"),
    SessionMethod.VIDEO: N_("By video"),
}


class MediationSession(Base):
    """One session of a granted claim. Parties are named by their part ("the petitioner"), never by their names."""

    __tablename__ = "mediation_session"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "claim_id"],
            ["claim.jurisdiction_id", "claim.id"],
            name="fk_mediation_session_claim",
        ),
        state_check(SessionMethod, "method"),
        length_check("place", 200),
        length_check("present", 500),
        length_check("summary", 4_000),
        length_check("next_step", 1_000),
        CheckConstraint("length(btrim(summary)) > 0", name="summary_given"),
        Index("ix_mediation_session_claim", "claim_id", "id"),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    claim_id: Mapped[int]
    held_on: Mapped[date]
    place: Mapped[str]
    present: Mapped[str]
    method: Mapped[str]
    summary: Mapped[str]
    next_step: Mapped[str]
    logged_at: Mapped[datetime]
    logged_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    claim: Mapped[Claim] = relationship(viewonly=True)
    logged_by: Mapped[Person] = relationship()

    @property
    def stream(self) -> str:
        return self.claim.stream

    @property
    def then_ref(self) -> str:
        """After logging one goes back to the workspace, whose address is the claim's."""
        return self.claim.public_id

    def lock_path(self) -> list[tuple[type, int]]:
        return [*self.claim.lock_path(), (Claim, self.claim_id)]
