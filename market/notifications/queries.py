"""The inbox shows one's own lines, and only those."""

from sqlalchemy import func, select

from market.notifications.models import Notification
from market.refusals import Missing
from market.work import Work

PAGE_SIZE = 30


def inbox(work: Work, after: str | None) -> tuple[list[Notification], str | None]:
    """One page, newest first, and the mark of the next. Raises Missing for a mark that is not one's own line."""
    wanted = (
        select(Notification)
        .where(Notification.person_id == work.actor.person_id)
        .order_by(Notification.id.desc())
        .limit(PAGE_SIZE + 1)
    )
    if after:
        wanted = wanted.where(Notification.id < notification_for(work, after).id)
    found = list(work.session.scalars(wanted))
    page = found[:PAGE_SIZE]
    return page, page[-1].public_id if len(found) > PAGE_SIZE else None


def notification_for(work: Work, ref: str) -> Notification:
    """One's own line with this public id. Raises Missing."""
    found = work.session.scalar(
        select(Notification).where(Notification.public_id == ref, Notification.person_id == work.actor.person_id)
    )
    if found is None or work.actor.person_id is None:
        raise Missing()
    return found


def unread_count(work: Work) -> int:
    """How many lines this person has not opened."""
    if work.actor.person_id is None:
        return 0
    return (
        work.session.scalar(
            select(func.count())
            .select_from(Notification)
            .where(Notification.person_id == work.actor.person_id, Notification.read_at.is_(None))
        )
        or 0
    )
