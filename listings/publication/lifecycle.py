"""The life of a listing. Its own steps are the office's; the rest follow a claim, an agreement or a payout above."""

from listings.publication.guards import (
    claim_by_has_passed,
    class_is_the_cases,
    fits_enough_petitioners,
    gate_is_answered,
    gate_is_clean,
    has_return_reason,
    is_a_partys_will,
    is_a_withdrawal,
    nobody_refuses,
    petitioners_consent,
    recognition_is_reasoned,
    renewal_gives_a_later_day,
    renewal_is_in_time,
    renewal_is_reasoned,
    says_what_the_case_is,
    the_text_tells_nothing,
)
from listings.publication.models import Listing
from listings.publication.vocabulary import LISTING_STATE_LABELS
from listings.publication.vocabulary import ListingState as S
from market.lifecycle import SYSTEM, Lifecycle, Step
from market.policy import Can
from market.text import N_

FIT_FOR_THE_BOARD = [gate_is_answered, gate_is_clean, petitioners_consent, nobody_refuses, class_is_the_cases,
                     the_text_tells_nothing, says_what_the_case_is, fits_enough_petitioners]  # fmt: skip

LISTING = Lifecycle(
    Listing,
    S,
    LISTING_STATE_LABELS,
    [
        Step("submit", {S.DRAFT}, S.IN_REVIEW, Can.DRAFT_LISTING, "listing.submitted", N_("Submit for release"),
             guards=FIT_FOR_THE_BOARD, stamp="submitted_at", by="submitted_by_id"),
        Step("return", {S.IN_REVIEW}, S.DRAFT, Can.RELEASE_LISTING, "listing.returned", N_("Return to the drafter"),
             guards=[has_return_reason], stamp="returned_at", by="returned_by_id"),
        Step("release", {S.IN_REVIEW}, S.PUBLISHED, Can.RELEASE_LISTING, "listing.released",
             N_("Release to the board"), guards=[*FIT_FOR_THE_BOARD, recognition_is_reasoned],
             stamp="released_at", by="released_by_id"),
        Step("discard", {S.DRAFT}, S.DISCARDED, Can.DRAFT_LISTING, "listing.discarded", N_("Discard the draft"),
             stamp="ended_at", by="ended_by_id"),
        Step("withdraw", {S.PUBLISHED, S.PROPOSED}, S.WITHDRAWN, Can.WITHDRAW_LISTING, "listing.withdrawn",
             N_("Withdraw from the board"), guards=[is_a_withdrawal], stamp="ended_at", by="ended_by_id"),
        Step("end_mediation", {S.PUBLISHED, S.PROPOSED, S.CLAIMED}, S.MEDIATION_ENDED, Can.END_MEDIATION,
             "listing.mediation_ended", N_("End mediation"), guards=[is_a_partys_will], stamp="ended_at",
             by="ended_by_id"),
        Step("renew", {S.PUBLISHED}, S.PUBLISHED, Can.RENEW_LISTING, "listing.renewed", N_("Renew the listing"),
             guards=[renewal_is_reasoned, renewal_is_in_time, renewal_gives_a_later_day]),
        Step("expire", {S.PUBLISHED}, S.EXPIRED, SYSTEM, "listing.expired", N_("Let the listing expire"),
             guards=[claim_by_has_passed], stamp="ended_at"),
        Step("propose", {S.PUBLISHED}, S.PROPOSED, SYSTEM, "listing.proposed", N_("Propose a mediator")),
        Step("unpropose", {S.PROPOSED}, S.PUBLISHED, SYSTEM, "listing.unproposed", N_("Take the proposal back")),
        Step("grant", {S.PROPOSED}, S.CLAIMED, SYSTEM, "listing.granted", N_("Grant the claim"), stamp="claimed_at"),
        Step("reopen", {S.CLAIMED}, S.PUBLISHED, SYSTEM, "listing.reopened", N_("Reopen to claims")),
        Step("settle", {S.CLAIMED}, S.SETTLED, SYSTEM, "listing.settled", N_("Record the settlement"),
             stamp="settled_at"),
        Step("unsettle", {S.SETTLED}, S.CLAIMED, SYSTEM, "listing.unsettled", N_("Go on mediating")),
        Step("confirm", {S.SETTLED}, S.CONFIRMED, SYSTEM, "listing.confirmed", N_("Record the confirmation"),
             stamp="confirmed_at"),
        Step("close_unconfirmed", {S.SETTLED}, S.UNCONFIRMED, SYSTEM, "listing.closed_unconfirmed",
             N_("End without confirmation"), stamp="ended_at"),
        Step("reward", {S.CONFIRMED}, S.REWARDED, SYSTEM, "listing.rewarded", N_("Mark as rewarded"),
             stamp="ended_at"),
        Step("close_unrewarded", {S.CONFIRMED}, S.UNREWARDED, SYSTEM, "listing.closed_unrewarded",
             N_("End without a reward"), stamp="ended_at"),
    ],
)  # fmt: skip
