"""Renewing as the office sees it: the new last day is said before it is given."""

from typing import Any

from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.publication.queries import listing_for
from listings.renewals import services
from listings.renewals.forms import RenewForm
from listings.renewals.queries import renewed_until
from listings.showing import called
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.showing import day
from market.work import Work


def may_be_renewed(work: Work, listing: Listing) -> bool:
    """It still receives claims, and today's setting gives a later day."""
    return listing.claim_by is not None and work.today <= listing.claim_by < renewed_until(work, listing)


def what_it_gives(work: Work, listing: Listing) -> list[tuple[str, Any]]:
    """The last day as it is, and as it will be."""
    return [
        (N_("Title"), called(listing)),
        (N_("Claim by"), day(listing.claim_by)),
        (N_("Claim by, once renewed"), day(renewed_until(work, listing))),
    ]


DEEDS = [
    Deed(
        "listings.renew", "/listings/<ref>/renew", Can.RENEW_LISTING, RenewForm, services.renew,
        title=N_("Renew the listing"), submit=N_("Renew the listing"), then="listings.show", load=listing_for,
        lead=N_("Claims are received for longer. Class, reward, days and text stay as they were released."),
        lifecycle=LISTING, step="renew", possible=may_be_renewed, summary=what_it_gives,
        closed="renewal_not_now", done=N_("The listing is renewed."),
    ),
]  # fmt: skip
