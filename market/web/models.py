"""A submission is done once: its key is unique, whoever presses twice is sent to where the first press led."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from market.database import Base


class Submission(Base):
    """The key of a form that has been done, by whom, and where it led."""

    __tablename__ = "submission"

    key: Mapped[str] = mapped_column(primary_key=True)
    endpoint: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    location: Mapped[str]
    created_at: Mapped[datetime]
