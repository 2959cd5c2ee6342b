"""A reviewer renews a listing while it still receives claims. The database asks for the row before it moves the day."""

from listings.anonymisation.services import refuse_private
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.renewals.models import ListingRenewal
from listings.renewals.queries import renewed_until
from market.lifecycle import lock
from market.work import Work


def renew(work: Work, listing: Listing, *, reason: str) -> Listing:
    """Receive claims for as many days from today as the setting gives now. Reward, days and text stay.

    Raises Refused renewal_too_late after the last day, renewal_not_later where the setting gives no later one.
    """
    lock(work, listing)
    refuse_private(work, listing.case, {"reason": reason})
    until = renewed_until(work, listing)
    LISTING.apply(work, "renew", listing, reason=reason, claim_by=until, today=work.today)
    if listing.claim_by is None or work.actor.person_id is None:
        raise AssertionError("a released listing has its last day for claims, and a person renews it")
    work.session.add(
        ListingRenewal(
            jurisdiction_id=listing.jurisdiction_id,
            listing_id=listing.id,
            from_day=listing.claim_by,
            to_day=until,
            reason=reason,
            renewed_at=work.now,
            renewed_by_id=work.actor.person_id,
        )
    )
    work.session.flush()
    listing.claim_by = until
    work.session.flush()
    return listing
