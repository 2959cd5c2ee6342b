"""The class is given with the age it rests on; a reviewer alone departs from what the age proposes."""

from listings.anonymisation.services import refuse_private
from listings.cases.lifecycle import CASE
from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CaseClass
from listings.classification.classes import proposed_class
from market.lifecycle import lock
from market.work import Work


def classify(
    work: Work,
    case: PetitionCase,
    *,
    case_class: str,
    difficulty: str,
    difficulty_reason: str,
    merit: str,
    merit_reason: str,
    class_reason: str = "",
) -> PetitionCase:
    """Give the case its class as of today, with both grades and their reasons.

    Raises Refused grade_needs_reason, class_needs_reviewer or class_needs_reason; Invalid leak_* with the field.
    """
    lock(work, case)
    proposed = proposed_class(case.arose_on, work.today)
    reasons = {"difficulty_reason": difficulty_reason, "merit_reason": merit_reason, "class_reason": class_reason}
    refuse_private(work, case, reasons)
    with work.session.no_autoflush:
        case.case_class = CaseClass(case_class).value
        case.proposed_class = proposed.value
        case.difficulty, case.merit = difficulty, merit
        for column, reason in reasons.items():
            setattr(case, column, reason)
        case.classified_on = work.today
        case.classified_by_id = work.actor.person_id
    return CASE.apply(
        work, "classify", case,
        case_class=case.case_class, proposed_class=proposed.value, **reasons,
    )  # fmt: skip
