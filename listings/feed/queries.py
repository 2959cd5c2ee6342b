"""When something last happened to a listing that its readers see."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from listings.publication.events import PUBLIC_EVENTS
from listings.publication.models import Listing
from market.people.models import Jurisdiction
from market.record.models import RecordEvent
from market.work import Work

CHANGES = (*PUBLIC_EVENTS, "listing.widened", "listing.taken_back")


def changed_at(work: Work, listings: Sequence[Listing]) -> dict[int, datetime]:
    """The instant of the last public event of each listing, by its id."""
    wanted = (
        select(RecordEvent.subject_id, func.max(RecordEvent.happened_at).label("changed_at"))
        .where(
            RecordEvent.subject_type == Listing.__tablename__,
            RecordEvent.subject_id.in_([listing.id for listing in listings]),
            RecordEvent.name.in_(CHANGES),
        )
        .group_by(RecordEvent.subject_id)
    )
    return {row.subject_id: row.changed_at for row in work.session.execute(wanted)}


def offices(work: Work) -> dict[str, Jurisdiction]:
    """The banners by their division code."""
    return {one.id: one for one in work.session.scalars(select(Jurisdiction))}
