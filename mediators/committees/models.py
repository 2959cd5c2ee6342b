"""A mediator is a member of, or engaged by, a people's mediation committee (People's Mediation Law 13-14).

The register says which committees there are; one that is closed keeps its mediators and takes no new ones.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from market.database import Base, identity, length_check, public_identity
from market.people.models import Jurisdiction


class Committee(Base):
    """A people's mediation committee of a jurisdiction; `seal_text` is what its seal reads."""

    __tablename__ = "committee"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "id"),
        UniqueConstraint("jurisdiction_id", "name"),
        length_check("name", 120),
        length_check("seal_text", 120),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey(Jurisdiction.id))
    name: Mapped[str]
    seal_text: Mapped[str]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    @property
    def stream(self) -> str:
        return f"office:{self.jurisdiction_id}"

    def lock_path(self) -> list[tuple[type, int]]:
        return []
