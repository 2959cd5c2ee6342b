"""What waits for a second person about closing a case, on its page and on the reviewers' work list."""

from flask_babel import gettext

from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CLOSE_CODE_LABELS, CaseState, CloseCode
from listings.closing.models import Closing
from listings.closing.services import is_closable
from listings.proposals.queries import last_proposal
from listings.proposals.views import deciding_steps, waiting_group
from market.policy import Can, allowed
from market.text import N_
from market.web.deeds import StepButton
from market.web.shell import Panel, WorkGroup
from market.work import Work


def closing_panel(work: Work, case: PetitionCase) -> Panel | None:
    """That it is proposed to close the case, whatever has become of the case since; or, while it is open, why that was
    returned."""
    if not allowed(work, Can.SEE_CASES, case):
        return None
    closing = last_proposal(work.session, Closing, case)
    if closing is None or (case.status == CaseState.CLOSED and not closing.waits):
        return None
    closable = is_closable(work, case)
    context = {
        "closing": closing,
        "reason": gettext(CLOSE_CODE_LABELS[CloseCode(closing.close_code)]),
        "closable": closable,
        "steps": _steps(work, closing, closable) if closing.waits else [],
    }
    return Panel("listings/closing/panel.html", context, order=5)


def closing_work(work: Work) -> list[WorkGroup]:
    """Cases that somebody proposed to close without a listing, for another person to decide."""
    title = N_("Cases to close without a listing, to decide")
    return [waiting_group(work, Closing, title, lambda one: gettext(CLOSE_CODE_LABELS[CloseCode(one.close_code)]))]


def _steps(work: Work, closing: Closing, closable: bool) -> list[StepButton]:
    close = (N_("Close the case"), "closings.confirm")
    send_back = (N_("Return the closing"), "closings.send_back")
    return deciding_steps(work, closing, Can.DECIDE_CLOSING, close, send_back, confirmable=closable)
