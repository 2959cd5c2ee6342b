"""The file of a closed case is closed with it: whatever would add to it, or change it, asks here first."""

from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CaseState
from market.refusals import Refused
from market.work import Work


def is_open_case(work: Work, case: PetitionCase) -> bool:
    """The case is not closed, so that its file still grows."""
    return case.status != CaseState.CLOSED


def refuse_closed(case: PetitionCase) -> None:
    """Raise Refused case_is_closed; call with the case locked."""
    if case.status == CaseState.CLOSED:
        raise Refused("case_is_closed")
