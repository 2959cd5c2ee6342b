"""Inbox lines in the reader's language."""

from collections.abc import Sequence

from flask_babel import get_locale, gettext

from market.notifications.models import Notification
from market.notifications.wording import facts_today, worded
from market.work import Work


def notice_words(work: Work, lines: Sequence[Notification]) -> list[str]:
    """The sentence of each line, in their order."""
    facts = facts_today(work.session, [line.facts for line in lines])
    return [worded(line.code, told, gettext, str(get_locale())) for line, told in zip(lines, facts, strict=True)]
