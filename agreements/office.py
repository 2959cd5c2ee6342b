"""The people of a banner's office by role, to whom reminders and messages go."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from market.actor import Role
from market.people.models import Appointment, AppointmentState
from market.work import Work

OFFICE = (Role.OFFICE_CLERK, Role.OFFICE_REVIEWER)


def office_people(work: Work, jurisdiction_id: str, *roles: Role) -> Sequence[int]:
    """Ids of the persons who hold one of these roles there today; every office role when none is named."""
    return work.session.scalars(
        select(Appointment.person_id)
        .where(
            Appointment.jurisdiction_id == jurisdiction_id,
            Appointment.role.in_([role.value for role in roles or OFFICE]),
            Appointment.status == AppointmentState.IN_FORCE.value,
            Appointment.valid_from <= work.today,
            or_(Appointment.valid_until.is_(None), Appointment.valid_until >= work.today),
        )
        .distinct()
        .order_by(Appointment.person_id)
    ).all()
