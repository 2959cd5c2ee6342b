"""How the colours of a state say at a glance whether something waits, lives, went well or is over; and how a listing
is called and what it tells: its own words, but those which stand in the place of a text taken back are the house's and
in the reader's language.
"""

from listings.cases.vocabulary import CaseState
from listings.publication.vocabulary import TAKEN_BACK_LABEL
from listings.publication.vocabulary import ListingState as S
from listings.reidentification.queries import HasText, is_taken_back
from market.text import N_
from market.web.showing import worded

NOTHING_TOLD_BODY = N_("The text of this listing is no longer public.")

LISTING_TONES = {
    S.DRAFT: "neutral",
    S.IN_REVIEW: "waiting",
    S.DISCARDED: "muted",
    S.PUBLISHED: "active",
    S.PROPOSED: "waiting",
    S.CLAIMED: "waiting",
    S.SETTLED: "success",
    S.CONFIRMED: "success",
    S.REWARDED: "success",
    S.WITHDRAWN: "muted",
    S.MEDIATION_ENDED: "muted",
    S.EXPIRED: "muted",
    S.UNCONFIRMED: "muted",
    S.UNREWARDED: "muted",
}

CASE_TONES = {
    CaseState.REGISTERED: "waiting",
    CaseState.CLASSIFIED: "neutral",
    CaseState.LISTED: "active",
    CaseState.IN_MEDIATION: "waiting",
    CaseState.RESOLVED: "success",
    CaseState.CLOSED: "muted",
}


def called(listing: HasText) -> str:
    """The title of a listing, or of its public face, as the reader sees it."""
    return worded(TAKEN_BACK_LABEL) if is_taken_back(listing) else listing.title


def told(listing: HasText) -> str:
    """Its text as the reader sees it."""
    return worded(NOTHING_TOLD_BODY) if is_taken_back(listing) else listing.body
