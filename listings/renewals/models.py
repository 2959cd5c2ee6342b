"""Each renewal of a listing is a row that is only added: from which last day for claims to which, why, by whom."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.cases.models import REASON_LIMIT
from listings.publication.models import of_a_listing
from market.database import Base, identity, length_check
from market.people.models import Person


class ListingRenewal(Base):
    """`from_day` and `to_day` are legal days: the last one for claims before and after. The reason is the office's."""

    __tablename__ = "listing_renewal"
    __table_args__ = (
        of_a_listing("listing_renewal"),
        CheckConstraint("to_day > from_day", name="goes_on"),
        CheckConstraint("reason <> ''", name="reasoned"),
        length_check("reason", REASON_LIMIT),
        Index("ix_listing_renewal_listing", "listing_id", "id"),
    )

    id: Mapped[int] = identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    listing_id: Mapped[int]
    from_day: Mapped[date]
    to_day: Mapped[date]
    reason: Mapped[str]
    renewed_at: Mapped[datetime]
    renewed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    renewed_by: Mapped[Person] = relationship()
