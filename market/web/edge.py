"""Every request is one piece of work: a GET in a READ ONLY transaction, a write committed before the answer leaves.

A deadlock or a serialisation failure is tried again, three times in all. A refusal rolls back first and
is then worded; an unreachable database is a calm 503, and the next request simply tries again.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

from flask import Response, current_app, g, redirect, request, url_for
from flask_login import current_user
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from structlog.contextvars import bind_contextvars

from market.actor import VISITOR, Actor
from market.database import ATTEMPTS, constraint_of, database_now, may_pass_again, sqlstate_of
from market.people.queries import actor_by_secret
from market.policy import Can, allowed, demand, is_public
from market.record.writing import leaves_traces, write_told, write_traces
from market.refusals import WORDING, Forbidden, Refused
from market.work import Work

_LOCK_NOT_AVAILABLE = "55P03"  # a lock was waited for too long
ResultT = TypeVar("ResultT")

db = SQLAlchemy()


def begin(session: Session, *, read_only: bool) -> Work:
    """Start the transaction, read now once, find out who acts."""
    if read_only:
        session.execute(text("SET TRANSACTION READ ONLY"))
    now = database_now(session)
    work = Work(session=session, actor=VISITOR, now=now, request_id=g.get("request_id", ""))
    g.work = work
    work.actor = _actor(work)
    if work.actor.person_id is not None:
        bind_contextvars(person_id=work.actor.person_id)
    return work


def _actor(work: Work) -> Actor:
    if request.path.startswith("/api/"):
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secret:
            return VISITOR
        return actor_by_secret(work.session, secret.strip(), work.now) or VISITOR
    return current_user.actor if current_user.is_authenticated else VISITOR


@contextmanager
def reading() -> Iterator[Work]:
    """A work that writes nothing; the database itself would refuse."""
    session = db.session
    try:
        yield begin(session, read_only=True)
    finally:
        session.rollback()


def writing(do: Callable[[Work], ResultT]) -> ResultT:
    """Run `do` in a transaction of its own and commit it. Refusals and constraint failures come out as
    Refused, after the rollback; deadlocks are tried again, and what others hold too long is Refused too_busy."""
    session = db.session
    for attempt in range(1, ATTEMPTS + 1):
        session.rollback()
        work: Work | None = None
        try:
            work = begin(session, read_only=False)
            result = do(work)
            session.flush()
            write_told(work)
            session.commit()
        except IntegrityError as error:
            raise _rolled_back(session, work, _as_refusal(error)) from error
        except DBAPIError as error:
            session.rollback()
            again = may_pass_again(error)
            if not again and sqlstate_of(error) != _LOCK_NOT_AVAILABLE:
                raise
            if not again or attempt == ATTEMPTS:
                raise _rolled_back(session, work, Refused("too_busy")) from error
        except Refused as refused:
            instead = _rolled_back(session, work, refused)
            if instead is refused:
                raise
            raise instead from refused
        except BaseException:
            session.rollback()
            raise
        else:
            return result
    raise AssertionError("unreachable: the last attempt returns or raises")


def _rolled_back(session: Session, gone: Work | None, error: Exception) -> Exception:
    """What to raise once a work is rolled back; what a refusal leaves behind is committed before, by itself.

    Its trace may refuse in its place: whoever sends attempts side by side is then told that they are spent.
    """
    session.rollback()
    if gone is None or not isinstance(error, Refused) or not leaves_traces(gone, error):
        return error
    try:
        write_traces(begin(session, read_only=False), gone, error)
        session.commit()
    except Refused as instead:
        session.rollback()
        return instead
    return error


def _as_refusal(error: IntegrityError) -> Exception:
    """The kind sentence for a constraint that has one; anything else stays the defect that it is."""
    code = WORDING.constraints.get(constraint_of(error) or "")
    return error if code is None else Refused(code)


def page(
    can: Can, load: Callable[[Work, str], Any] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A GET page: `view(work)`, or `view(work, subject)` when `load` finds the subject from `<ref>`."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def wrapped(**kwargs: Any) -> Any:
            with reading() as work:
                try:
                    if load is None:
                        demand(work, can)
                        return view(work, **kwargs)
                    return view(work, permitted(work, can, load, kwargs.pop("ref")), **kwargs)
                except Refused as refused:
                    return sign_in_first(work, refused)

        wrapped.permission = can  # type: ignore[attr-defined]
        return wrapped

    return decorate


def permitted(work: Work, can: Can, load: Callable[[Work, str], Any], ref: str) -> Any:
    """The subject at this address, for an actor who may. Raises Missing or Forbidden.

    A visitor is asked to sign in before anything is looked for, so that a link in a mail leads somewhere
    and the answer tells nobody whether the thing exists.
    """
    if work.actor.is_visitor and not is_public(can):
        raise Forbidden()
    subject = load(work, ref)
    demand(work, can, subject)
    return subject


def sign_in_first(work: Work, refused: Refused) -> Response:
    """A visitor who is not allowed is asked to sign in; a public page that is not there stays not there.

    Raises the refusal itself for everybody else, and for programs.
    """
    if not work.actor.is_visitor or not isinstance(refused, Forbidden) or request.path.startswith("/api/"):
        raise refused
    if request.method == "GET":
        return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")))  # type: ignore[return-value]
    return redirect(url_for("people.sign_in", next=request.path, lost=1))  # type: ignore[return-value]


def may(can: Can, subject: Any = None) -> bool:
    """For templates: whether the present actor may."""
    return allowed(g.work, can, subject)


def new_submission_key() -> str:
    """The unique key that a form carries, so that a double click makes one row."""
    return secrets.token_urlsafe(18)


def session_hours() -> int:
    """How long a sign-in lasts, in hours."""
    hours: int = current_app.config["SETTINGS"].session_hours
    return hours
