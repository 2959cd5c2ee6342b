"""What a mediator does in the workspace of a granted claim."""

from typing import Any

from listings.starting_values import start_with
from market.policy import Can
from market.text import N_
from market.vault.queries import has_opening
from market.web.deeds import Deed
from market.web.forms import purpose_form
from market.work import Work
from mediators.claims.models import Claim
from mediators.claims.vocabulary import ClaimState
from mediators.workspace import services
from mediators.workspace.forms import OPENING_PURPOSES, SessionForm
from mediators.workspace.queries import workspace_for


def is_under_way(work: Work, claim: Claim) -> bool:
    """The claim is granted and not settled."""
    return claim.status == ClaimState.GRANTED


def is_closed(work: Work, claim: Claim) -> bool:
    """The actor has no opening of the case in force."""
    return not has_opening(work, claim)


def today_by_default(work: Work, claim: Claim, form: Any) -> None:
    """Most sessions are logged on their day."""
    start_with(form, held_on=work.today)


DEEDS = [
    Deed(
        "workspace.log_session", "/claims/<ref>/sessions/new", Can.LOG_SESSION, SessionForm, services.log_session,
        title=N_("Log a session"), submit=N_("Log the session"), then="workspace.show", load=workspace_for, on=Claim,
        possible=is_under_way, prepare=today_by_default, primary=True,
        lead=N_("Once logged, a session cannot be changed."), done=N_("The session is logged."),
    ),
    Deed(
        "workspace.open", "/claims/<ref>/workspace/open", Can.OPEN_VAULT, purpose_form("Workspace", OPENING_PURPOSES),
        services.open_parties,
        title=N_("Open the parties' details"), submit=N_("Open for 30 minutes"), then="workspace.show",
        load=workspace_for, on=Claim, possible=is_closed, hidden=True,
        lead=N_("Say what you need them for. The opening is written in the record with your name."),
    ),
]  # fmt: skip
