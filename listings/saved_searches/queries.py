"""Saved searches are one's own; for a released listing, those that it stands in."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select

from listings.board.queries import is_shown
from listings.publication.models import Listing
from listings.saved_searches.kept import from_text
from listings.saved_searches.models import Alerts, SavedSearch
from market.refusals import Invalid, Missing
from market.work import Work

SEARCHES_LIMIT = 20


def own_searches(work: Work) -> list[SavedSearch]:
    """One's own, the latest first; there are never more than SEARCHES_LIMIT."""
    wanted = select(SavedSearch).where(SavedSearch.person_id == (work.actor.person_id or 0))
    return list(work.session.scalars(wanted.order_by(SavedSearch.id.desc())))


def own_search_for(work: Work, ref: str) -> SavedSearch:
    """One's own search at this address. Raises Missing."""
    wanted = select(SavedSearch).where(
        SavedSearch.public_id == ref, SavedSearch.person_id == (work.actor.person_id or 0)
    )
    found = work.session.scalar(wanted)
    if found is None:
        raise Missing()
    return found


def anybody_waits(work: Work) -> bool:
    """Whether anybody wants to be told of new listings."""
    return work.session.scalar(select(SavedSearch.id).where(_wants_alerts()).limit(1)) is not None


def to_be_told(work: Work, listing: Listing) -> dict[int, bool]:
    """Who wants to be told of this listing, by person id, each with whether by mail too.

    Each view is asked once, however many keep it. Searches that were saved after the release are not asked, nor are
    those whose parameters the board no longer knows.
    """
    earlier = SavedSearch.saved_at <= listing.released_at
    views = work.session.scalars(select(SavedSearch.view).where(_wants_alerts(), earlier).distinct())
    showing = [view for view in views if _shows(work, view, listing)]
    return _who_keeps(work, showing, listing) if showing else {}


def _who_keeps(work: Work, views: Collection[str], listing: Listing) -> dict[int, bool]:
    knows_it = (listing.drafted_by_id, listing.edited_by_id, listing.released_by_id)
    by_mail = func.bool_or(SavedSearch.alerts == Alerts.MAIL.value).label("by_mail")
    wanted = select(SavedSearch.person_id, by_mail).where(
        _wants_alerts(),
        SavedSearch.saved_at <= listing.released_at,
        SavedSearch.view.in_(views),
        SavedSearch.person_id.not_in([one for one in knows_it if one is not None]),
    )
    return {row.person_id: row.by_mail for row in work.session.execute(wanted.group_by(SavedSearch.person_id))}


def _shows(work: Work, view: str, listing: Listing) -> bool:
    try:
        return is_shown(work, from_text(view), listing)
    except Invalid:
        return False


def _wants_alerts() -> ColumnElement[bool]:
    return SavedSearch.alerts != Alerts.NONE.value
