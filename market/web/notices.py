"""An inbox line in the reader's language."""

from flask_babel import get_locale, gettext

from market.notifications.models import Notification
from market.notifications.wording import worded


def notice_words(line: Notification) -> str:
    """The sentence of one line."""
    return worded(line.code, line.facts, gettext, str(get_locale()))
