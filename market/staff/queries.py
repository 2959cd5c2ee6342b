"""An administrator sees the people of the jurisdictions that the administration serves; nobody else's exist."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, literal, select, tuple_
from sqlalchemy.orm import selectinload

from market.actor import Role
from market.people.models import Account, Appointment, AppointmentState, Department, Person
from market.refusals import Missing
from market.work import Work

ADMINISTRATIONS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
OPEN = (AppointmentState.PROPOSED.value, AppointmentState.IN_FORCE.value)
PAGE_SIZE = 30


@dataclass(frozen=True)
class PeopleFilter:
    """What the list is narrowed to; nothing means all."""

    name: str = ""
    role: str | None = None


def people_page(work: Work, wanted: PeopleFilter, after: str | None) -> tuple[Sequence[Person], str | None]:
    """One page in the order of names, and the mark of the next. Raises Missing for a mark not of this list."""
    order = (Person.display_name.collate("C"), Person.id)
    found = _visible(work).options(selectinload(Person.account), selectinload(Person.appointments))
    if wanted.name:
        found = found.where(func.strpos(func.lower(Person.display_name), wanted.name.lower()) > 0)
    if wanted.role:
        held = exists().where(
            Appointment.person_id == Person.id,
            Appointment.role == wanted.role,
            Appointment.status == AppointmentState.IN_FORCE.value,
        )
        found = found.where(held)
    if after:
        last = person_for(work, after)
        found = found.where(tuple_(*order) > tuple_(literal(last.display_name).collate("C"), literal(last.id)))
    people = work.session.scalars(found.order_by(*order).limit(PAGE_SIZE + 1)).all()
    page = people[:PAGE_SIZE]
    return page, page[-1].public_id if len(people) > PAGE_SIZE else None


def person_for(work: Work, ref: str) -> Person:
    """One person of a jurisdiction that the actor administers. Raises Missing."""
    found = work.session.scalar(_visible(work).where(Person.public_id == ref))
    if found is None:
        raise Missing()
    return found


def appointment_for(work: Work, ref: str) -> Appointment:
    """One appointment of a jurisdiction that the actor administers. Raises Missing."""
    found = work.session.scalar(
        select(Appointment).where(
            Appointment.public_id == ref, Appointment.jurisdiction_id.in_(work.actor.serves(*ADMINISTRATIONS))
        )
    )
    if found is None:
        raise Missing()
    return found


def appointments_to_confirm(work: Work) -> Sequence[Appointment]:
    """What waits for a second administrator, and could be this one."""
    serves = work.actor.serves(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
    return work.session.scalars(
        select(Appointment)
        .where(
            Appointment.jurisdiction_id.in_(serves),
            Appointment.status == AppointmentState.PROPOSED.value,
            Appointment.proposed_by_id != work.actor.person_id,
            Appointment.person_id != work.actor.person_id,
        )
        .order_by(Appointment.id)
        .limit(100)
    ).all()


def open_roles(work: Work, person: Person, but_not: Appointment | None = None) -> frozenset[Role]:
    """The roles this person holds or is proposed for, in any jurisdiction."""
    found = select(Appointment.role).where(Appointment.person_id == person.id, Appointment.status.in_(OPEN))
    if but_not is not None:
        found = found.where(Appointment.id != but_not.id)
    return frozenset(Role(role) for role in work.session.scalars(found))


def holds_or_waits(work: Work, person: Person, role: Role) -> bool:
    """Whether this role of this person is in force or proposed in the person's jurisdiction."""
    return bool(
        work.session.scalar(
            select(
                exists().where(
                    Appointment.person_id == person.id,
                    Appointment.role == role.value,
                    Appointment.jurisdiction_id == person.jurisdiction_id,
                    Appointment.status.in_(OPEN),
                )
            )
        )
    )


def account_for(work: Work, person: Person) -> Account:
    """The account of a person. Raises Missing for one without."""
    found = work.session.scalar(select(Account).where(Account.person_id == person.id))
    if found is None:
        raise Missing()
    return found


def departments(work: Work) -> Sequence[Department]:
    """The units of the jurisdictions that the actor administers."""
    serves = work.actor.serves(Role.SYSTEM_ADMIN)
    wanted = select(Department).where(Department.jurisdiction_id.in_(serves))
    return work.session.scalars(wanted.order_by(Department.kind, Department.id)).all()


def _visible(work: Work) -> Select[Person]:
    return select(Person).where(Person.jurisdiction_id.in_(work.actor.serves(*ADMINISTRATIONS)))
