"""A listing that comes onto the board is announced once to each person in whose saved searches it stands."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from listings.publication.models import Listing
from listings.publication.vocabulary import ListingState
from listings.saved_searches.models import ListingAlert
from listings.saved_searches.queries import anybody_waits, to_be_told
from market.jobs import defer
from market.lifecycle import lock
from market.notifications.services import notify, notify_in_the_inbox
from market.work import Work


def announce_later(work: Work, listing: Listing, facts: Mapping[str, Any]) -> None:
    """Leave it to a job, so that a release does not wait for everybody's searches."""
    if anybody_waits(work):
        defer(work, "announce_listing", once_as=f"announce:{listing.id}", listing_id=listing.id)


def announce(work: Work, listing: Listing) -> int:
    """Tell whoever is to be told and has not been; how many were. What has left the board since is not announced."""
    lock(work, listing)
    if listing.status != ListingState.PUBLISHED:
        return 0
    wanted = to_be_told(work, listing)
    if not wanted:
        return 0
    rows = [{"listing_id": listing.id, "person_id": one, "alerted_at": work.now} for one in sorted(wanted)]
    made = insert(ListingAlert).values(rows).on_conflict_do_nothing().returning(ListingAlert.person_id)
    told = set(work.session.scalars(made))
    for tell, by_mail in ((notify, True), (notify_in_the_inbox, False)):
        people = [one for one in told if wanted[one] is by_mail]
        tell(work, people, "listing_in_saved_search", "board.show", listing.public_id, listing=listing.public_id)
    return len(told)
