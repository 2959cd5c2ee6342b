"""Attachments are looked up within the visible cases; what was removed is found no more."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from listings.attachments.models import CaseAttachment
from listings.cases.models import PetitionCase
from listings.cases.queries import visible_cases
from market.refusals import Missing
from market.work import Work


def attachment_for(work: Work, ref: str) -> CaseAttachment:
    """The attachment at this address, within the visible cases. Raises Missing, also for one that was removed."""
    visible = visible_cases(work).with_only_columns(PetitionCase.id)
    found = work.session.scalar(
        select(CaseAttachment).where(
            CaseAttachment.public_id == ref,
            CaseAttachment.removed_at.is_(None),
            CaseAttachment.case_id.in_(visible),
        )
    )
    if found is None:
        raise Missing()
    return found


def attachments_of(session: Session, case_id: int) -> list[CaseAttachment]:
    """The attachments of a case that have not been removed, oldest first."""
    kept = select(CaseAttachment).where(CaseAttachment.case_id == case_id, CaseAttachment.removed_at.is_(None))
    loaded = kept.options(joinedload(CaseAttachment.file), joinedload(CaseAttachment.added_by))
    return list(session.scalars(loaded.order_by(CaseAttachment.id)))


def count_of(session: Session, case_id: int) -> int:
    """How many attachments a case has."""
    kept = select(func.count()).where(CaseAttachment.case_id == case_id, CaseAttachment.removed_at.is_(None))
    return session.scalar(kept) or 0
