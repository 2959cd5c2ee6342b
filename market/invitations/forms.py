"""The form behind a one-time link."""

from market.text import N_
from market.web.fields import Form, Line, Secret


class ChoosePasswordForm(Form):
    """A password, twice; and the code, where an administrator was shown the link."""

    code = Line(
        N_("Code"), limit=40, required=False, hint=N_("A second administrator gives it to you, apart from the link.")
    )

    password = Secret(N_("New password"), hint=N_("10 characters or more; several words are easiest to remember."))
    password_again = Secret(N_("The same password again"))
