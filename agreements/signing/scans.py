"""The scan of a signed page is kept encrypted with the case's other files, under the case's key."""

from typing import Any

from agreements.drafting.models import Agreement
from market.files import accept_upload
from market.files.models import StoredFile
from market.files.refusals import UploadRefused
from market.files.services import keep
from market.work import Work


def keep_scan(work: Work, agreement: Agreement, scan: Any) -> StoredFile | None:
    """Take in and keep an uploaded scan (`filename`, `stream`); None where there is none. Raises UploadRefused."""
    if scan is None:
        return None
    try:
        accepted = accept_upload(scan.filename, scan.stream)
    except UploadRefused as refused:
        refused.field = "scan"  # the form's field, so that the sentence stands beside it
        raise
    return keep(work, accepted, stream=agreement.stream, jurisdiction_id=agreement.jurisdiction_id)
