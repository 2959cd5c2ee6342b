"""The attachments of a case page, and each as a download; names and bytes within an opening alone."""

import io
from typing import Any

from flask import Blueprint, Response, send_file
from flask_babel import gettext

from listings.attachments.models import CaseAttachment
from listings.attachments.queries import attachment_for, attachments_of, count_of
from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CaseState
from market import vault
from market.files.models import StoredFile
from market.files.services import name_of, open_bytes
from market.files.uploads import MEDIA_TYPES, Kind
from market.policy import Can, allowed
from market.vault.queries import opening_in_force
from market.web.edge import page
from market.web.shell import Panel
from market.work import Work

bp = Blueprint("attachments", __name__)


@bp.get("/attachments/<ref>/file")
@page(Can.SEE_PARTIES, load=attachment_for)
def download(work: Work, attachment: CaseAttachment) -> Response:
    """The file itself, within an opening of its case."""
    content = open_bytes(work, attachment.file)
    return send_file(
        io.BytesIO(content),
        mimetype=MEDIA_TYPES[Kind(attachment.file.kind)],
        as_attachment=True,
        download_name=name_of(work, attachment.file),
    )


def attachments_panel(work: Work, case: PetitionCase) -> Panel | None:
    """How many there are, and within an opening which; nothing for who may not read the parties' data."""
    if not allowed(work, Can.SEE_PARTIES, case):
        return None
    count = count_of(work.session, case.id)
    opened = opening_in_force(work, case.stream) is not None
    may_remove = allowed(work, Can.KEEP_ATTACHMENTS, case) and case.status != CaseState.CLOSED
    rows = _rows(work, case) if opened and count else []
    context = {"count": count, "opened": opened, "rows": rows, "may_remove": may_remove}
    return Panel("listings/attachments/panel.html", context, order=5)


def _rows(work: Work, case: PetitionCase) -> list[dict[str, Any]]:
    kept = attachments_of(work.session, case.id)
    names = vault.read(work, case.stream, StoredFile.__tablename__, [one.file_id for one in kept], ["name"])
    return [
        {
            "ref": one.public_id,
            "name": names.get(one.file_id, {}).get("name", one.file.kind),
            "size": gettext("%(size)s kB", size=max(1, one.file.size_bytes // 1024)),
            "added_at": one.added_at,
            "added_by": one.added_by.display_name,
        }
        for one in kept
    ]
