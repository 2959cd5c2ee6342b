"""The forms of the staff pages."""

from market.actor import ROLE_LABELS
from market.text import N_
from market.web.fields import Day, Form, Line, Paragraphs, Pick

ROLES = tuple((role.value, words) for role, words in ROLE_LABELS.items())


class InviteForm(Form):
    """Who is invited."""

    display_name = Line(N_("Name"), limit=80)
    sign_in_name = Line(N_("Sign-in name"), limit=80, hint=N_("Short and without spaces, such as surina."))
    mail = Line(N_("Mail address"), limit=200, required=False, hint=N_("The link is sent there, and notices later on."))
    jurisdiction = Pick(N_("Banner"), required=False)
    department = Pick(N_("Unit"), required=False)


class ProposeAppointmentForm(Form):
    """Which role, from when, why."""

    role = Pick(N_("Role"), ROLES)
    valid_from = Day(N_("First day"))
    valid_until = Day(N_("Last day"), required=False)
    reason = Paragraphs(N_("Reason"), limit=2000, hint=N_("For example the number of the appointment paper."))


class StaffFilterForm(Form):
    """What the list of people is narrowed to."""

    name = Line(N_("Name"), limit=80, required=False)
    role = Pick(N_("Role"), ROLES, required=False)
