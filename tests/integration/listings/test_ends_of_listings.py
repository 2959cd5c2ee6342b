"""A listing leaves the board by its time, the office or a party, and its case follows it wherever it goes."""

from datetime import date, timedelta

import pytest

from listings.board.filter import BoardFilter
from listings.board.queries import board_page
from listings.consents.services import record_consent
from listings.publication import expiry
from listings.publication.following import reopen
from listings.publication.lifecycle import LISTING
from listings.publication.services import end_mediation, withdraw
from market.actor import VISITOR
from market.clocks.queries import run_for
from market.refusals import Forbidden, Invalid, Refused
from tests.integration.listings.stories import on_the_board, party_of, registered


def test_a_withdrawn_listing_frees_the_case_and_stays_findable(clerk, reviewer, work):
    listing = on_the_board(clerk, reviewer)
    with pytest.raises(Forbidden):
        withdraw(clerk, listing, end_code="entered_court")
    with pytest.raises(Refused, match="end_code_unknown"):
        withdraw(reviewer, listing, end_code="party_refused")
    withdraw(reviewer, listing, end_code="entered_court")
    assert (listing.status, listing.case.status) == ("withdrawn", "classified")
    assert board_page(work(VISITOR), BoardFilter(), None).rows == []
    assert board_page(work(VISITOR), BoardFilter(status="ended"), None).rows == [listing]


def test_consent_withdrawn_takes_the_listing_down_at_once(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    party = party_of(clerk, listing.case, "petitioner")
    record_consent(clerk, party, answer="withdrawn", evidence="written", answered_on=clerk.today)
    assert (listing.status, listing.end_code, listing.case.status) == (
        "mediation_ended", "consent_withdrawn", "classified",
    )  # fmt: skip


def test_a_refusal_ends_mediation_until_the_agreement_takes_effect(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    for step in ("propose", "grant", "settle"):
        LISTING.apply(clerk, step, listing)
    party = party_of(clerk, listing.case, "respondent")
    record_consent(clerk, party, answer="refused", evidence="oral", answered_on=clerk.today)
    assert (listing.status, listing.case.status) == ("settled", "in_mediation")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"answer": "given", "evidence": "notice_unanswered"}, "evidence_does_not_fit"),
        ({"answer": "silent", "evidence": "written"}, "evidence_does_not_fit"),
        ({"answered_on": date(2001, 1, 1)}, "answered_before_dispute"),
    ],
)
def test_an_answer_fits_its_evidence_and_its_day(clerk, said, refusal):
    party = party_of(clerk, registered(clerk), "petitioner")
    given = {"answer": "given", "evidence": "written", "answered_on": clerk.today}
    with pytest.raises(Invalid, match=refusal):
        record_consent(clerk, party, **(given | said))


def test_consent_that_was_never_given_is_not_withdrawn(clerk):
    case = registered(clerk)
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        record_consent(
            clerk, party_of(clerk, case, "petitioner"), answer="withdrawn", evidence="oral", answered_on=clerk.today
        )


def test_a_listing_expires_only_past_its_day_and_without_a_claim(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    assert expiry.expire_if_unclaimed(clerk, listing) is False
    clerk.now += timedelta(days=46)
    expiry.configure(lambda work, one: True)
    assert expiry.expire_if_unclaimed(clerk, listing) is False
    expiry.configure(lambda work, one: False)
    assert expiry.expire_if_unclaimed(clerk, listing) is True
    assert (listing.status, listing.case.status) == ("expired", "classified")
    assert run_for(clerk, "claim_by", listing).status == "cancelled"


def test_a_proposal_that_comes_to_nothing_after_claim_by_expires_the_listing(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    LISTING.apply(clerk, "propose", listing)
    clerk.now += timedelta(days=46)
    LISTING.apply(clerk, "unpropose", listing)
    assert listing.status == "expired"


# --- the case follows its listing ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "listing_status", "case_status"),
    [
        (["propose"], "proposed", "listed"),
        (["propose", "unpropose"], "published", "listed"),
        (["propose", "grant"], "claimed", "in_mediation"),
        (["propose", "grant", "reopen"], "published", "listed"),
        (["propose", "grant", "settle", "unsettle"], "claimed", "in_mediation"),
        (["propose", "grant", "settle", "close_unconfirmed"], "unconfirmed", "classified"),
        (["propose", "grant", "settle", "confirm"], "confirmed", "resolved"),
        (["propose", "grant", "settle", "confirm", "reward"], "rewarded", "closed"),
        (["propose", "grant", "settle", "confirm", "close_unrewarded"], "unrewarded", "closed"),
    ],
)
def test_the_case_follows_its_listing(clerk, reviewer, steps, listing_status, case_status):
    listing = on_the_board(clerk, reviewer)
    for step in steps:
        LISTING.apply(clerk, step, listing)
    assert (listing.status, listing.case.status) == (listing_status, case_status)


def test_a_reopened_listing_receives_claims_anew(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    for step in ("propose", "grant"):
        LISTING.apply(clerk, step, listing)
    clerk.now += timedelta(days=60)
    reopen(clerk, listing)
    assert listing.claim_by == clerk.today + timedelta(days=30)
    assert run_for(clerk, "claim_by_after_reopening", listing).last_day == listing.claim_by
    assert listing.reward_fen == 800_000


def test_mediation_is_ended_by_the_office_for_a_party(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    for step in ("propose", "grant"):
        LISTING.apply(clerk, step, listing)
    end_mediation(clerk, listing, end_code="party_refused")
    assert (listing.status, listing.case.status) == ("mediation_ended", "classified")
