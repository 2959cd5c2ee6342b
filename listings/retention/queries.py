"""Which closed cases still hold personal data, until when, and what stands in the way of erasing it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from listings.cases.models import PetitionCase
from listings.cases.queries import visible_cases
from listings.cases.vocabulary import CaseState
from listings.paging import Page, page_of
from listings.proposals.queries import proposal_for
from listings.retention.models import Erasure, ErasureState, LegalHold
from market.refusals import Missing, Refused
from market.settings.dated import setting
from market.vault.queries import erasures_at
from market.work import Work
from market.workdays import legal_day, start_of_day

KEPT_DAYS = "private_data_kept_days"


@dataclass(frozen=True)
class Keeping:
    """How it stands with one closed case's personal data. `kept_until` is the last day on which it must be kept."""

    case: PetitionCase
    kept_until: date
    is_due: bool
    hold: LegalHold | None
    proposal: Erasure | None
    erased_at: datetime | None

    @property
    def may_be_proposed(self) -> bool:
        return self.is_due and self.hold is None and self.proposal is None and self.erased_at is None


def kept_until(work: Work, case: PetitionCase) -> date:
    """The last legal day on which a closed case's personal data must be kept, by the setting of today."""
    assert case.closed_at is not None, "a closed case has its instant"
    days: int = setting(work, KEPT_DAYS, case.jurisdiction_id)
    return legal_day(case.closed_at) + timedelta(days=days)


def keeping_of(work: Work, case: PetitionCase) -> Keeping | None:
    """How it stands with the case's personal data; None while the case is open, for then nothing ends."""
    if case.status != CaseState.CLOSED:
        return None
    return _keepings(work, [case])[0]


def keepings_page(work: Work, after: str | None) -> Page[PetitionCase]:
    """The closed cases that the actor may see, closed longest ago first. Raises Missing for a mark that is none."""
    statement = visible_cases(work).where(PetitionCase.status == CaseState.CLOSED.value)
    keys = [PetitionCase.closed_at, PetitionCase.id]
    return page_of(work.session, statement, keys, after, descending=False)


def keepings(work: Work, cases: Sequence[PetitionCase]) -> list[Keeping]:
    """How it stands with each of these closed cases."""
    return _keepings(work, cases) if cases else []


def due_cases(work: Work, jurisdictions: Collection[str], limit: int) -> list[PetitionCase]:
    """Cases whose time is over, that nothing holds and nobody has proposed, the one closed longest ago first."""
    found: list[PetitionCase] = []
    for jurisdiction_id in sorted(jurisdictions):
        days: int = setting(work, KEPT_DAYS, jurisdiction_id)
        before = start_of_day(work.today - timedelta(days=days))
        statement = _unhindered().where(PetitionCase.jurisdiction_id == jurisdiction_id)
        statement = statement.where(PetitionCase.closed_at < before).order_by(PetitionCase.closed_at, PetitionCase.id)
        found += work.session.scalars(statement.limit(limit))
    return found[:limit]


def _unhindered() -> Select[PetitionCase]:
    stands = (ErasureState.PROPOSED.value, ErasureState.CONFIRMED.value)
    return select(PetitionCase).where(
        PetitionCase.status == CaseState.CLOSED.value,
        ~exists().where(LegalHold.case_id == PetitionCase.id, LegalHold.lifted_at.is_(None)),
        ~exists().where(Erasure.case_id == PetitionCase.id, Erasure.status.in_(stands)),
    )


def erasure_for(work: Work, ref: str) -> Erasure:
    """The erasure at this address, of a case the actor may see. Raises Missing."""
    return proposal_for(work, Erasure, ref)


def hold_for(work: Work, ref: str) -> LegalHold:
    """The hold at this address, of a case the actor may see. Raises Missing."""
    visible = visible_cases(work).with_only_columns(PetitionCase.id)
    found = work.session.scalar(select(LegalHold).where(LegalHold.public_id == ref, LegalHold.case_id.in_(visible)))
    if found is None:
        raise Missing()
    return found


def demand_erasable(work: Work, case: PetitionCase) -> date:
    """The last day on which the data had to be kept, which is over.

    Raises Refused erasure_case_open, erasure_not_due, erasure_on_hold, or vault_key_destroyed.
    """
    keeping = keeping_of(work, case)
    if keeping is None:
        raise Refused("erasure_case_open")
    if keeping.erased_at is not None:
        raise Refused("vault_key_destroyed")
    if not keeping.is_due:
        raise Refused("erasure_not_due", kept_until=keeping.kept_until)
    if keeping.hold is not None:
        raise Refused("erasure_on_hold")
    return keeping.kept_until


def hold_in_force(session: Session, case_id: int) -> LegalHold | None:
    """The hold that nobody has lifted, if there is one."""
    return session.scalar(select(LegalHold).where(LegalHold.case_id == case_id, LegalHold.lifted_at.is_(None)))


def _keepings(work: Work, cases: Sequence[PetitionCase]) -> list[Keeping]:
    ids = [case.id for case in cases]
    holds = work.session.scalars(select(LegalHold).where(LegalHold.case_id.in_(ids), LegalHold.lifted_at.is_(None)))
    held = {hold.case_id: hold for hold in holds}
    proposals = work.session.scalars(
        select(Erasure).where(Erasure.case_id.in_(ids), Erasure.status == ErasureState.PROPOSED.value)
    )
    proposed = {erasure.case_id: erasure for erasure in proposals}
    erased = erasures_at(work.session, [case.stream for case in cases])
    return [
        Keeping(
            case=case,
            kept_until=(until := kept_until(work, case)),
            is_due=work.today > until,
            hold=held.get(case.id),
            proposal=proposed.get(case.id),
            erased_at=erased.get(case.stream),
        )
        for case in cases
    ]
