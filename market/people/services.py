"""Signing in gives a fresh secret; the same answer and the same work for unknown people; failures slow down.

The throttle is one row a name in the database, so it holds over all processes, and it is locked before a
password is looked at: attempts at one name go one after the other. It is written even when the sign-in is
refused: the caller commits the refusal's row before it answers.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from market.actor import Actor
from market.database import public_id
from market.people.models import Account, Person, SignInSession, SignInThrottle
from market.people.passwords import demand_password, hash_password, password_holds
from market.people.queries import actor_of, name_hash, secret_hash
from market.people.sign_in_names import new_name, plain_name
from market.refusals import Invalid
from market.work import Work

FREE_FAILURES = 5  # that many mistakes cost nothing; each further one doubles the wait
LONGEST_WAIT = timedelta(minutes=30)
FORGET_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class SignInOutcome:
    """Either a secret with its actor, or until when the name must wait, or neither: a plain no."""

    secret: str | None = None
    actor: Actor | None = None
    wait_until: datetime | None = None


def open_account(
    work: Work,
    *,
    display_name: str,
    sign_in_name: str,
    password: str | None,
    jurisdiction_id: str,
    mail: str | None = None,
    is_demo: bool = False,
) -> Account:
    """A new person with an account. Raises Invalid for an unfit or taken name, or a password guessed at once."""
    sign_in_name = new_name(sign_in_name)
    if password is not None:
        demand_password(password, sign_in_name)
    if _account_named(work, sign_in_name) is not None:
        raise Invalid("people.name_taken", field="sign_in_name")
    person = Person(
        public_id=public_id(),
        jurisdiction_id=jurisdiction_id,
        display_name=display_name,
        mail=mail,
        created_at=work.now,
    )
    work.session.add(person)
    work.session.flush()
    account = Account(
        public_id=public_id(),
        person_id=person.id,
        sign_in_name=sign_in_name,
        password_hash=None if password is None else hash_password(password),
        is_demo=is_demo,
        created_at=work.now,
    )
    account.person = person
    work.session.add(account)
    work.session.flush()
    work.tell("account.opened", account)
    return account


def sign_in(
    work: Work, *, sign_in_name: str, password: str, hours: int, instead_of: str | None = None
) -> SignInOutcome:
    """Check a name and a password. Never raises for a wrong one: the failure must be committed.

    `instead_of` is the secret of the session that the browser has held until now; a new one ends it.
    """
    throttle = _locked_throttle(work, name_hash(sign_in_name))
    wait_until = _wait_until(work, throttle)
    if wait_until is not None:
        return SignInOutcome(wait_until=wait_until)
    account = _account_named(work, sign_in_name)
    usable = account is not None and account.disabled_at is None
    if not password_holds(password, account.password_hash if usable and account else None) or account is None:
        _count_failure(work, throttle)
        return SignInOutcome()
    work.session.delete(throttle)
    if instead_of is not None:
        sign_out(work, instead_of)
    secret = start_session(work, account, hours)
    work.actor = actor_of(work.session, account, work.now)  # from here on it is known who acts
    work.tell("account.signed_in", account)
    return SignInOutcome(secret=secret, actor=work.actor)


def change_password(work: Work, *, present_password: str, password: str, password_again: str) -> Account:
    """One's own password, by whoever knows the present one; every session ends, this one too.

    Raises Invalid people.present_password_wrong, people.passwords_differ and what demand_password raises.
    """
    assert work.actor.account_id is not None, "the policy lets only the signed-in change theirs"
    account = work.session.get_one(Account, work.actor.account_id, with_for_update={"key_share": True})
    if not password_holds(present_password, account.password_hash):
        raise Invalid("people.present_password_wrong", field="present_password")
    demand_password(password, account.sign_in_name)
    if password != password_again:
        raise Invalid("people.passwords_differ", field="password_again")
    account.password_hash = hash_password(password)
    end_sessions(work, account)
    work.tell("account.password_set", account)
    return account


def start_session(work: Work, account: Account, hours: int) -> str:
    """A new session in force; returns its secret, which is kept nowhere but with the reader."""
    secret = secrets.token_urlsafe(32)
    work.session.add(
        SignInSession(
            token_hash=secret_hash(secret),
            account_id=account.id,
            created_at=work.now,
            expires_at=work.now + timedelta(hours=hours),
        )
    )
    work.session.flush()
    return secret


def sign_out(work: Work, secret: str) -> None:
    """End the session with this secret; ending one that is over changes nothing."""
    ended = work.session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == secret_hash(secret), SignInSession.ended_at.is_(None))
        .values(ended_at=work.now)
        .returning(SignInSession.account_id)
    ).scalar_one_or_none()
    if ended is not None:
        work.tell("account.signed_out", work.session.get_one(Account, ended))


def end_sessions(work: Work, account: Account) -> None:
    """End every session of an account at once."""
    work.session.execute(
        update(SignInSession)
        .where(SignInSession.account_id == account.id, SignInSession.ended_at.is_(None))
        .values(ended_at=work.now)
    )


def _account_named(work: Work, sign_in_name: str) -> Account | None:
    return work.session.execute(
        select(Account).where(func.lower(Account.sign_in_name) == plain_name(sign_in_name))
    ).scalar_one_or_none()


def _locked_throttle(work: Work, hashed: str) -> SignInThrottle:
    """The row of a name, known or not, made where there is none; whoever comes at the same time waits for it."""
    made = insert(SignInThrottle).values(name_hash=hashed, failures=0, last_failure_at=work.now)
    locked = made.on_conflict_do_update(
        index_elements=[SignInThrottle.name_hash], set_={"failures": SignInThrottle.failures}
    )
    return work.session.scalars(locked.returning(SignInThrottle), execution_options={"populate_existing": True}).one()


def _wait_until(work: Work, throttle: SignInThrottle) -> datetime | None:
    if throttle.failures < FREE_FAILURES:
        return None
    doubled = timedelta(seconds=2 ** min(throttle.failures - FREE_FAILURES + 2, 12))
    until = throttle.last_failure_at + min(doubled, LONGEST_WAIT)
    return until if until > work.now else None


def _count_failure(work: Work, throttle: SignInThrottle) -> None:
    forgotten = throttle.last_failure_at < work.now - FORGET_AFTER
    throttle.failures = 1 if forgotten else throttle.failures + 1
    throttle.last_failure_at = max(throttle.last_failure_at, work.now)
