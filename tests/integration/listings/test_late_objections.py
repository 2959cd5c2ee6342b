"""The company never answered; when it reads of itself at last it objects, however late: its text is read no longer."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

from listings.access.services import give_access
from listings.cases.queries import case_for
from listings.consents.deeds import THE_TEXT_GOES, what_a_no_does
from listings.consents.services import record_consent, record_separate_consent
from listings.publication.lifecycle import LISTING
from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from listings.reidentification.checking import check_everything
from listings.reidentification.jobs import recheck_cover
from listings.reidentification.services import TAKEN_DOWN_TITLE
from market import transactions
from market.jobs import JobRoom
from market.refusals import Forbidden, Invalid, Refused
from tests.integration.listings.stories import (
    TITLE,
    agreed,
    closed_unlisted,
    drafted,
    on_the_board,
    party_of,
    ready_case,
    submit,
)
from tests.integration.listings.test_rules_in_the_database import refused
from tests.integration.listings.withdrawing import SAY

CONFIRMED = ("propose", "grant", "settle", "confirm")
ENDS = {
    "published": ((), "mediation_ended", "classified"),
    "settled": (CONFIRMED[:3], "settled", "in_mediation"),
    "confirmed": (CONFIRMED, "confirmed", "resolved"),
    "rewarded": ((*CONFIRMED, "reward"), "rewarded", "closed"),
    "unrewarded": ((*CONFIRMED, "close_unrewarded"), "unrewarded", "closed"),
    "unconfirmed": ((*CONFIRMED[:3], "close_unconfirmed"), "unconfirmed", "classified"),
}


def after(clerk, reviewer, *steps):
    listing = on_the_board(clerk, reviewer)
    for step in steps:
        LISTING.apply(clerk, step, listing)
    return listing


def objects(work, case, role="respondent", answer="refused", evidence="written"):
    return record_consent(work, party_of(work, case, role), answer=answer, evidence=evidence, answered_on=work.today)


def keeps_silent(work, case):
    objects(work, case, answer="silent", evidence="notice_unanswered")


@pytest.mark.parametrize("silence", [keeps_silent, lambda work, case: None], ids=["silent", "never answered"])
@pytest.mark.parametrize(("steps", "listing_then", "case_then"), ENDS.values(), ids=ENDS)
def test_at_every_state_the_text_goes_and_what_was_decided_stays(
    clerk, reviewer, steps, listing_then, case_then, silence
):
    listing = on_the_board(clerk, reviewer)
    silence(clerk, listing.case)
    for step in steps:
        LISTING.apply(clerk, step, listing)
    reward = listing.reward_fen
    clerk.told.clear()
    objects(clerk, listing.case)
    assert listing.title == TAKEN_DOWN_TITLE
    assert (listing.status, listing.case.status, listing.reward_fen) == (listing_then, case_then, reward)
    said = next(event for event in clerk.told if event.name == "case.consent_recorded")
    assert (said.stream, said.payload["answer"]) == (listing.case.stream, "refused")


def test_what_ended_long_before_goes_too(clerk, reviewer):
    listing = withdraw(reviewer, on_the_board(clerk, reviewer), end_code="resolved_otherwise")
    closed_unlisted(clerk, listing.case, close_code="settled_elsewhere")
    objects(clerk, listing.case)
    assert (listing.title, listing.status) == (TAKEN_DOWN_TITLE, "withdrawn")


def test_of_a_closed_case_who_agreed_withdraws_and_nobody_objects_twice_or_to_nothing(clerk, reviewer):
    listing = after(clerk, reviewer, *CONFIRMED, "reward")
    case = listing.case
    for role, answer, evidence in (
        ("petitioner", "refused", "written"), ("respondent", "given", "written"),
        ("respondent", "silent", "notice_unanswered"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="case_is_closed"):
            objects(clerk, case, role, answer, evidence)
    with pytest.raises(Invalid, match="evidence_does_not_fit"):
        objects(clerk, case, evidence="notice_unanswered")
    party = party_of(clerk, case, "respondent")
    with pytest.raises(Refused, match="case_is_closed"):
        record_separate_consent(clerk, party, answer="refused", evidence="written", answered_on=clerk.today)
    assert listing.title == TITLE
    objects(clerk, case)
    with pytest.raises(Refused, match="case_is_closed"):
        objects(clerk, case)
    never_listed = closed_unlisted(clerk, ready_case(clerk, petition_number="XF-2"), close_code="withdrawn")
    with pytest.raises(Refused, match="case_is_closed"):
        objects(clerk, never_listed)


def test_nobody_but_the_office_of_the_banner_records_it(clerk, reviewer, work, actors):
    listing = after(clerk, reviewer, *CONFIRMED, "reward")
    give_access(clerk, person_id=actors.preparer.person_id, case=listing.case)
    for actor in (actors.preparer, actors.auditor, actors.other_clerk, actors.system_admin):
        with pytest.raises(Forbidden):
            objects(work(actor), listing.case)
    assert listing.title == TITLE


# --- the rules in the database ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [(), (*CONFIRMED, "reward")], ids=["published", "rewarded"])
def test_plain_sql_records_no_refusal_and_leaves_the_text(clerk, reviewer, steps):
    case = after(clerk, reviewer, *steps).case
    attempt = refused(clerk, SAY, id=case.id, answer="refused", role="respondent")
    assert attempt == "withdrawal_takes_the_text_back"


def test_plain_sql_lets_nobody_object_who_agreed_or_has_objected(clerk, reviewer):
    case = after(clerk, reviewer, *CONFIRMED, "reward").case
    assert refused(clerk, SAY, id=case.id, answer="refused", role="petitioner") == "consent_of_a_closed_case"
    apart = SAY.replace("'listing'", "'publication'")
    assert refused(clerk, apart, id=case.id, answer="refused", role="respondent") == "consent_of_a_closed_case"
    objects(clerk, case)
    assert refused(clerk, SAY, id=case.id, answer="refused", role="respondent") == "consent_of_a_closed_case"


def test_what_an_earlier_release_left_readable_is_taken_back_by_night(database, commit_work):
    """A refusal was recorded then, the listing ended, and its text stayed: as the owner, past every rule."""
    ref = commit_work("clerk", lambda work: submit(work, drafted(work, ready_case(work))).public_id)
    commit_work("reviewer", lambda work: ended(work, ref))
    owner = create_engine(database.addresses.superuser_url)
    with owner.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        case = "(SELECT id FROM petition_case WHERE petition_number = 'XF-2019-0314')"
        connection.execute(text(SAY.replace(":id", case)), {"answer": "refused", "role": "respondent"})
    owner.dispose()
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))
    assert [one.faults for one in check_everything()] == [["is read although a party has refused or withdrawn consent"]]
    recheck_cover(JobRoom("test"))
    assert [one.faults for one in check_everything()] == [[]]


def ended(work, ref):
    return withdraw(work, release(work, listing_for(work, ref)), end_code="resolved_otherwise").id


# --- the pages -------------------------------------------------------------------------------------------------------


def test_the_page_offers_the_objection_alone_and_says_what_it_does(pages, commit_work):
    def put_up(work):
        listing = submit(work, drafted(work, ready_case(work)))
        case = listing.case
        return listing.public_id, case.public_id, party_of(work, case, "respondent").public_id

    listing, case, company = commit_work("clerk", put_up)

    def rewarded(work):
        on_board = release(work, listing_for(work, listing))
        for step in (*CONFIRMED, "reward"):
            LISTING.apply(work, step, on_board)

    commit_work("reviewer", rewarded)
    told = commit_work("clerk", lambda work: what_a_no_does(work, party_of(work, case_for(work, case), "respondent")))
    assert told == THE_TEXT_GOES
    clerk, address = pages.as_("clerk"), f"/parties/{company}/consent"
    assert address in clerk.get(f"/cases/{case}").get_data(as_text=True)
    page = clerk.get(address).get_data(as_text=True)
    offered = [answer for answer in ("given", "refused", "silent", "withdrawn") if f'value="{answer}"' in page]
    assert offered == ["refused"]
    assert "Objects to the text being public" in page
    assert "taken off the board at once" in page
    assert TITLE in pages.as_(None).get(f"/board/{listing}").get_data(as_text=True)
    said = {"evidence": "written", "answered_on": commit_work("clerk", lambda work: work.today.isoformat())}
    assert clerk.post(address, answer="refused", **said).status_code == 303
    assert TITLE not in pages.as_(None).get(f"/board/{listing}").get_data(as_text=True)
    shown = clerk.get(f"/cases/{case}").get_data(as_text=True)
    assert ("Objects to the text being public" in shown, address in shown) == (True, False)
    assert clerk.get(address).status_code == 409


def test_the_petitioner_of_an_open_case_is_asked_as_ever(pages, commit_work):
    def put_up(work):
        case = ready_case(work)
        agreed(work, case, "respondent")
        return party_of(work, case, "respondent").public_id

    company = commit_work("clerk", put_up)
    page = pages.as_("clerk").get(f"/parties/{company}/consent").get_data(as_text=True)
    assert all(f'value="{answer}"' in page for answer in ("given", "refused", "silent", "withdrawn"))
