"""Who stands behind a session's secret. A session counts while it is in force and its account is not disabled;
only appointments in force today count, so that an ended one ends at the next request."""

import hashlib
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, or_, select, text
from sqlalchemy.orm import Session

from market.actor import Actor, Held, Role
from market.people.models import Account, Appointment, AppointmentState, Person, SignInSession
from market.people.sign_in_names import plain_name
from market.work import Work
from market.workdays import legal_day


def secret_hash(secret: str) -> str:
    """What the database keeps of a random secret: its SHA-256, in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()


def name_hash(sign_in_name: str) -> str:
    """What the throttle keeps of a sign-in name, known or not."""
    return hashlib.sha256(plain_name(sign_in_name).encode()).hexdigest()


def has_demo_accounts(session: Session) -> bool:
    """Whether an account of the demonstration is there, whose password everybody knows; no before the tables are."""
    if session.scalar(text("SELECT to_regclass('public.account')")) is None:
        return False
    return bool(session.scalar(select(exists().where(Account.is_demo))))


def actor_by_secret(session: Session, secret: str, now: datetime) -> Actor | None:
    """The actor of a session in force at `now`, or None."""
    account = session.execute(
        select(Account)
        .join(SignInSession, SignInSession.account_id == Account.id)
        .where(
            SignInSession.token_hash == secret_hash(secret),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > now,
            Account.disabled_at.is_(None),
        )
    ).scalar_one_or_none()
    return None if account is None else actor_of(session, account, now)


def actor_of(session: Session, account: Account, now: datetime) -> Actor:
    """The person behind an account with the appointments in force on the legal day of `now`."""
    held = session.execute(
        select(Appointment.role, Appointment.jurisdiction_id).where(
            Appointment.person_id == account.person_id, *_counts_on(legal_day(now))
        )
    ).all()
    person = session.get_one(Person, account.person_id)
    return Actor(
        display_name=person.display_name,
        person_id=person.id,
        account_id=account.id,
        appointments=tuple(Held(Role(role), jurisdiction_id) for role, jurisdiction_id in held),
    )


def serving(work: Work, jurisdiction_id: str, *roles: Role) -> list[int]:
    """Ids of the persons who hold one of these roles there today, each once: whoever is to be told or reminded."""
    wanted = select(Appointment.person_id).where(
        Appointment.jurisdiction_id == jurisdiction_id,
        Appointment.role.in_([role.value for role in roles]),
        *_counts_on(work.today),
    )
    return list(work.session.scalars(wanted.distinct().order_by(Appointment.person_id)))


def _counts_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """When an appointment counts: in force, from its first day to its last."""
    return (
        Appointment.status == AppointmentState.IN_FORCE.value,
        Appointment.valid_from <= day,
        or_(Appointment.valid_until.is_(None), Appointment.valid_until >= day),
    )


def held_person(work: Work) -> Person:
    """The acting person, held to the end of this work: what they send side by side is counted one after the other.

    Raises LookupError for a visitor and for the software itself.
    """
    if work.actor.person_id is None:
        raise LookupError("nobody acts")
    held = select(Person).where(Person.id == work.actor.person_id).with_for_update(key_share=True)
    return work.session.scalars(held).one()
