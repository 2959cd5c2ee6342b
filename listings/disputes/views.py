"""The panel of a case page that shows the other cases of its dispute."""

from flask_babel import gettext

from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CASE_STATE_LABELS, CaseState
from listings.disputes.queries import linked_cases
from listings.showing import CASE_TONES
from market.policy import Can, allowed
from market.web.shell import Panel
from market.work import Work


def dispute_panel(work: Work, case: PetitionCase) -> Panel | None:
    """The linked cases, for the office alone: a mediator was given one case and sees no other."""
    if not allowed(work, Can.SEE_CASES, case):
        return None
    linked = linked_cases(work.session, case)
    if not linked:
        return None
    rows = [
        {
            "ref": other.public_id,
            "number": other.petition_number,
            "status": gettext(CASE_STATE_LABELS[CaseState(other.status)]),
            "tone": CASE_TONES[CaseState(other.status)],
        }
        for other in linked
    ]
    return Panel("listings/disputes/panel.html", {"rows": rows}, order=10)
