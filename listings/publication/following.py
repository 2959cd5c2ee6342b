"""The case follows its listing, in the same transaction; nobody else moves a case."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from listings.cases.lifecycle import CASE
from listings.publication.expiry import expire_if_unclaimed
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.publication.vocabulary import ListingState
from market.events import Handler
from market.lifecycle import lock
from market.settings.dated import setting
from market.work import Work


def _case_takes(step: str) -> Handler:
    def handler(work: Work, listing: Listing, facts: Mapping[str, Any]) -> None:
        CASE.apply(work, step, listing.case)

    handler.__name__ = f"case_takes_{step}"
    handler.__doc__ = f"The case takes the step {step}."
    return handler


def reopen(work: Work, listing: Listing) -> Listing:
    """Open a claimed listing again; it receives claims anew, for the days that the settings of today give.

    The new last day is written before the step: afterwards the database keeps it. Raises WrongState.
    """
    lock(work, listing)
    if listing.status == ListingState.CLAIMED:
        days = setting(work, "reopened_window_days", listing.jurisdiction_id)
        listing.claim_by = work.today + timedelta(days=days)
    return LISTING.apply(work, "reopen", listing)


def expire_what_is_past(work: Work, listing: Listing, facts: Mapping[str, Any]) -> None:
    """A listing whose proposal came to nothing after its claim-by expires, unless other claims stand."""
    expire_if_unclaimed(work, listing)


SUBSCRIBERS: list[tuple[str, Handler]] = [
    ("listing.released", _case_takes("list")),
    ("listing.granted", _case_takes("begin_mediation")),
    ("listing.reopened", _case_takes("stop_mediation")),
    ("listing.unproposed", expire_what_is_past),
    ("listing.withdrawn", _case_takes("unlist")),
    ("listing.mediation_ended", _case_takes("unlist")),
    ("listing.expired", _case_takes("unlist")),
    ("listing.closed_unconfirmed", _case_takes("unlist")),
    ("listing.confirmed", _case_takes("resolve")),
    ("listing.rewarded", _case_takes("close")),
    ("listing.closed_unrewarded", _case_takes("close")),
]
