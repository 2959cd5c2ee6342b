"""Where too few could be meant, what is published rests on everyone's own consent, and falls with it (PIPL 25)."""

import pytest
from sqlalchemy import text

from listings.consents.services import record_consent, record_separate_consent
from listings.publication.lifecycle import LISTING
from listings.publication.services import release, withdraw
from listings.reidentification.queries import cover_of, versions_of_case
from listings.reidentification.services import TAKEN_DOWN_BODY, TAKEN_DOWN_TITLE, recheck
from market.refusals import Refused
from tests.integration.listings.stories import (
    OTOG_FRONT,
    become_one,
    drafted,
    everyone_says,
    on_the_board,
    others,
    party_of,
    petitioner,
    ready_case,
    respondent,
    submit,
)
from tests.integration.listings.test_rules_in_the_database import refused

CONFIRMED = ("propose", "grant", "settle", "confirm")
pytestmark = [pytest.mark.empty_register, pytest.mark.usefixtures("five_are_needed")]


def test_a_case_without_its_like_needs_everyones_consent_and_a_reason(clerk, reviewer):
    case = ready_case(clerk, parties=[petitioner(), respondent(kind="person", name="白永胜")])
    listing = drafted(clerk, case)
    assert cover_of(clerk, listing).offer is None
    with pytest.raises(Refused, match="too_few_alike"):
        submit(clerk, listing)
    record_separate_consent(
        clerk, party_of(clerk, case, "petitioner"), answer="given", evidence="written", answered_on=clerk.today
    )
    with pytest.raises(Refused, match="too_few_alike"):
        submit(clerk, listing)  # the respondent could be recognised too
    everyone_says(clerk, case)
    submit(clerk, listing)
    with pytest.raises(Refused, match="recognition_needs_reason"):
        release(reviewer, listing)
    release(reviewer, listing, reason="双方均书面同意公开，案件急需化解。")
    (version,) = versions_of_case(clerk.session, case.id)
    assert (version.basis, version.found) == ("consent", 1)
    assert recheck(reviewer, OTOG_FRONT) == 0


def test_separate_consent_withdrawn_takes_down_what_rests_on_it(clerk, reviewer):
    case = ready_case(clerk)
    listing = drafted(clerk, case)
    everyone_says(clerk, case)
    release(reviewer, submit(clerk, listing), reason="当事人书面同意公开。")
    everyone_says(clerk, case, "withdrawn")
    assert (listing.status, listing.end_code) == ("mediation_ended", "consent_withdrawn")
    assert_nothing_is_told(listing)


def assert_nothing_is_told(listing):
    assert (listing.title, listing.body) == (TAKEN_DOWN_TITLE, TAKEN_DOWN_BODY)
    assert {listing.category, listing.place_town_id, listing.duration_band, listing.amount_band} == {None}


def test_whoever_withdraws_consent_to_the_listing_is_read_no_longer(clerk, reviewer):
    others(clerk, 4)
    case = ready_case(clerk)
    listing = on_the_board(clerk, reviewer, case)
    record_consent(
        clerk, party_of(clerk, case, "petitioner"), answer="withdrawn", evidence="written", answered_on=clerk.today
    )
    assert_nothing_is_told(listing)
    clerk.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


@pytest.mark.parametrize(("end_code", "read"), [("wrongly_listed", False), ("resolved_otherwise", True)])
def test_what_should_not_have_been_listed_is_taken_back(clerk, reviewer, end_code, read):
    others(clerk, 4)
    listing = on_the_board(clerk, reviewer)
    withdraw(reviewer, listing, end_code=end_code)
    assert (listing.title != TAKEN_DOWN_TITLE) == read


def test_consent_given_after_the_count_fell_is_heard_when_it_is_withdrawn(clerk, reviewer):
    alike = others(clerk, 4)
    listing = on_the_board(clerk, reviewer)
    become_one(clerk, alike[:2])
    everyone_says(clerk, listing.case)
    assert recheck(reviewer, OTOG_FRONT) == 0
    everyone_says(clerk, listing.case, "withdrawn")
    assert listing.status == "mediation_ended"
    assert_nothing_is_told(listing)


SAY = (
    "INSERT INTO party_consent (public_id, jurisdiction_id, party_id, kind, answer, evidence, answered_on, recorded_at,"
    " recorded_by_id) SELECT 'by-hand', jurisdiction_id, id, 'publication', 'withdrawn', 'written', current_date,"
    " now(), added_by_id FROM party WHERE case_id = :id AND role = 'petitioner'"
)


@pytest.mark.parametrize("steps", [(), CONFIRMED], ids=["published", "confirmed"])
def test_plain_sql_withdraws_no_separate_consent_and_leaves_what_was_published_on_it(clerk, reviewer, steps):
    case = ready_case(clerk)
    everyone_says(clerk, case)
    listing = release(reviewer, submit(clerk, drafted(clerk, case)), reason="当事人书面同意公开。")
    for step in steps:
        LISTING.apply(clerk, step, listing)
    assert refused(clerk, SAY, id=case.id) == "withdrawal_takes_the_text_back"
    others(clerk, 4)  # enough are like it by now; it was published on their word all the same
    assert refused(clerk, SAY, id=case.id) == "withdrawal_takes_the_text_back"
    everyone_says(clerk, case, "withdrawn")
    assert listing.status == ("confirmed" if steps else "mediation_ended")
    assert_nothing_is_told(listing)
    clerk.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def test_plain_sql_may_withdraw_separate_consent_to_what_rests_on_the_count(clerk, reviewer):
    others(clerk, 4)
    case = ready_case(clerk)
    everyone_says(clerk, case)
    on_the_board(clerk, reviewer, case)
    assert refused(clerk, SAY, id=case.id) == "nothing refused it"


def test_separate_consent_withdrawn_leaves_what_rests_on_the_count(clerk, reviewer):
    others(clerk, 4)
    case = ready_case(clerk)
    everyone_says(clerk, case)
    listing = on_the_board(clerk, reviewer, case)
    everyone_says(clerk, case, "withdrawn")
    assert listing.status == "published"


def test_an_organisation_is_not_recognised(clerk):
    with pytest.raises(Refused, match="only_persons_are_recognised"):
        record_separate_consent(
            clerk, party_of(clerk, ready_case(clerk), "respondent"), answer="given", evidence="written",
            answered_on=clerk.today,
        )  # fmt: skip
