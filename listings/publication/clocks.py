"""How long a listing receives claims: plain days, for it is a promise of ours and no period of the law."""

from collections.abc import Collection, Mapping

from listings.publication.expiry import expire_if_unclaimed
from listings.publication.models import Listing
from market.clocks.registry import PLAIN, Clock, DaysLeft, FromSetting, UntilFact
from market.text import N_
from market.work import Work

OFF_THE_BOARD = ("listing.withdrawn", "listing.mediation_ended", "listing.expired")


def _drafter(work: Work, listing: Listing) -> Collection[int]:
    return {listing.drafted_by_id}


def _the_listing(listing: Listing) -> Mapping[str, str]:
    return {"listing": listing.public_id}


def _expire(work: Work, listing: Listing) -> None:
    expire_if_unclaimed(work, listing)


CLOCKS = [
    Clock(
        "claim_by",
        N_("Claims are received until"),
        starts=("listing.released", "listing.renewed"),
        lasts=UntilFact("claim_by"),
        rule=PLAIN,
        stops="listing.granted",
        cancels=(*OFF_THE_BOARD, "listing.reopened"),
        near=[DaysLeft(3)],
        answerable=_drafter,
        overdue=_expire,
        endpoint="listings.show",
        names_it=_the_listing,
    ),
    Clock(
        "claim_by_after_reopening",
        N_("Claims are received again until"),
        starts="listing.reopened",
        lasts=FromSetting("reopened_window_days"),
        rule=PLAIN,
        stops="listing.granted",
        cancels=(*OFF_THE_BOARD, "listing.renewed"),
        near=[DaysLeft(3)],
        answerable=_drafter,
        overdue=_expire,
        endpoint="listings.show",
        names_it=_the_listing,
    ),
]
