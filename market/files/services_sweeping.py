"""What an upload left in the store that was rolled back: sealed bytes that no row names and nobody can open.

A day is more than any transaction lasts, so what has lain there longer without a row will never have one. Only what is
stored under a name of our own key is ours to take away: a bucket may hold another house's files.

A database that is empty, restored or another one than the store's names few of the store's files or none. Nobody would
get back what it swept, so the sweep is refused where it would take all of them or unusually many.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select

from market.files.models import StoredFile
from market.files.services import most_swept, store
from market.files.store import FileMissing
from market.record.offices import tell_every_office
from market.work import Work

LEFT_FOR = timedelta(days=1)
NAMES_AT_ONCE = 500
OF_THE_NAMED = 10  # a tenth


class SweepRefused(Exception):
    """Nothing was swept; the sentence names the setting and the remedy, for who looks at the failed jobs."""


def settled_by(work: Work) -> datetime:
    """What was stored before this instant has its row by now, or never gets one."""
    return work.now - LEFT_FOR


def unnamed(work: Work, names: Collection[str]) -> list[str]:
    """Those of the stored names that no row names, in their order."""
    named = set(work.session.scalars(select(StoredFile.store_name).where(StoredFile.store_name.in_(names))))
    return [name for name in names if name not in named]


def most_left(work: Work) -> int:
    """How many unnamed files are no surprise: nought where the database names no file at all."""
    named = work.session.scalars(select(func.count()).select_from(StoredFile)).one()
    return max(most_swept(), named // OF_THE_NAMED) if named else 0


def refuse_too_many(count: int, most: int) -> None:
    """Raise SweepRefused for a count of unnamed files above the most that are no surprise."""
    if count <= most:
        return
    if most == 0:
        raise SweepRefused(
            "This database names no stored file, but the store holds files of this vault key. Nothing was deleted: "
            "check DATABASE_URL, and FILE_STORE or INSTANCE_FOLDER."
        )
    raise SweepRefused(
        f"The store holds more than {most} files that this database does not name. Nothing was deleted: check "
        "DATABASE_URL, and FILE_STORE or INSTANCE_FOLDER. If they are right, set MOST_SWEPT_FILES higher."
    )


def is_ours(name: str) -> bool:
    """Whether whole bytes lie under that name which our key has named. Raises StoreAway."""
    try:
        store().get(name)
    except FileMissing:
        return False
    return True


def tell_left_over(work: Work, count: int) -> None:
    """Tell the record how many are deleted next; a run that is cut off tells those anew that it has not come to.

    Every office is told: nobody knows whose upload it was.
    """
    tell_every_office(work, "file.left_over", StoredFile.__tablename__, count=count)
