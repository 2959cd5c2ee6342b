"""The cast takes its seats in a database that has nobody in it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo import cast
from market.database import database_now
from market.people.models import Account, Appointment, AppointmentState, Jurisdiction, Person
from market.settings.models import SettingState, SettingVersion


def seat_the_cast(session: Session, *, one_enough: bool = True) -> None:
    """The banners and their staff. Stories of other rules have few cases, so one petitioner alike is enough there."""
    now = database_now(session)
    for code, (name_zh, name_en, court_code) in cast.JURISDICTIONS.items():
        session.add(Jurisdiction(id=code, name_zh=name_zh, name_en=name_en, court_code=court_code))
    session.flush()
    for one in cast.STAFF:
        person = Person(jurisdiction_id=one.jurisdiction_id, display_name=one.display_name, created_at=now)
        session.add(person)
        session.flush()
        session.add(Account(person_id=person.id, sign_in_name=one.sign_in_name, created_at=now))
        session.add(
            Appointment(
                person_id=person.id, role=one.role.value, jurisdiction_id=one.jurisdiction_id,
                status=AppointmentState.IN_FORCE.value, valid_from=now.date().replace(year=now.year - 1),
                confirmed_at=now,
            )
        )  # fmt: skip
        session.flush()
    for code in cast.JURISDICTIONS if one_enough else ():
        one_is_enough(session, code)


def one_is_enough(session: Session, jurisdiction_id: str) -> None:
    """A setting that no office could make: what is published may fit a single petitioner."""
    here = select(Person.id).where(Person.jurisdiction_id == jurisdiction_id).order_by(Person.id).limit(2)
    proposer, confirmer = session.scalars(here).all()
    now = database_now(session)
    one = SettingVersion(
        jurisdiction_id=jurisdiction_id, name="petitioners_alike", value=1, reason="试验",
        effective_from=now.date().replace(year=now.year - 20, day=1), proposed_by_id=proposer, proposed_at=now,
    )  # fmt: skip
    session.add(one)
    session.flush()
    one.status, one.confirmed_by_id, one.decided_at = SettingState.IN_FORCE.value, confirmer, now
    session.flush()
