"""How the colours of a state say at a glance whether something waits, lives, went well or is over."""

from listings.cases.vocabulary import CaseState
from listings.publication.vocabulary import ListingState as S

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
