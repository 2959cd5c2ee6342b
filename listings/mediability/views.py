"""The panel of a case page that says what the mediability questions came to."""

from typing import Any

from flask_babel import gettext

from listings.cases.models import PetitionCase
from listings.mediability.gate import GATE
from listings.mediability.queries import answers_of
from market.policy import Can, allowed
from market.web.shell import Panel
from market.work import Work


def gate_panel(work: Work, case: PetitionCase) -> Panel | None:
    """What was answered; where an answer bars the case, what is still possible."""
    if not allowed(work, Can.SEE_CASES, case):
        return None
    answers = answers_of(work.session, case.id)
    rows: list[dict[str, Any]] = []
    for question in GATE:
        answer = answers.get(question.code)
        rows.append(
            {
                "question": gettext(question.question),
                "bars": None if answer is None else answer.bars,
                "ground": gettext(answer.ground) if answer is not None else "",
                "still_possible": gettext(question.still_possible),
                "note": answer.note if answer is not None else "",
            }
        )
    return Panel("listings/mediability/panel.html", {"rows": rows, "answered": bool(answers)}, order=20)
