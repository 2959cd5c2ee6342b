"""The renewals on the office's page of a listing."""

from listings.publication.models import Listing
from listings.renewals.queries import renewals_of
from market.policy import Can, allowed
from market.web.shell import Panel
from market.web.showing import day
from market.work import Work


def renewals_panel(work: Work, listing: Listing) -> Panel | None:
    """Each renewal with its reason, for the office."""
    if listing.released_at is None or not allowed(work, Can.SEE_LISTING_WORK, listing):
        return None
    rows = [
        [day(one.renewed_at), day(one.from_day), day(one.to_day), one.reason, one.renewed_by.display_name]
        for one in renewals_of(work, listing)
    ]
    return Panel("listings/renewals/panel.html", {"renewals": rows}, order=30) if rows else None
