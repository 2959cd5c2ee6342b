"""Imports are looked up from what the actor may see; what a workbook may say comes from the banner's own lists."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from listings.cases.models import PetitionCase
from listings.cases.numbers import key_of_case, number_key
from listings.cases.queries import responsible_units, towns
from listings.intake.cells import Offered
from listings.intake.columns import Takes, categories, kinds, languages, roles
from listings.intake.models import CaseImport, ImportBatch, ImportFault
from listings.intake.vocabulary import ImportState
from listings.paging import Page, page_of
from market.actor import OFFICE
from market.refusals import Missing
from market.work import Work

KEPT_FOR = timedelta(days=7)  # an import that nobody decides on is discarded afterwards
WORKED_OFF_WITHIN = timedelta(hours=1)  # afterwards its job is enqueued anew
FAULTS_A_PAGE = 100
ASKED_AT_ONCE = 1_000


def visible_imports(work: Work) -> Select[CaseImport]:
    """The imports of the actor's office."""
    return select(CaseImport).where(CaseImport.jurisdiction_id.in_(work.actor.serves(*OFFICE)))


def import_for(work: Work, ref: str) -> CaseImport:
    """The import at this address. Raises Missing when the actor may not see it, or there is none."""
    found = work.session.scalar(visible_imports(work).where(CaseImport.public_id == ref))
    if found is None:
        raise Missing()
    return found


def imports_page(work: Work, after: str | None) -> Page[CaseImport]:
    """One page of the office's imports, newest first."""
    return page_of(
        work.session, visible_imports(work).options(joinedload(CaseImport.uploaded_by)), [CaseImport.id], after
    )


def faults_page(work: Work, subject: CaseImport, after: str | None) -> Page[ImportFault]:
    """One page of what is wrong, in the order of the workbook."""
    statement = select(ImportFault).where(ImportFault.import_id == subject.id)
    return page_of(work.session, statement, [ImportFault.id], after, descending=False, size=FAULTS_A_PAGE)


def all_faults(session: Session, subject: CaseImport) -> list[ImportFault]:
    """Everything that is noted of a workbook, in its order."""
    found = session.scalars(select(ImportFault).where(ImportFault.import_id == subject.id).order_by(ImportFault.id))
    return list(found)


def waiting_imports(work: Work, jurisdictions: Collection[str], limit: int) -> list[CaseImport]:
    """Imports of these offices that wait for a decision, oldest first."""
    waiting = select(CaseImport).where(
        CaseImport.jurisdiction_id.in_(jurisdictions), CaseImport.status == ImportState.WAITING.value
    )
    return list(work.session.scalars(waiting.order_by(CaseImport.id).limit(limit)))


def lapsed_imports(work: Work) -> list[int]:
    """Ids of the imports that were uploaded too long ago and never decided on."""
    lapsed = select(CaseImport.id).where(
        CaseImport.status.in_([ImportState.RECEIVED.value, ImportState.WAITING.value]),
        CaseImport.uploaded_at < work.now - KEPT_FOR,
    )
    return list(work.session.scalars(lapsed.order_by(CaseImport.id)))


def left_lying(work: Work) -> list[CaseImport]:
    """Imports that should have been read or brought in by now, and were not."""
    long_ago = work.now - WORKED_OFF_WITHIN
    lying = select(CaseImport).where(
        or_(
            and_(CaseImport.status == ImportState.RECEIVED.value, CaseImport.uploaded_at < long_ago),
            and_(CaseImport.status == ImportState.IMPORTING.value, CaseImport.decided_at < long_ago),
        )
    )
    return list(work.session.scalars(lying.order_by(CaseImport.id)))


def pending_batches(session: Session, import_id: int) -> list[int]:
    """Ids of the batches that are still to be imported, in the order of the workbook."""
    pending = select(ImportBatch.id).where(ImportBatch.import_id == import_id, ImportBatch.imported_at.is_(None))
    return list(session.scalars(pending.order_by(ImportBatch.id)))


def known_numbers(session: Session, jurisdiction_id: str, numbers: Collection[str]) -> set[str]:
    """Those of the petition numbers that a case of the banner bears already, in whatever spelling."""
    spellings = {number: number_key(number) for number in numbers}
    asked = sorted(set(spellings.values()))
    known: set[str] = set()
    for start in range(0, len(asked), ASKED_AT_ONCE):
        known |= set(
            session.scalars(
                select(key_of_case).where(
                    PetitionCase.jurisdiction_id == jurisdiction_id,
                    key_of_case.in_(asked[start : start + ASKED_AT_ONCE]),
                )
            )
        )
    return {number for number, key in spellings.items() if key in known}


def offered(work: Work, jurisdiction_id: str) -> Offered:
    """What may be chosen in a workbook of this banner; towns and units are kept by their public ids."""
    here = [jurisdiction_id]
    lists: Mapping[Takes, Mapping[str, Any]] = {
        Takes.CATEGORY: categories(),
        Takes.LANGUAGES: languages(),
        Takes.KIND: kinds(),
        Takes.ROLE: roles(),
        Takes.TOWN: {town.name_zh: town.public_id for town in towns(work, here)},
        Takes.UNIT: {unit.name_zh: unit.public_id for unit in responsible_units(work, here)},
    }
    return Offered(lists)


def is_taken(session: Session, import_id: int) -> bool:
    """Whether somebody else is importing this one now; if not, it is this transaction's until it ends."""
    lock = func.pg_try_advisory_xact_lock(func.hashtextextended(f"import {import_id}", 0))
    return not session.scalar(select(lock))
