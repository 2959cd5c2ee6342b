"""A higher floor writes here who may see a case; the policy of this floor reads only this."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from listings.cases.models import of_its_case
from market.database import Base, identity, state_check


class AccessScope(StrEnum):
    """What the access opens: `parties` is the case with its parties' details, within an opening."""

    PARTIES = "parties"


class CaseAccess(Base):
    """A person who is not of the office may see a case, from an instant, until another or until ended."""

    __tablename__ = "case_access"
    __table_args__ = (
        of_its_case("case_access"),
        state_check(AccessScope, "scope"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="ends_after_it_starts"),
        Index(
            "uq_case_access_one_open",
            "person_id", "case_id", "scope",
            unique=True,
            postgresql_where=text("valid_until IS NULL"),
        ),
        Index("ix_case_access_case", "case_id"),
    )  # fmt: skip

    id: Mapped[int] = identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    case_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    scope: Mapped[str]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
