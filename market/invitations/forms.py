"""The form behind a one-time link."""

from market.text import N_
from market.web.fields import Form, Secret


class ChoosePasswordForm(Form):
    """A password, twice."""

    password = Secret(N_("New password"), hint=N_("10 characters or more; several words are easiest to remember."))
    password_again = Secret(N_("The same password again"))
