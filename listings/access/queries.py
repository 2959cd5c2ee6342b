"""Which cases a person outside the office may see at this instant."""

from sqlalchemy import Select, or_, select

from listings.access.models import CaseAccess
from market.work import Work


def accessible_case_ids(work: Work) -> Select[int]:
    """Ids of the cases that the actor may see through an access in force."""
    return select(CaseAccess.case_id).where(
        CaseAccess.person_id == work.actor.person_id,
        CaseAccess.valid_from <= work.now,
        or_(CaseAccess.valid_until.is_(None), CaseAccess.valid_until > work.now),
    )


def has_access(work: Work, case_id: int) -> bool:
    """Whether the actor has an access in force to this case."""
    if work.actor.person_id is None:
        return False
    found = work.session.scalar(accessible_case_ids(work).where(CaseAccess.case_id == case_id).limit(1))
    return found is not None
