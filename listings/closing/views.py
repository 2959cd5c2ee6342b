"""What waits for a second person about closing a case, on its page and on the reviewers' work list."""

from flask import url_for
from flask_babel import gettext

from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CLOSE_CODE_LABELS, CaseState, CloseCode
from listings.closing.models import Closing, ClosingState
from listings.closing.queries import closings_to_decide, last_closing
from market.policy import Can, allowed
from market.text import N_
from market.web.deeds import StepButton
from market.web.shell import LONGEST_GROUP, Panel, WorkGroup, WorkRow
from market.work import Work


def closing_panel(work: Work, case: PetitionCase) -> Panel | None:
    """On the page of an open case: that it is proposed to close it, or why that was returned."""
    if case.status == CaseState.CLOSED or not allowed(work, Can.SEE_CASES, case):
        return None
    closing = last_closing(work.session, case)
    if closing is None:
        return None
    waits = closing.status == ClosingState.PROPOSED
    context = {
        "closing": closing,
        "reason": gettext(CLOSE_CODE_LABELS[CloseCode(closing.close_code)]),
        "waits": waits,
        "steps": _steps(work, closing) if waits else [],
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


def _steps(work: Work, closing: Closing) -> list[StepButton]:
    if not allowed(work, Can.DECIDE_CLOSING, closing):
        return []
    return [
        StepButton(gettext(label), url_for(endpoint, ref=closing.public_id), primary=False, danger=danger)
        for label, endpoint, danger in (
            (N_("Close the case"), "closings.confirm", True),
            (N_("Return the closing"), "closings.send_back", False),
        )
    ]
