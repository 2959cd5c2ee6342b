"""The forms that many deeds share: only to be sure, why, and for which purpose."""

from collections.abc import Sequence
from typing import Any

from market.text import N_
from market.web.fields import Form, Paragraphs, Pick

NOTE_LIMIT = 2000
REASON_LIMIT = 1000


class NothingForm(Form):
    """Nothing to fill in: only to be sure."""


class NoteForm(Form):
    """Why, for the file."""

    note = Paragraphs(N_("Reason"), limit=NOTE_LIMIT)


class ReasonForm(Form):
    """Why, for whoever is concerned."""

    reason = Paragraphs(
        N_("Reason"),
        limit=REASON_LIMIT,
        hint=N_("Whoever is concerned reads it. Name people by their part, not by name."),
    )


def purpose_form(of: str, purposes: Sequence[tuple[str, Any]]) -> type[Form]:
    """The form that asks for which of these purposes (code, message id) the personal data `of` something is opened."""
    return type(f"{of}PurposeForm", (Form,), {"purpose": Pick(N_("Purpose"), list(purposes))})
