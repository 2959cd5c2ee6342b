"""Whoever has sent more than is taken reads how much is, and comes back to the form that they sent."""

from flask import request
from flask_babel import gettext

from market.text import N_

MEGABYTE = 2**20
BODY_TOO_LARGE = N_(
    "What was sent is larger than this system takes: %(limit_mb)s MB at most, with all its files. Nothing was saved; "
    "go back and choose a smaller file, or send them one by one."
)
TYPED_TOO_LARGE = N_(
    "What was typed is larger than this system takes: %(limit_mb)s MB at most, not counting files. Nothing was saved; "
    "go back and shorten it."
)


def too_large_sentence() -> str:
    """The limit that the present request went beyond, in the reader's language; empty where its length does not tell
    which one it was."""
    sent, whole, typed = request.content_length or 0, request.max_content_length, request.max_form_memory_size
    is_typed = request.mimetype == "application/x-www-form-urlencoded"
    if whole is not None and sent > whole >= MEGABYTE and not is_typed:
        return gettext(BODY_TOO_LARGE) % {"limit_mb": whole // MEGABYTE}
    if typed is not None and sent > typed >= MEGABYTE and (is_typed or request.mimetype == "multipart/form-data"):
        return gettext(TYPED_TOO_LARGE) % {"limit_mb": typed // MEGABYTE}
    return ""


def form_sent() -> str:
    """The page of the form that was sent, which stands at the address it is sent to; empty where there is none."""
    has_page = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    if not has_page:
        return ""
    return request.full_path if request.query_string else request.path
