"""The forms of signing in."""

from market.text import N_
from market.web.fields import Form, Line, Secret


class SignInForm(Form):
    """Name and password."""

    sign_in_name = Line(N_("Sign-in name"), limit=80)
    password = Secret(N_("Password"))
