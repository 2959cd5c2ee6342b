"""The one predicate through which higher floors open a case to a person."""

from typing import Any

from listings.access.queries import has_access
from market.work import Work


def has_case_access(work: Work, subject: Any) -> bool:
    """The actor has been given access to the subject's case, and it is in force."""
    return subject is not None and has_access(work, subject.case_id)
