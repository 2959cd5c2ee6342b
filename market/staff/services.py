"""A role is given by two administrators and taken by one, at once: the next request of its holder no longer has it.

Ending a role or disabling an account ends every session of the person in the same transaction.
"""

from datetime import date

from market.actor import ROLE_LABELS, Role
from market.database import public_id
from market.invitations.services import CodeGiven, Issued, give_code, invite, issue_link
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.models import Appointment, InvitationPurpose, Person
from market.people.queries import serving
from market.people.services import end_sessions
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.staff.guards import goes_together
from market.staff.lifecycle import APPOINTMENT
from market.staff.queries import account_for, departments, holds_or_waits, open_roles
from market.work import Work

PERSON_PAGE = "staff.show"


def invite_person(
    work: Work,
    *,
    display_name: str,
    sign_in_name: str,
    mail: str = "",
    department: str | None = None,
    jurisdiction: str | None = None,
) -> Issued:
    """A person with an account, and the link to choose its password. Raises Invalid."""
    demand(work, Can.INVITE_PERSON)
    if mail and ("@" not in mail.strip("@") or " " in mail):
        raise Invalid("people.mail_odd", field="mail")
    serves = sorted(work.actor.serves(Role.SYSTEM_ADMIN))
    where = jurisdiction or (serves[0] if len(serves) == 1 else "")
    if where not in serves:
        raise Invalid("people.jurisdiction_missing", field="jurisdiction")
    unit = next((one for one in departments(work) if one.public_id == department), None)
    if unit is not None and unit.jurisdiction_id != where:
        raise Invalid("people.department_elsewhere", field="department")
    return invite(
        work,
        display_name=display_name,
        sign_in_name=sign_in_name,
        mail=mail,
        jurisdiction_id=where,
        department=unit,
    )


def propose_appointment(
    work: Work, person: Person, *, role: str, valid_from: date, valid_until: date | None = None, reason: str
) -> Appointment:
    """Propose that a person holds a role in their jurisdiction. Raises Invalid or Refused."""
    lock(work, person)
    demand(work, Can.PROPOSE_APPOINTMENT, person)
    wanted = Role(role)
    if valid_from < work.today:
        raise Invalid("appointment.starts_in_the_past", field="valid_from")
    if valid_until is not None and valid_until < valid_from:
        raise Invalid("appointment.ends_before_start", field="valid_until")
    if holds_or_waits(work, person, wanted):
        raise Invalid("appointment.already_open", field="role")
    if not goes_together(wanted, open_roles(work, person)):
        raise Invalid("appointment.held_alone", field="role")
    appointment = Appointment(
        public_id=public_id(),
        person_id=person.id,
        role=wanted.value,
        jurisdiction_id=person.jurisdiction_id,
        valid_from=valid_from,
        valid_until=valid_until,
        reason=reason,
        proposed_by_id=work.actor.person_id,
    )
    appointment.person = person
    work.session.add(appointment)
    work.session.flush()
    work.tell("appointment.proposed", appointment, role=wanted.value, valid_from=valid_from)
    administrators = serving(work, person.jurisdiction_id, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
    asked = [one for one in administrators if one not in (person.id, work.actor.person_id)]
    notify(work, asked, "appointment.waits", PERSON_PAGE, person.public_id)
    return appointment


def confirm_appointment(work: Work, appointment: Appointment) -> Appointment:
    """Put a proposed role in force; never by its proposer nor by its holder. Raises Refused."""
    lock(work, appointment)
    if not goes_together(Role(appointment.role), open_roles(work, appointment.person, but_not=appointment)):
        raise Refused("appointment.held_alone")
    APPOINTMENT.apply(work, "confirm", appointment, role=appointment.role, today=work.today)
    _tell_holder(work, appointment, "appointment.confirmed")
    return appointment


def refuse_appointment(work: Work, appointment: Appointment, *, note: str) -> Appointment:
    """Refuse a proposed role with the reason."""
    APPOINTMENT.apply(work, "refuse", appointment, role=appointment.role, note=note)
    appointment.note = note
    return appointment


def end_appointment(work: Work, appointment: Appointment, *, note: str) -> Appointment:
    """End a role at once, with every session of the person."""
    was_in_force = appointment.confirmed_at is not None
    APPOINTMENT.apply(work, "end", appointment, role=appointment.role, note=note)
    appointment.note = note
    if appointment.person.account is not None:
        end_sessions(work, appointment.person.account)
    if was_in_force:
        _tell_holder(work, appointment, "appointment.ended")
    return appointment


def disable_account(work: Work, person: Person) -> Person:
    """Nobody signs in with this account any more; its sessions end at once. Raises Refused account.is_disabled."""
    lock(work, person)
    demand(work, Can.DISABLE_ACCOUNT, person)
    account = account_for(work, person)
    if account.disabled_at is not None:
        raise Refused("account.is_disabled")
    account.disabled_at = work.now
    end_sessions(work, account)
    work.tell("account.disabled", account)
    return person


def enable_account(work: Work, person: Person) -> Person:
    """Let the account be used again. Raises Refused account.is_enabled."""
    lock(work, person)
    demand(work, Can.DISABLE_ACCOUNT, person)
    account = account_for(work, person)
    if account.disabled_at is None:
        raise Refused("account.is_enabled")
    account.disabled_at = None
    work.tell("account.enabled", account)
    return person


def reset_account(work: Work, person: Person) -> Issued:
    """A new link for a person who lost the password; the sessions end. Raises Refused account.is_disabled.

    It goes by mail and is shown to nobody, or takes another administrator's code: one administrator alone
    never becomes the person who approves or who is paid, whatever roles are given afterwards.
    """
    lock(work, person)
    demand(work, Can.RESET_ACCOUNT, person)
    account = account_for(work, person)
    if account.disabled_at is not None:
        raise Refused("account.is_disabled")
    purpose = InvitationPurpose.RESET if account.password_hash else InvitationPurpose.INVITE
    issued = issue_link(work, account, purpose)
    end_sessions(work, account)
    return issued


def give_link_code(work: Work, person: Person) -> CodeGiven:
    """The code for the link that another administrator issued.

    Raises Refused account.is_disabled, account.no_link_waits, account.code_by_another.
    """
    lock(work, person)
    demand(work, Can.GIVE_LINK_CODE, person)
    account = account_for(work, person)
    if account.disabled_at is not None:
        raise Refused("account.is_disabled")
    return give_code(work, account)


def _tell_holder(work: Work, appointment: Appointment, code: str) -> None:
    label = ROLE_LABELS[Role(appointment.role)]
    notify(work, [appointment.person_id], code, "home.work_list", role_label=label)
