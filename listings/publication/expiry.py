"""A listing expires when its last day for claims has passed and no claim stands or lives.

Whether a claim stands is known one floor up; that floor gives the question, and a constraint trigger of
its own refuses an expiry that overlooked one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.publication.vocabulary import ListingState
from market.lifecycle import lock
from market.work import Work

ClaimsStand = Callable[[Work, Listing], bool]


def _nobody_claims(work: Work, listing: Listing) -> bool:
    """The answer of a house without the floor of claims."""
    return False


@dataclass
class _Asked:
    claims_stand: ClaimsStand = _nobody_claims


_ASKED = _Asked()


def configure(claims_stand: ClaimsStand) -> None:
    """Give the question whether a claim stands or lives on a listing; called once while the floors are wired."""
    _ASKED.claims_stand = claims_stand


def expire_if_unclaimed(work: Work, listing: Listing) -> bool:
    """Expire the listing if its claim-by has passed and no claim stands; whether it did."""
    lock(work, listing)
    if listing.status != ListingState.PUBLISHED or listing.claim_by is None or listing.claim_by >= work.today:
        return False
    if _ASKED.claims_stand(work, listing):
        return False
    LISTING.apply(work, "expire", listing, today=work.today)
    return True
