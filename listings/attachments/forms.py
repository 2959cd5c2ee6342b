"""A file for the case, and why one does not belong to it."""

from listings.cases.models import REASON_LIMIT
from market.text import N_
from market.web.fields import Form, Paragraphs, Upload


class AttachmentForm(Form):
    """One file."""

    attachment = Upload(
        N_("File"), hint=N_("PDF, PNG, JPEG, DOCX or XLSX. It is rebuilt without hidden details and kept sealed.")
    )


class AttachmentRemovalForm(Form):
    """Why the file does not belong to the case."""

    removal_reason = Paragraphs(
        N_("Why the file does not belong to the case"), limit=REASON_LIMIT,
        hint=N_("Name nobody; the reason is kept."),
    )  # fmt: skip
