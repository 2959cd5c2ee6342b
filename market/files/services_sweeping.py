"""What an upload left in the store that was rolled back: sealed bytes that no row names and nobody can open.

A day is more than any transaction lasts, so what has lain there longer without a row will never have one. Only what is
stored under a name of our own key is ours to take away: a bucket may hold another house's files.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from market.files.models import StoredFile
from market.files.services import store
from market.files.store import FileMissing
from market.people.models import Jurisdiction
from market.work import Work

LEFT_FOR = timedelta(days=1)
NAMES_AT_ONCE = 500


@dataclass
class _Store:
    """The file store as the subject of an event, told once a jurisdiction: nobody knows whose upload it was."""

    jurisdiction_id: str
    id: int = 0
    __tablename__: str = "stored_file"

    @property
    def stream(self) -> str:
        return f"office:{self.jurisdiction_id}"


def settled_by(work: Work) -> datetime:
    """What was stored before this instant has its row by now, or never gets one."""
    return work.now - LEFT_FOR


def unnamed(work: Work, names: Collection[str]) -> list[str]:
    """Those of the stored names that no row names, in their order."""
    named = set(work.session.scalars(select(StoredFile.store_name).where(StoredFile.store_name.in_(names))))
    return [name for name in names if name not in named]


def is_ours(name: str) -> bool:
    """Whether whole bytes lie under that name which our key has named. Raises StoreAway."""
    try:
        store().get(name)
    except FileMissing:
        return False
    return True


def tell_left_over(work: Work, count: int) -> None:
    """Tell the record how many are deleted next; a run that is cut off tells those anew that it has not come to."""
    for jurisdiction_id in work.session.scalars(select(Jurisdiction.id).order_by(Jurisdiction.id)).all():
        work.tell("file.left_over", _Store(jurisdiction_id), count=count)
