"""The staff pages, and what waits for the second administrator."""

from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for
from flask_babel import gettext

from market.actor import ROLE_LABELS, Role
from market.invitations.services import LINK_PATH
from market.people.models import Account, Appointment, AppointmentState, Department, Person
from market.policy import Can, allowed
from market.staff.forms import StaffFilterForm
from market.staff.lifecycle import APPOINTMENT
from market.staff.queries import PeopleFilter, appointments_to_confirm, people_page, person_for
from market.text import N_
from market.web.deed_pages import take_revealed
from market.web.deeds import deeds_for
from market.web.edge import page
from market.web.shell import WorkGroup, WorkRow
from market.web.showing import day, instant
from market.work import Work

bp = Blueprint("staff", __name__)
APPOINTMENT_TONES = {
    AppointmentState.PROPOSED: "waiting",
    AppointmentState.IN_FORCE: "success",
    AppointmentState.REFUSED: "danger",
    AppointmentState.ENDED: "muted",
}


@bp.get("/staff")
@page(Can.SEE_STAFF)
def index(work: Work) -> str:
    """The people of the banner, in the order of their names."""
    form = StaffFilterForm(request.args)
    form.validate()
    wanted = PeopleFilter(
        name="" if form.name.errors else form.name.data or "", role=None if form.role.errors else form.role.data
    )
    people, after = people_page(work, wanted, request.args.get("after"))
    next_url = url_for("staff.index", name=wanted.name, role=wanted.role, after=after) if after else None
    return render_template(
        "market/staff/index.html",
        form=form,
        filtered=bool(wanted.name or wanted.role),
        rows=[_row(person) for person in people],
        next_url=next_url,
        may_invite=allowed(work, Can.INVITE_PERSON),
    )


@bp.get("/staff/<ref>")
@page(Can.SEE_STAFF, load=person_for)
def show(work: Work, person: Person) -> str:
    """One person: the account, and every role with its history."""
    unit = work.session.get(Department, person.department_id) if person.department_id else None
    secret = take_revealed()
    is_link = secret is not None and secret.startswith(LINK_PATH)
    return render_template(
        "market/staff/show.html",
        person=person,
        about=[
            (gettext("Sign-in name"), person.account.sign_in_name if person.account else None),
            (gettext("Account"), account_words(person.account)),
            (gettext("Unit"), unit.name_zh if unit else None),
            (gettext("Mail address"), person.mail),
            (gettext("Here since"), instant(person.created_at)),
        ],
        appointments=[_shown(work, appointment) for appointment in reversed(person.appointments)],
        steps=deeds_for(work, person),
        link=f"{current_app.config['SETTINGS'].public_url.rstrip('/')}{secret}" if is_link else None,
        code=None if is_link else secret,
    )


def work_list(work: Work) -> list[WorkGroup]:
    """What waits for a second administrator."""
    rows = [
        WorkRow(
            title=f"{appointment.person.display_name} · {gettext(ROLE_LABELS[Role(appointment.role)])}",
            endpoint="staff.show",
            ref=appointment.person.public_id,
            note=appointment.reason,
        )
        for appointment in appointments_to_confirm(work)
    ]
    return [WorkGroup(N_("Roles to confirm"), rows)]


def account_words(account: Account | None) -> str:
    """Where an account stands."""
    if account is None:
        return gettext("No account")
    if account.disabled_at is not None:
        return gettext("Disabled")
    return gettext("In use") if account.password_hash else gettext("Invited, no password yet")


def _row(person: Person) -> list[Any]:
    held = [a for a in person.appointments if a.status == AppointmentState.IN_FORCE]
    return [
        {"text": person.display_name, "url": url_for("staff.show", ref=person.public_id)},
        person.account.sign_in_name if person.account else None,
        gettext(", ").join(gettext(ROLE_LABELS[Role(a.role)]) for a in held) or None,
        account_words(person.account),
    ]


def _shown(work: Work, appointment: Appointment) -> dict[str, Any]:
    return {
        "role": gettext(ROLE_LABELS[Role(appointment.role)]),
        "status": (
            gettext(APPOINTMENT.label(appointment)),
            APPOINTMENT_TONES[AppointmentState(appointment.status)],
        ),
        "facts": [
            (gettext("First day"), day(appointment.valid_from)),
            (gettext("Last day"), day(appointment.valid_until)),
            (gettext("Reason"), appointment.reason),
            (gettext("Proposed by"), _name(work, appointment.proposed_by_id)),
            (gettext("Confirmed by"), _name(work, appointment.confirmed_by_id)),
            *([(gettext("Why it was refused or ended"), appointment.note)] if appointment.note else []),
        ],
        "steps": deeds_for(work, appointment),
    }


def _name(work: Work, person_id: int | None) -> str | None:
    return work.session.get_one(Person, person_id).display_name if person_id else None
