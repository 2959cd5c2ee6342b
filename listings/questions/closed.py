"""Why a question is no longer received: one true sentence for each state, and no state but what the public is shown."""

from listings.publication.models import Listing
from listings.publication.public_end import public_state
from listings.publication.vocabulary import ListingState as S
from market.refusals import Refused
from market.work import Work

_BY_STATE = {
    S.CLAIMED: "questions_in_mediation",
    S.SETTLED: "questions_settled",
    S.CONFIRMED: "questions_settled",
    S.REWARDED: "questions_settled",
    S.WITHDRAWN: "questions_withdrawn",
    S.EXPIRED: "questions_expired",
    S.UNCONFIRMED: "questions_ended",
    S.UNREWARDED: "questions_ended",
}


def why_closed(work: Work, listing: Listing) -> Refused:
    """What is said to whoever asks too late; that it may still be claimed only where it may."""
    state = public_state(listing)
    if state in _BY_STATE:
        return Refused(_BY_STATE[state])
    if listing.claim_by is None or work.today > listing.claim_by:
        return Refused("questions_claims_past")
    code = "questions_proposed" if state is S.PROPOSED else "questions_past_cutoff"
    return Refused(code, claim_by=listing.claim_by)
