"""What the holder of a one-time link can do: choose a password."""

from typing import Any

from market.invitations import services
from market.invitations.forms import ChoosePasswordForm
from market.invitations.queries import account_of, invitation_for
from market.people.models import Invitation
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.showing import worded
from market.work import Work


def _whose(work: Work, invitation: Invitation) -> list[Any]:
    return [(worded(N_("Sign-in name")), account_of(work, invitation).sign_in_name)]


def _ask_for_the_code(work: Work, invitation: Invitation, form: Any) -> None:
    if not invitation.needs_code:
        del form.code


DEEDS = [
    Deed(
        "invitations.accept",
        f"{services.LINK_PATH}/<ref>",
        can=Can.ACCEPT_INVITATION,
        load=invitation_for,
        form=ChoosePasswordForm,
        call=services.accept,
        title=N_("Choose your password"),
        lead=N_("This link works once. Afterwards sign in with your sign-in name and the new password."),
        submit=N_("Keep this password"),
        then="people.sign_in",
        summary=_whose,
        prepare=_ask_for_the_code,
        done=N_("Your password has been kept. Sign in with it now."),
    )
]
