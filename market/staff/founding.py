"""The first administrators are put in by whoever runs the machine; everybody after them needs two people.

It works once a role and banner: as soon as one is in force there, the staff pages are the only way.
"""

from sqlalchemy import exists, select

from market.actor import Role
from market.database import public_id
from market.invitations.services import Issued, invite
from market.people.models import Appointment, AppointmentState, Jurisdiction
from market.refusals import Refused
from market.work import Work


def add_jurisdiction(work: Work, *, code: str, name_zh: str, name_en: str, court_code: str) -> Jurisdiction:
    """A banner or county by its division code. Raises Refused people.jurisdiction_known."""
    if work.session.get(Jurisdiction, code) is not None:
        raise Refused("people.jurisdiction_known")
    place = Jurisdiction(id=code, name_zh=name_zh, name_en=name_en, court_code=court_code)
    work.session.add(place)
    work.session.flush()
    return place


def found_administrator(
    work: Work, *, jurisdiction_id: str, role: Role, display_name: str, sign_in_name: str, mail: str | None
) -> Issued:
    """The first holder of an administration, with the link to choose a password.

    Raises Refused people.jurisdiction_unknown, people.already_founded; Invalid for a taken sign-in name.
    """
    if work.session.get(Jurisdiction, jurisdiction_id) is None:
        raise Refused("people.jurisdiction_unknown")
    held = exists().where(
        Appointment.jurisdiction_id == jurisdiction_id,
        Appointment.role == role.value,
        Appointment.status == AppointmentState.IN_FORCE.value,
    )
    if work.session.scalar(select(held)):
        raise Refused("people.already_founded")
    issued = invite(
        work, display_name=display_name, sign_in_name=sign_in_name, mail=mail, jurisdiction_id=jurisdiction_id
    )
    appointment = Appointment(
        public_id=public_id(),
        person_id=issued.account.person_id,
        role=role.value,
        jurisdiction_id=jurisdiction_id,
        status=AppointmentState.IN_FORCE.value,
        valid_from=work.today,
        confirmed_at=work.now,
    )
    work.session.add(appointment)
    work.session.flush()
    work.tell("appointment.confirmed", appointment, role=role.value)
    return issued
