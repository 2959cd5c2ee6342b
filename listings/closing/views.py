"""What waits for a second person about closing a case, on its page and on the reviewers' work list."""

from flask import url_for
from flask_babel import gettext

from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CLOSE_CODE_LABELS, CaseState, CloseCode
from listings.closing.models import Closing, ClosingState
from listings.closing.queries import closings_to_decide, last_closing
from listings.closing.services import is_closable
from market.policy import Can, allowed
from market.text import N_
from market.web.deeds import StepButton
from market.web.shell import LONGEST_GROUP, Panel, WorkGroup, WorkRow
from market.work import Work


def closing_panel(work: Work, case: PetitionCase) -> Panel | None:
    """That it is proposed to close the case, whatever has become of the case since; or, while it is open, why that was
    returned."""
    if not allowed(work, Can.SEE_CASES, case):
        return None
    closing = last_closing(work.session, case)
    waits = closing is not None and closing.status == ClosingState.PROPOSED
    if closing is None or (case.status == CaseState.CLOSED and not waits):
        return None
    closable = is_closable(work, case)
    context = {
        "closing": closing,
        "reason": gettext(CLOSE_CODE_LABELS[CloseCode(closing.close_code)]),
        "waits": waits,
        "closable": closable,
        "steps": _steps(work, closing, closable) if waits else [],
    }
    return Panel("listings/closing/panel.html", context, order=5)


def closing_work(work: Work) -> list[WorkGroup]:
    """Cases that somebody proposed to close without a listing, for another person to decide."""
    rows = [
        WorkRow(
            closing.case.petition_number,
            "cases.show",
            closing.case.public_id,
            gettext(CLOSE_CODE_LABELS[CloseCode(closing.close_code)]),
        )
        for closing in closings_to_decide(work, LONGEST_GROUP)
    ]
    return [WorkGroup(N_("Cases to close without a listing, to decide"), rows)]


def _steps(work: Work, closing: Closing, closable: bool) -> list[StepButton]:
    if not allowed(work, Can.DECIDE_CLOSING, closing):
        return []
    close = (N_("Close the case"), "closings.confirm", True)
    send_back = (N_("Return the closing"), "closings.send_back", False)
    return [
        StepButton(gettext(label), url_for(endpoint, ref=closing.public_id), primary=False, danger=danger)
        for label, endpoint, danger in ([close, send_back] if closable else [send_back])
    ]
