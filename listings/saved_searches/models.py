"""A saved search is its person's own; an alert is kept so that nobody is told of one listing twice."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from listings.saved_searches.kept import VIEW_LIMIT
from market.database import Base, identity, length_check, public_identity, state_check
from market.people.models import Person

NAME_LIMIT = 60


class Alerts(StrEnum):
    """How its person is told of a new listing in a saved search."""

    NONE = "none"
    INBOX = "inbox"
    MAIL = "mail"  # in the inbox too


class SavedSearch(Base):
    """`view` has the canonical parameters of a view of the board, empty for the whole of what is open to claims."""

    __tablename__ = "saved_search"
    __table_args__ = (
        state_check(Alerts, "alerts"),
        CheckConstraint("name <> ''", name="named"),
        length_check("name", NAME_LIMIT),
        length_check("view", VIEW_LIMIT),
        UniqueConstraint("person_id", "view", name="uq_saved_search_view"),
        UniqueConstraint("person_id", "name", name="uq_saved_search_name"),
        Index("ix_saved_search_alerts", "view", "person_id", postgresql_where=text("alerts <> 'none'")),
    )

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    view: Mapped[str]
    alerts: Mapped[str] = mapped_column(default=Alerts.NONE.value)
    saved_at: Mapped[datetime]

    person: Mapped[Person] = relationship()

    @property
    def jurisdiction_id(self) -> str:
        return self.person.jurisdiction_id

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"


class ListingAlert(Base):
    """This person was told that this listing is on the board."""

    __tablename__ = "listing_alert"

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    alerted_at: Mapped[datetime]
