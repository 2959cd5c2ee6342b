"""Opening a line of the inbox: it counts as read, and one goes where it leads. A GET never marks anything."""

from typing import Any

from market.notifications import services
from market.notifications.forms import ReadForm
from market.notifications.models import Notification
from market.notifications.queries import notification_for, unread_count
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.notices import notice_words
from market.web.showing import instant, worded
from market.work import Work


def _what(work: Work, line: Notification) -> list[Any]:
    [words] = notice_words(work, [line])
    return [(worded(N_("What happened")), words), (worded(N_("When")), instant(line.created_at))]


def _any_unread(work: Work, subject: None) -> bool:
    return unread_count(work) > 0


DEEDS = [
    Deed(
        "inbox.open", f"{services.INBOX_PATH}/<ref>", can=Can.SEE_HOME, load=notification_for, form=ReadForm,
        call=services.mark_read, summary=_what, title=N_("A message for you"), submit=N_("Go there"), then="inbox.go",
    ),
    Deed(
        "inbox.mark_all_read", f"{services.INBOX_PATH}/read", can=Can.SEE_HOME, form=ReadForm,
        call=services.mark_all_read, possible=_any_unread, title=N_("Mark everything as read"),
        submit=N_("Mark everything as read"), then="inbox.index", done=N_("Everything is marked as read."),
    ),
]  # fmt: skip
