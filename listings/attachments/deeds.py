"""Adding a private file to a case, and removing one."""

from listings.attachments import services
from listings.attachments.forms import AttachmentForm, AttachmentRemovalForm
from listings.attachments.models import CaseAttachment
from listings.attachments.queries import attachment_for
from listings.cases.closed import is_open_case
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed

DEEDS = [
    Deed(
        "attachments.add", "/cases/<ref>/attachments/new", Can.KEEP_ATTACHMENTS, AttachmentForm, services.add,
        title=N_("Add an attachment"), submit=N_("Add the attachment"), then="cases.show", load=case_for,
        lead=N_("It is never public. Mediators see it only once the case has been granted to them."),
        on=PetitionCase, possible=is_open_case, closed="case_is_closed", done=N_("The attachment is added."),
    ),
    Deed(
        "attachments.remove", "/attachments/<ref>/remove", Can.KEEP_ATTACHMENTS, AttachmentRemovalForm,
        services.remove, title=N_("Remove the attachment"), submit=N_("Remove the attachment"), then="cases.show",
        load=attachment_for, lead=N_("It is no longer shown. What was recorded about it stays in the file."),
        on=CaseAttachment, danger=True, done=N_("The attachment is removed."), hidden=True,
    ),
]  # fmt: skip
