"""The forms of signing in."""

from market.text import N_
from market.web.fields import Form, Line, Secret


class ChangePasswordForm(Form):
    """The present password, and the new one twice."""

    present_password = Secret(N_("Present password"))
    password = Secret(N_("New password"), hint=N_("10 characters or more; several words are easiest to remember."))
    password_again = Secret(N_("The same password again"))


class SignInForm(Form):
    """Name and password."""

    sign_in_name = Line(N_("Sign-in name"), limit=80)
    password = Secret(N_("Password"))
