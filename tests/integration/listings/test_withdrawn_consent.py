"""乌兰其其格 takes her consent back whenever she likes (PIPL 15): whatever stands then, her text is read no longer."""

from datetime import timedelta

import pytest

from listings.access.services import give_access
from listings.consents.deeds import (
    THE_TEXT_GOES,
    THE_TEXT_STAYS,
    THERE_IS_NO_TEXT,
    TOO_LATE_FOR_MEDIATION,
    what_a_no_does,
    what_a_separate_withdrawal_does,
)
from listings.consents.sentences import SENTENCES
from listings.consents.services import record_consent, record_separate_consent
from listings.publication.lifecycle import LISTING
from listings.publication.services import end_mediation, release, withdraw
from listings.reidentification.services import TAKEN_DOWN_BODY, TAKEN_DOWN_TITLE
from listings.sentences import CONSTRAINTS
from market.refusals import Forbidden, Invalid, Refused
from tests.integration.listings.stories import (
    TITLE,
    agreed,
    closed_unlisted,
    drafted,
    everyone_says,
    on_the_board,
    party_of,
    ready_case,
    registered,
    submit,
)
from tests.integration.listings.test_rules_in_the_database import refused
from tests.integration.listings.withdrawing import CLAIMED, CONFIRMED, SAY, gone, says

PROMISED = ("case_class", "reward_fen", "days_allowed", "claim_by", "released_at", "released_by_id", "claimed_at",
            "settled_at", "confirmed_at", "ended_at")  # fmt: skip


def withdrawn_by_office(clerk, reviewer):
    return withdraw(reviewer, on_the_board(clerk, reviewer), end_code="resolved_otherwise")


def closed_after_withdrawal(clerk, reviewer):
    listing = withdrawn_by_office(clerk, reviewer)
    closed_unlisted(clerk, listing.case, close_code="settled_elsewhere")
    return listing


def expired(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    listing.status, listing.ended_at, listing.case.status = "expired", clerk.now, "classified"
    clerk.session.flush()
    return listing


def test_nobody_withdraws_before_they_have_agreed(clerk, reviewer):
    listing = gone(clerk, reviewer, *CONFIRMED, "reward")
    asking, day_before = party_of(clerk, listing.case, "petitioner"), clerk.today - timedelta(days=1)
    with pytest.raises(Invalid, match="withdrawn_before_given") as refused_to:
        record_consent(clerk, asking, answer="withdrawn", evidence="written", answered_on=day_before)
    assert (refused_to.value.field, listing.title) == ("answered_on", TITLE)


@pytest.mark.parametrize(
    ("steps", "listing_then", "case_then"),
    [
        ((), "mediation_ended", "classified"),
        (("propose",), "mediation_ended", "classified"),
        (CLAIMED, "mediation_ended", "classified"),
        ((*CLAIMED, "settle"), "settled", "in_mediation"),
        (CONFIRMED, "confirmed", "resolved"),
        ((*CONFIRMED, "reward"), "rewarded", "closed"),
        ((*CONFIRMED, "close_unrewarded"), "unrewarded", "closed"),
        ((*CLAIMED, "settle", "close_unconfirmed"), "unconfirmed", "classified"),
    ],
    ids=["published", "proposed", "claimed", "settled", "confirmed", "rewarded", "unrewarded", "unconfirmed"],
)
def test_at_every_state_the_text_goes_and_what_was_promised_stays(clerk, reviewer, steps, listing_then, case_then):
    listing = gone(clerk, reviewer, *steps)
    before = {name: getattr(listing, name) for name in PROMISED}
    closed_at = listing.case.closed_at
    clerk.told.clear()
    says(clerk, listing.case)
    assert_nothing_is_told(listing)
    assert (listing.status, listing.case.status, listing.case.closed_at) == (listing_then, case_then, closed_at)
    kept = [name for name in PROMISED if name != "ended_at" or listing_then != "mediation_ended"]
    assert {name: getattr(listing, name) for name in kept} == {name: before[name] for name in kept}
    said = next(event for event in clerk.told if event.name == "case.consent_recorded")
    assert (said.stream, said.payload["answer"]) == (listing.case.stream, "withdrawn")
    assert {"listing.taken_back", "listing.widened"} & {event.name for event in clerk.told} == {"listing.taken_back"}


@pytest.mark.parametrize("ended", [withdrawn_by_office, closed_after_withdrawal, expired])
def test_what_ended_before_is_taken_back_too(clerk, reviewer, ended):
    listing = ended(clerk, reviewer)
    before = (listing.status, listing.case.status, listing.end_code)
    says(clerk, listing.case)
    assert_nothing_is_told(listing)
    assert (listing.status, listing.case.status, listing.end_code) == before


def assert_nothing_is_told(listing):
    assert (listing.title, listing.body) == (TAKEN_DOWN_TITLE, TAKEN_DOWN_BODY)
    assert {listing.category, listing.place_town_id, listing.duration_band, listing.amount_band} == {None}


def test_every_text_of_the_case_goes_with_it(clerk, reviewer):
    first = withdrawn_by_office(clerk, reviewer)
    second = on_the_board(clerk, reviewer, first.case)
    for step in (*CONFIRMED, "reward"):
        LISTING.apply(clerk, step, second)
    says(clerk, second.case)
    assert_nothing_is_told(first)
    assert_nothing_is_told(second)


def test_mediation_ended_because_consent_is_withdrawn_takes_the_text_with_it(clerk, reviewer):
    assert_nothing_is_told(end_mediation(clerk, on_the_board(clerk, reviewer), end_code="consent_withdrawn"))


def test_separate_consent_is_withdrawn_from_a_closed_case_as_well(clerk, reviewer):
    listing = gone(clerk, reviewer)
    everyone_says(clerk, listing.case)
    for step in (*CONFIRMED, "reward"):
        LISTING.apply(clerk, step, listing)
    everyone_says(clerk, listing.case, "withdrawn")
    assert listing.title == TITLE, "enough others are like it, so that it does not rest on this consent"
    says(clerk, listing.case)
    assert_nothing_is_told(listing)


def test_of_a_closed_case_nothing_else_is_said_and_nothing_is_withdrawn_twice(clerk, reviewer):
    case = gone(clerk, reviewer, *CONFIRMED, "reward").case
    for answer in ("given", "refused"):
        with pytest.raises(Refused, match="case_is_closed"):
            says(clerk, case, answer)
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        says(clerk, case, role="respondent")
    says(clerk, case)
    for answer, code in (("withdrawn", "nothing_to_withdraw"), ("given", "case_is_closed")):
        with pytest.raises(Refused, match=code):
            says(clerk, case, answer)
    asking = party_of(clerk, case, "petitioner")
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        record_separate_consent(clerk, asking, answer="withdrawn", evidence="written", answered_on=clerk.today)


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_once_the_agreement_is_in_effect_a_no_ends_no_mediation_and_takes_the_text(clerk, reviewer, answer):
    listing = gone(clerk, reviewer, *CLAIMED, "settle")
    agreed(clerk, listing.case, "respondent")
    assert what_a_no_does(clerk, party_of(clerk, listing.case, "respondent")) == TOO_LATE_FOR_MEDIATION
    says(clerk, listing.case, answer, role="respondent")
    assert (listing.status, listing.title) == ("settled", TAKEN_DOWN_TITLE)


def test_nobody_but_the_office_of_the_banner_records_it(clerk, reviewer, work, actors):
    listing = gone(clerk, reviewer, *CONFIRMED, "reward")
    mediator = actors.preparer  # anyone to whom the case was opened, as a mediator's grant does
    give_access(clerk, person_id=mediator.person_id, case=listing.case)
    for actor in (mediator, actors.auditor, actors.other_clerk, actors.system_admin):
        with pytest.raises(Forbidden):
            says(work(actor), listing.case)
    assert listing.title == TITLE


# --- the rules in the database ---------------------------------------------------------------------------------------


def sentence_of(constraint):
    return SENTENCES[CONSTRAINTS[constraint]]


def test_plain_sql_says_nothing_else_of_a_closed_case(clerk, reviewer):
    case = gone(clerk, reviewer, *CONFIRMED, "reward").case
    for answer, role in (("given", "petitioner"), ("refused", "petitioner"), ("withdrawn", "respondent")):
        assert refused(clerk, SAY, id=case.id, answer=answer, role=role) == "consent_of_a_closed_case"
    assert CONSTRAINTS["consent_of_a_closed_case"] == "case_is_closed"


@pytest.mark.parametrize("steps", [(), (*CONFIRMED, "reward")], ids=["published", "rewarded"])
def test_plain_sql_withdraws_no_consent_and_leaves_the_text(clerk, reviewer, steps):
    case = gone(clerk, reviewer, *steps).case
    attempt = refused(clerk, SAY, id=case.id, answer="withdrawn", role="petitioner")
    assert attempt == "withdrawal_takes_the_text_back"
    assert "record the answer again" in sentence_of(attempt)


BACK = (
    "INSERT INTO listing_version (jurisdiction_id, listing_id, number, title, body, case_class, as_of, basis, reason,"
    " consent_ids, published_at, published_by_id) SELECT jurisdiction_id, id, (SELECT max(number) + 1 FROM"
    " listing_version WHERE listing_id = :id), :title, body, case_class, (SELECT as_of FROM"
    " listing_version WHERE listing_id = :id AND number = 1), 'widened', '', '{}', now(),"
    " released_by_id FROM listing WHERE id = :id"
)


def test_plain_sql_puts_no_text_back(clerk, reviewer):
    listing = gone(clerk, reviewer, *CONFIRMED, "reward")
    says(clerk, listing.case)
    assert refused(clerk, BACK, id=listing.id, title=TITLE) == "text_stays_taken_back"
    assert "Draft another listing" in sentence_of("text_stays_taken_back")
    change = "UPDATE listing SET title = :title WHERE id = :id"
    assert refused(clerk, change, id=listing.id, title=TITLE) == "listing_is_its_latest_version"


def test_consent_given_again_puts_the_case_on_the_board_by_another_listing(clerk, reviewer):
    first = on_the_board(clerk, reviewer)
    says(clerk, first.case)
    says(clerk, first.case, "given")
    second = on_the_board(clerk, reviewer, first.case)
    assert (first.title, second.title) == (TAKEN_DOWN_TITLE, TITLE)


# --- what the form says beforehand -----------------------------------------------------------------------------------


def rewarded(clerk, reviewer, case):
    listing = on_the_board(clerk, reviewer, case)
    for step in (*CONFIRMED, "reward"):
        LISTING.apply(clerk, step, listing)


def said_beforehand(clerk, case):
    """Of consent to the listing and of separate consent."""
    party = party_of(clerk, case, "petitioner")
    return what_a_no_does(clerk, party), what_a_separate_withdrawal_does(clerk, party)


def test_the_form_says_what_a_withdrawal_from_a_closed_case_will_do(clerk, reviewer):
    case = ready_case(clerk)
    everyone_says(clerk, case)
    assert said_beforehand(clerk, case) == ("", "")
    rewarded(clerk, reviewer, case)
    assert said_beforehand(clerk, case) == (THE_TEXT_GOES, THE_TEXT_STAYS), "it rests on the count"
    says(clerk, case)
    assert said_beforehand(clerk, case)[1] == THERE_IS_NO_TEXT
    never_listed = closed_unlisted(clerk, ready_case(clerk, petition_number="XF-2"), close_code="withdrawn")
    assert said_beforehand(clerk, never_listed) == (THERE_IS_NO_TEXT, THERE_IS_NO_TEXT)


@pytest.mark.empty_register
@pytest.mark.usefixtures("five_are_needed")
def test_the_form_says_that_what_was_published_on_separate_consent_goes_with_it(clerk, reviewer):
    case = ready_case(clerk)
    everyone_says(clerk, case)
    listing = release(reviewer, submit(clerk, drafted(clerk, case)), reason="当事人书面同意公开。")
    for step in (*CONFIRMED, "reward"):
        LISTING.apply(clerk, step, listing)
    assert said_beforehand(clerk, case) == (THE_TEXT_GOES, THE_TEXT_GOES)


def test_a_case_that_never_had_consent_has_none_to_withdraw(clerk):
    case = closed_unlisted(clerk, registered(clerk), close_code="withdrawn")
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        says(clerk, case)
