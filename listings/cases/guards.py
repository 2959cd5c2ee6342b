"""What must hold before a case takes a step; each guard is pure and names the reason it refuses."""

from listings.cases.vocabulary import CaseClass, CloseCode
from market.actor import Role
from market.lifecycle import Situation


def departure_is_a_reviewers(s: Situation) -> str | None:
    """A class other than the age proposes is a reviewer's decision."""
    if CaseClass(s.facts["case_class"]) is CaseClass(s.facts["proposed_class"]):
        return None
    reviews = s.actor.holds(Role.OFFICE_REVIEWER, s.subject.jurisdiction_id)
    return None if reviews else "class_needs_reviewer"


def grades_have_reasons(s: Situation) -> str | None:
    """Difficulty and merit are each given with their reason."""
    given = all(s.facts[grade].strip() for grade in ("difficulty_reason", "merit_reason"))
    return None if given else "grade_needs_reason"


def departure_has_reason(s: Situation) -> str | None:
    """A class other than the age proposes is given with its reason."""
    departs = CaseClass(s.facts["case_class"]) is not CaseClass(s.facts["proposed_class"])
    return "class_needs_reason" if departs and not s.facts["class_reason"].strip() else None


def closing_is_reasoned(s: Situation) -> str | None:
    """A case is closed without a listing for one of the office's reasons."""
    return None if s.facts["close_code"] in set(CloseCode) else "close_code_unknown"


def nothing_is_prepared(s: Situation) -> str | None:
    """No draft of the case is on its way to the board."""
    return "listing_in_preparation" if s.facts["in_preparation"] else None
