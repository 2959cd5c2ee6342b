"""What administrators do to people, accounts and appointments."""

from typing import Any

from market.actor import ROLE_LABELS, Role
from market.invitations.queries import link_that_waits
from market.invitations.services import CodeGiven, Issued
from market.people.models import Appointment, Jurisdiction, Person
from market.policy import Can
from market.refusals import Refused
from market.staff import services
from market.staff.forms import InviteForm, ProposeAppointmentForm
from market.staff.lifecycle import APPOINTMENT
from market.staff.queries import appointment_for, departments, person_for
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NoteForm, NothingForm
from market.web.showing import day, worded
from market.work import Work

PERSON_PAGE = services.PERSON_PAGE


def _offer_places(work: Work, subject: None, form: Any) -> None:
    """Where the person works: asked only of whoever administers more than one banner."""
    serves = sorted(work.actor.serves(Role.SYSTEM_ADMIN))
    if len(serves) == 1:
        del form.jurisdiction
    else:
        form.jurisdiction.offer([(code, work.session.get_one(Jurisdiction, code).name_zh) for code in serves])
    units = departments(work)
    if units:
        form.department.offer([(unit.public_id, unit.name_zh) for unit in units])
    else:
        del form.department


def _start_today(work: Work, person: Person, form: Any) -> None:
    if form.valid_from.typed is None:
        form.valid_from.data = work.today


def _who(work: Work, person: Person) -> list[Any]:
    return [(worded(N_("Name")), person.display_name)]


def _which_role(work: Work, appointment: Appointment) -> list[Any]:
    return [
        (worded(N_("Name")), appointment.person.display_name),
        (worded(N_("Mail address")), appointment.person.mail),
        (worded(N_("Role")), worded(ROLE_LABELS[Role(appointment.role)])),
        (worded(N_("First day")), day(appointment.valid_from)),
        (worded(N_("Last day")), day(appointment.valid_until)),
        (worded(N_("Reason")), appointment.reason),
    ]


def _link(issued: Issued) -> str | None:
    return issued.shown


def _code(given: CodeGiven) -> str:
    return given.code


def _waits_for_my_code(work: Work, person: Person) -> bool:
    """Whether a link of this person, issued by another administrator, waits for a code."""
    waiting = None if person.account is None else link_that_waits(work, person.account)
    return waiting is not None and waiting.issued_by_id != work.actor.person_id


def _why_no_code(work: Work, person: Person) -> Refused | None:
    """What a page that offers no code says: there is no link, or it is one's own."""
    waiting = None if person.account is None else link_that_waits(work, person.account)
    return Refused("account.no_link_waits" if waiting is None else "account.code_by_another")


def _is_disabled(work: Work, person: Person) -> bool:
    return person.account is not None and person.account.disabled_at is not None


def _is_enabled(work: Work, person: Person) -> bool:
    return person.account is not None and person.account.disabled_at is None


DEEDS = [
    Deed(
        "staff.invite", "/staff/invite", can=Can.INVITE_PERSON, form=InviteForm, call=services.invite_person,
        prepare=_offer_places, title=N_("Invite a person"),
        lead=N_("The person gets a link to choose a password, by mail, or from you with a code from another "
                "administrator. A role is proposed afterwards, and confirmed by another administrator."),
        submit=N_("Invite"), then=PERSON_PAGE, reveals=_link, done=N_("The person has been invited."),
    ),
    Deed(
        "staff.propose_appointment", "/staff/<ref>/propose-role", can=Can.PROPOSE_APPOINTMENT, load=person_for,
        on=Person, form=ProposeAppointmentForm, call=services.propose_appointment, prepare=_start_today,
        possible=_is_enabled, summary=_who, title=N_("Propose a role"),
        lead=N_("Another administrator confirms it. Administrators and auditors hold no other role."),
        submit=N_("Propose"), then=PERSON_PAGE, primary=True, done=N_("The role waits for confirmation."),
    ),
    Deed(
        "staff.reset", "/staff/<ref>/reset", can=Can.RESET_ACCOUNT, load=person_for, on=Person, form=NothingForm,
        call=services.reset_account, possible=_is_enabled, summary=_who, title=N_("Issue a new sign-in link"),
        lead=N_("Earlier links are worth nothing afterwards, and the person is signed out everywhere. Without a mail "
                "address the link opens only with a code that another administrator gives."),
        submit=N_("Issue the link"), then=PERSON_PAGE, reveals=_link, done=N_("A new link has been issued."),
    ),
    Deed(
        "staff.give_code", "/staff/<ref>/give-code", can=Can.GIVE_LINK_CODE, load=person_for, on=Person,
        form=NothingForm, call=services.give_link_code, possible=_waits_for_my_code, closed=_why_no_code, summary=_who,
        title=N_("Give the code for the sign-in link"),
        lead=N_("Another administrator issued a link; it opens with your code only. Make sure who the person is, and "
                "give the code to them yourself, to nobody else."),
        submit=N_("Give the code"), then=PERSON_PAGE, reveals=_code, primary=True,
        done=N_("The code has been made. An earlier one is worth nothing now."),
    ),
    Deed(
        "staff.disable", "/staff/<ref>/disable", can=Can.DISABLE_ACCOUNT, load=person_for, on=Person,
        form=NothingForm, call=services.disable_account, possible=_is_enabled, summary=_who,
        title=N_("Disable the account"), lead=N_("The person is signed out everywhere at once and cannot sign in."),
        submit=N_("Disable"), then=PERSON_PAGE, done=N_("The account is disabled."),
    ),
    Deed(
        "staff.enable", "/staff/<ref>/enable", can=Can.DISABLE_ACCOUNT, load=person_for, on=Person, form=NothingForm,
        call=services.enable_account, possible=_is_disabled, summary=_who, title=N_("Enable the account"),
        submit=N_("Enable"), then=PERSON_PAGE, done=N_("The account can be used again."),
    ),
    Deed(
        "staff.confirm_appointment", "/appointments/<ref>/confirm", can=Can.CONFIRM_APPOINTMENT, load=appointment_for,
        lifecycle=APPOINTMENT, step="confirm", form=NothingForm, call=services.confirm_appointment,
        summary=_which_role, title=N_("Confirm the role"),
        lead=N_("From the first day on, the person can do what the role allows. Make sure first that the person is who "
                "they are said to be, and that the mail address is their own."), submit=N_("Confirm"),
        then=PERSON_PAGE, primary=True, done=N_("The role is in force."),
    ),
    Deed(
        "staff.refuse_appointment", "/appointments/<ref>/refuse", can=Can.CONFIRM_APPOINTMENT, load=appointment_for,
        lifecycle=APPOINTMENT, step="refuse", form=NoteForm, call=services.refuse_appointment, summary=_which_role,
        title=N_("Refuse the role"), submit=N_("Refuse"), then=PERSON_PAGE, done=N_("The role was refused."),
    ),
    Deed(
        "staff.end_appointment", "/appointments/<ref>/end", can=Can.END_APPOINTMENT, load=appointment_for,
        lifecycle=APPOINTMENT, step="end", form=NoteForm, call=services.end_appointment, summary=_which_role,
        title=N_("End the role"), lead=N_("It ends at once, and the person is signed out everywhere."),
        submit=N_("End the role"), then=PERSON_PAGE, danger=True, done=N_("The role has ended."),
    ),
]  # fmt: skip
