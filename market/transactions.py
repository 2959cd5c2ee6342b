"""A job or a command works as a request does: one transaction, now read once, the record written last, then commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from market.actor import SYSTEM_ACTOR, Actor
from market.database import database_now
from market.record.writing import leaves_traces, write_told, write_traces
from market.refusals import Refused
from market.work import Work

SessionFactory = Callable[[], Session]


@dataclass
class _Sessions:
    """Where sessions come from outside a request; given once by the roof."""

    factory: SessionFactory | None = None


_SESSIONS = _Sessions()


def configure(factory: SessionFactory) -> None:
    """Give the sessions of the application's role; any thread may ask for one."""
    _SESSIONS.factory = factory


@contextmanager
def working(actor: Actor = SYSTEM_ACTOR, *, request_id: str = "", read_only: bool = False) -> Iterator[Work]:
    """A work of its own: committed at the end of the block, rolled back by any exception; what a refusal leaves
    behind is then committed by itself.

    With `read_only` it sees one moment throughout, and the database itself refuses to write. Raises RuntimeError
    before `configure`.
    """
    if _SESSIONS.factory is None:
        raise RuntimeError("no sessions yet: the roof calls market.transactions.configure")
    with _SESSIONS.factory() as session:
        if read_only:
            session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        work = Work(session=session, actor=actor, now=database_now(session), request_id=request_id)
        try:
            yield work
            session.flush()
            write_told(work)
            session.commit()
        except Refused as refused:
            session.rollback()
            if leaves_traces(work, refused):
                left = Work(session=session, actor=actor, now=database_now(session), request_id=request_id)
                write_traces(left, work, refused)
                session.commit()
            raise
