"""How many listings bear a published value, counted once a day: never live, so that one more case cannot be watched."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from market.database import Base, identity


class BoardCount(Base):
    """The number at the count of a day. `shelf` '' is the whole board; `facet` '' counts all of the shelf."""

    __tablename__ = "board_count"
    __table_args__ = (
        UniqueConstraint("counted_on", "shelf", "facet", "value", name="uq_board_count_once_a_day"),
        CheckConstraint("listings >= 0", name="not_negative"),
    )

    id: Mapped[int] = identity()
    counted_on: Mapped[date]
    shelf: Mapped[str]
    facet: Mapped[str]
    value: Mapped[str]
    listings: Mapped[int]
