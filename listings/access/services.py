"""Access is given once and ended once; both stand in the case's record."""

from sqlalchemy import select

from listings.access.models import AccessScope, CaseAccess
from listings.cases.models import PetitionCase
from market.vault import services as vault
from market.work import Work


def give_access(work: Work, *, person_id: int, case: PetitionCase, scope: str = AccessScope.PARTIES) -> CaseAccess:
    """Let a person see a case from now on; the access they already have is returned as it is."""
    open_one = _open_access(work, person_id, case, scope)
    if open_one is not None:
        return open_one
    access = CaseAccess(
        jurisdiction_id=case.jurisdiction_id,
        case_id=case.id,
        person_id=person_id,
        scope=AccessScope(scope).value,
        valid_from=work.now,
    )
    work.session.add(access)
    work.session.flush()
    work.tell("case.access_given", case, person_id=person_id, scope=access.scope)
    return access


def end_access(work: Work, *, person_id: int, case: PetitionCase, scope: str = AccessScope.PARTIES) -> None:
    """End a person's access to a case now, with what they have open of it; nothing happens when there is none."""
    access = _open_access(work, person_id, case, scope)
    if access is None:
        return
    access.valid_until = work.now
    work.session.flush()
    vault.end_openings(work, case.stream, person_id)
    work.tell("case.access_ended", case, person_id=person_id, scope=access.scope)


def _open_access(work: Work, person_id: int, case: PetitionCase, scope: str) -> CaseAccess | None:
    return work.session.scalar(
        select(CaseAccess).where(
            CaseAccess.person_id == person_id,
            CaseAccess.case_id == case.id,
            CaseAccess.scope == AccessScope(scope).value,
            CaseAccess.valid_until.is_(None),
        )
    )
