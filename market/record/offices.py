"""What concerns no case and no person is told once in every office's stream: so each one's administrators see it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from market.people.models import Jurisdiction
from market.work import Work


@dataclass
class _OfTheHouse:
    """What belongs to no jurisdiction, as the subject of an event in one; `__tablename__` says of what kind it is."""

    jurisdiction_id: str
    __tablename__: str
    id: int = 0

    @property
    def stream(self) -> str:
        return f"office:{self.jurisdiction_id}"


def tell_every_office(work: Work, name: str, table: str, **facts: Any) -> None:
    """Tell the event in the stream of each jurisdiction; `table` is what it is about."""
    for jurisdiction_id in work.session.scalars(select(Jurisdiction.id).order_by(Jurisdiction.id)).all():
        work.tell(name, _OfTheHouse(jurisdiction_id, table), **facts)
