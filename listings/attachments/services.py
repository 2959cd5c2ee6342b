"""A private file of a case is checked, rebuilt and sealed under the case's key; it is read within an opening alone."""

from typing import Any

from listings.anonymisation.services import refuse_private
from listings.attachments.models import CaseAttachment
from listings.attachments.queries import count_of
from listings.cases.closed import refuse_closed
from listings.cases.models import PetitionCase
from market.files import accept_upload
from market.files.refusals import UploadRefused
from market.files.services import keep
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work

ATTACHMENTS_LIMIT = 100  # of a case


def add(work: Work, case: PetitionCase, *, attachment: Any) -> CaseAttachment:
    """Keep an uploaded file (`filename`, `stream`) with the case. Raises UploadRefused, or Refused case_is_closed."""
    _lock_open(work, case)
    if count_of(work.session, case.id) >= ATTACHMENTS_LIMIT:
        raise Invalid("too_many_attachments", field="attachment", limit=ATTACHMENTS_LIMIT)
    try:
        accepted = accept_upload(attachment.filename, attachment.stream)
    except UploadRefused as refused:
        refused.field = "attachment"  # the form's field, so that the sentence stands beside it
        raise
    stored = keep(work, accepted, stream=case.stream, jurisdiction_id=case.jurisdiction_id)
    added = CaseAttachment(
        jurisdiction_id=case.jurisdiction_id,
        case_id=case.id,
        file_id=stored.id,
        added_at=work.now,
        added_by_id=work.actor.person_id,
    )
    work.session.add(added)
    work.session.flush()
    work.tell("attachment.added", added, kind=stored.kind, size_bytes=stored.size_bytes)
    return added


def remove(work: Work, attachment: CaseAttachment, *, removal_reason: str) -> CaseAttachment:
    """Take a file out of the case; its sealed bytes and the reason stay with the file of the case."""
    _lock_open(work, attachment.case)
    lock(work, attachment)
    if attachment.removed_at is not None:
        raise Refused("moved_since")
    refuse_private(work, attachment.case, {"removal_reason": removal_reason})
    attachment.removed_at, attachment.removed_by_id = work.now, work.actor.person_id
    attachment.removal_reason = removal_reason
    work.session.flush()
    work.tell("attachment.removed", attachment, kind=attachment.file.kind)
    return attachment


def _lock_open(work: Work, case: PetitionCase) -> None:
    lock(work, case)
    demand(work, Can.KEEP_ATTACHMENTS, case)
    refuse_closed(case)
