"""What people can do to their own account."""

from market.people import services
from market.people.forms import ChangePasswordForm
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed

DEEDS = [
    Deed(
        "people.change_password",
        "/me/password",
        can=Can.CHANGE_PASSWORD,
        form=ChangePasswordForm,
        call=services.change_password,
        title=N_("Change your password"),
        lead=N_("You are signed out everywhere and sign in anew with the new password."),
        submit=N_("Change the password"),
        then="people.sign_in",
        asks_secret=True,
        done=N_("Your password has been changed. Sign in with it now."),
    )
]
