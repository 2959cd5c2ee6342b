"""Giving a case its class; the page says what the age proposes and how it was reckoned."""

from typing import Any

from listings.cases.lifecycle import CASE
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.classification import services
from listings.classification.classes import full_years, proposed_class
from listings.classification.forms import ClassForm
from listings.starting_values import start_with
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.showing import day
from market.work import Work


def propose(work: Work, case: PetitionCase, form: Any) -> None:
    """Begin with the class that the age proposes, or with what was decided before."""
    proposed = proposed_class(case.arose_on, work.today)
    start_with(
        form,
        case_class=case.case_class or proposed.value,
        difficulty=case.difficulty,
        difficulty_reason=case.difficulty_reason,
        merit=case.merit,
        merit_reason=case.merit_reason,
        class_reason=case.class_reason,
    )


def facts_of_age(work: Work, case: PetitionCase) -> list[tuple[str, Any]]:
    """The rows beside the form: petition number, day, full years, proposed class."""
    return [
        (N_("Petition number"), case.petition_number),
        (N_("Day the dispute arose"), day(case.arose_on)),
        (N_("Full years until today"), full_years(case.arose_on, work.today)),
        (N_("Class proposed by age"), proposed_class(case.arose_on, work.today).value),
    ]


DEEDS = [
    Deed(
        "cases.classify", "/cases/<ref>/classify", Can.CLASSIFY_CASE, ClassForm, services.classify,
        title=N_("Classify the case"), submit=N_("Give the class"), then="cases.show", load=case_for,
        lead=N_(
            "A: 5 years or older. B: 3 to under 5. C: other matters. The class decides the days allowed "
            "and the reward."
        ),
        lifecycle=CASE, step="classify", prepare=propose, summary=facts_of_age, primary=True,
        done=N_("The case has its class."),
    ),
]  # fmt: skip
