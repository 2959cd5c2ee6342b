"""What a renewal would give, and what earlier ones gave."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from listings.publication.models import Listing
from listings.renewals.models import ListingRenewal
from market.settings.dated import setting
from market.work import Work

SHOWN = 20


def renewed_until(work: Work, listing: Listing) -> date:
    """The last day for claims that a renewal today would give, by today's setting."""
    days: int = setting(work, "claim_window_days", listing.jurisdiction_id)
    return work.today + timedelta(days=days)


def renewals_of(work: Work, listing: Listing) -> list[ListingRenewal]:
    """The latest renewals of a listing, newest first."""
    wanted = select(ListingRenewal).where(ListingRenewal.listing_id == listing.id)
    wanted = wanted.options(joinedload(ListingRenewal.renewed_by)).order_by(ListingRenewal.id.desc())
    return list(work.session.scalars(wanted.limit(SHOWN)))
