"""A refusal becomes one sentence in the reader's language; facts are shown as people read them."""

from datetime import date, datetime
from typing import Any

from flask_babel import get_locale, gettext

from market.money import format_yuan
from market.refusals import WORDING, Refused
from market.text import N_
from market.written_days import written_day, written_instant

SENTENCES = {
    "nothing_here": N_("There is nothing at this address, or it is not yours to see."),
    "sign_in_first": N_("Sign in first."),
    "not_permitted": N_("You may see this, but this step is not yours to take."),
    "wrong_state": N_("This step is not possible now: the present state is “%(state_label)s”."),
    "deed_closed": N_("This is not possible now: it has been done already, or something has changed since."),
    "changed_since_shown": N_(
        "This was changed after you opened the page. Look at what stands now; what you typed is kept, and counts once"
        " you send it again."
    ),
    "page_too_old": N_("This page was open too long. Nothing was saved; check what you typed and send it again."),
    "invalid_form": N_("Some of what was sent cannot be taken; each field says why."),
    "key_too_long": N_("An Idempotency-Key has at most %(limit)s characters."),
    "not_json": N_("The request must be a JSON object."),
    "too_many_attempts": N_("Too many attempts have come from your network. Wait until %(until)s and try again."),
    "too_many_attempts_of_account": N_("You have tried this too often. Wait until %(until)s and try again."),
    "too_busy": N_("Someone else is working on the same thing. Nothing was saved; try again in a moment."),
}
CONSTRAINTS: dict[str, str] = {}


def sentence_for(refused: Refused) -> str:
    """The worded refusal. Facts named `*_fen` are money, `*_label` are message ids."""
    message: str = gettext(WORDING.of(refused.code))
    return message % {name: _shown(name, value) for name, value in refused.facts.items()}


def _shown(name: str, value: Any) -> Any:
    if name.endswith("_fen"):
        return format_yuan(value)
    if name.endswith("_label"):
        return gettext(value)
    if isinstance(value, datetime):
        return written_instant(value, get_locale())
    if isinstance(value, date):
        return written_day(value, get_locale())
    return value
