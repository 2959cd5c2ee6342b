"""Two of the office close what comes to nothing on the board; then its personal data has its time, as any other's."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from listings.anonymisation.services import private_values
from listings.cases.queries import case_for
from listings.cases.services import correct_party
from listings.cases.vocabulary import CloseCode
from listings.closing.models import Closing
from listings.closing.services import confirm_closing, propose_closing, return_closing
from listings.consents.services import record_consent, record_separate_consent
from listings.disputes.services import link
from listings.mediability.gate import GATE
from listings.mediability.services import answer_gate
from listings.publication.lifecycle import LISTING
from listings.publication.queries import listing_for
from listings.publication.services import discard, draft, release, withdraw
from listings.reidentification.queries import register_of
from listings.retention.queries import due_cases, keeping_of
from listings.retention.services import confirm_erasure, propose_erasure
from market.refusals import Forbidden, Invalid, Refused, WrongState
from market.vault.queries import erased_at
from tests.integration.conftest import cast_actors
from tests.integration.listings.stories import (
    OTOG_FRONT,
    PETITIONER,
    classified,
    closed_unlisted,
    drafted,
    on_the_board,
    party_of,
    petitioner,
    ready_case,
    registered,
    submit,
)
from tests.integration.listings.stories import text as words

DAYS_KEPT = 3_650


@pytest.mark.parametrize("code", [code.value for code in CloseCode])
def test_each_reason_closes_a_case_and_the_record_says_which(clerk, code):
    case = closed_unlisted(clerk, registered(clerk), close_code=code, close_note="已电话告知")
    assert (case.status, case.close_code, case.closed_by_id, case.closed_at) == (
        "closed", code, cast_actors(clerk.session).second_reviewer.person_id, clerk.now,
    )  # fmt: skip
    assert [(one.stream, one.payload) for one in clerk.told if one.name == "case.closed_unlisted"] == [
        (case.stream, {"close_code": code})
    ]


def test_its_data_falls_due_and_is_erased_as_that_of_any_closed_case(clerk, reviewer):
    case = closed_unlisted(clerk, registered(clerk), close_code="withdrawn")
    assert keeping_of(clerk, case).kept_until == clerk.today + timedelta(days=DAYS_KEPT)
    with pytest.raises(Refused, match="erasure_not_due"):
        propose_erasure(clerk, case)
    case.closed_at = clerk.now - timedelta(days=DAYS_KEPT + 1)
    clerk.session.flush()
    assert due_cases(clerk, [OTOG_FRONT], 9) == [case]
    confirm_erasure(reviewer, propose_erasure(clerk, case), understood=True)
    assert erased_at(clerk.session, case.stream) is not None


@pytest.mark.parametrize("prepare", [registered, lambda work: classified(work, registered(work)), ready_case])
def test_it_is_closed_before_the_board_and_never_opened_again(clerk, prepare):
    case = closed_unlisted(clerk, prepare(clerk), close_code="settled_elsewhere")
    with pytest.raises(WrongState):
        propose_closing(clerk, case, close_code="withdrawn")
    asking = party_of(clerk, case, "petitioner")
    said = {"answer": "given", "evidence": "written", "answered_on": clerk.today}
    other = registered(clerk, petition_number="XF-2")
    for deed in (
        lambda: draft(clerk, case, **words(clerk)),
        lambda: answer_gate(clerk, case, **{question.code: "no" for question in GATE}),
        lambda: record_consent(clerk, asking, **said),
        lambda: record_separate_consent(clerk, asking, **said),
        lambda: link(clerk, case, petition_number=other.petition_number),
        lambda: correct_party(clerk, asking, **petitioner()),
    ):
        with pytest.raises(Refused, match="case_is_closed"):
            deed()


def test_a_listing_that_is_prepared_or_stands_keeps_it_open(clerk, reviewer):
    listing = drafted(clerk)
    with pytest.raises(Refused, match="listing_in_preparation"):
        propose_closing(clerk, listing.case, close_code="no_consent")
    submit(clerk, listing)
    with pytest.raises(Refused, match="listing_in_preparation"):
        propose_closing(clerk, listing.case, close_code="no_consent")
    on_board = on_the_board(clerk, reviewer, ready_case(clerk, petition_number="XF-2"))
    with pytest.raises(WrongState):
        propose_closing(clerk, on_board.case, close_code="no_consent")


def test_a_case_that_came_back_from_the_board_is_closed_as_well(clerk, reviewer):
    listing = withdraw(reviewer, on_the_board(clerk, reviewer), end_code="entered_court")
    assert closed_unlisted(clerk, listing.case, close_code="not_mediable").status == "closed"
    given_up = discard(clerk, drafted(clerk, ready_case(clerk, petition_number="XF-2")))
    assert closed_unlisted(clerk, given_up.case, close_code="no_consent").status == "closed"


@pytest.mark.parametrize("code", ["", "bored", "Withdrawn", "withdrawn "])
def test_a_reason_that_is_none_is_refused_in_words_and_leaves_the_case_open(clerk, code):
    case = registered(clerk)
    with pytest.raises(Refused, match="close_code_unknown"):
        propose_closing(clerk, case, close_code=code, close_note="已电话告知")
    clerk.session.flush()
    assert (case.status, case.close_code, case.close_note, case.closed_by_id) == ("registered", None, "", None)


def test_nobody_but_the_office_closes_it_and_the_note_names_nobody(clerk, work, actors):
    case = registered(clerk)
    for actor in (actors.auditor, actors.preparer, actors.other_clerk, actors.system_admin):
        with pytest.raises(Forbidden):
            propose_closing(work(actor), case, close_code="withdrawn")
    with pytest.raises(Invalid, match="leak_name") as named:
        propose_closing(clerk, case, close_code="withdrawn", close_note=f"{PETITIONER}来电撤回")
    assert named.value.field == "close_note"


def test_one_proposes_it_and_a_reviewer_who_is_another_decides(clerk, reviewer, work, actors):
    case = registered(clerk)
    closing = propose_closing(reviewer, case, close_code="no_consent", close_note="多次联系未果")
    assert (case.status, closing.status) == ("registered", "proposed")
    with pytest.raises(Refused, match="closing_waits"):
        propose_closing(clerk, case, close_code="withdrawn")
    for actor in (actors.reviewer, actors.clerk, actors.other_reviewer, actors.auditor):
        for decide in (confirm_closing, lambda w, one: return_closing(w, one, note="请再联系")):
            with pytest.raises(Forbidden):
                decide(work(actor), closing)
    other = work(actors.second_reviewer)
    with pytest.raises(Invalid, match="leak_name"):
        return_closing(other, closing, note=f"请再联系{PETITIONER}")
    return_closing(other, closing, note="请再联系")
    assert (case.status, closing.status, closing.note) == ("registered", "returned", "请再联系")
    with pytest.raises(WrongState):
        confirm_closing(other, closing)
    confirm_closing(other, propose_closing(clerk, case, close_code="no_consent"))
    assert (case.status, case.closed_by_id) == ("closed", actors.second_reviewer.person_id)


def test_nothing_is_drafted_while_a_closing_waits(clerk, reviewer):
    case = ready_case(clerk)
    closing = propose_closing(clerk, case, close_code="withdrawn")
    with pytest.raises(Refused, match="closing_waits"):
        drafted(clerk, case)
    return_closing(reviewer, closing, note="请再联系")
    assert drafted(clerk, case).status == "draft"


def test_a_listing_that_is_prepared_all_the_same_keeps_the_case_open(clerk, reviewer):
    listing = drafted(clerk)
    closing = proposed_past_the_rules(clerk, listing.case)
    with pytest.raises(Refused, match="listing_in_preparation"):
        confirm_closing(reviewer, closing)
    discard(clerk, listing)
    assert confirm_closing(reviewer, closing).case.status == "closed"


def proposed_past_the_rules(work, case):
    """A proposal beside a listing, which the service refuses."""
    closing = Closing(
        jurisdiction_id=case.jurisdiction_id, case_id=case.id, close_code="withdrawn", proposed_at=work.now,
        proposed_by_id=work.actor.person_id,
    )  # fmt: skip
    closing.case = case
    work.session.add(closing)
    work.session.flush()
    return closing


@pytest.mark.empty_register
def test_what_was_registered_by_mistake_counts_for_nobody(clerk):
    somebody = petitioner(name="王秀兰", minority_name=False, id_number="", phone="13900001111")
    first = registered(clerk)
    parties = [somebody, {**somebody, "role": "respondent", "name": "李建军", "phone": ""}]
    second = registered(clerk, petition_number="XF-2", parties=parties)
    assert len(register_of(clerk, OTOG_FRONT)) == 2
    closed_unlisted(clerk, first, close_code="settled_elsewhere")
    closed_unlisted(clerk, second, close_code="by_mistake")
    assert len(register_of(clerk, OTOG_FRONT)) == 1
    assert private_values(clerk, second), "and nothing of it is erased before its time"


# --- the pages -------------------------------------------------------------------------------------------------------


def test_by_page_and_by_api(pages, commit_work, database):
    ref, other = (
        commit_work("clerk", lambda work, number=number: registered(work, petition_number=number).public_id)
        for number in ("XF-1", "XF-2")
    )
    asking = commit_work("clerk", lambda work: party_of(work, case_for(work, ref), "petitioner").public_id)
    clerk = pages.as_("clerk")
    assert f"/cases/{ref}/close" in clerk.get(f"/cases/{ref}").get_data(as_text=True)
    assert clerk.post(f"/cases/{ref}/close", close_code="bored").status_code == 422
    assert clerk.post(f"/cases/{ref}/close", close_code="no_consent", close_note="多次联系未同意").status_code == 303
    confirmed_by(pages.as_("reviewer"), clerk, ref)
    shown = clerk.get(f"/cases/{ref}").get_data(as_text=True)
    assert "A party has not agreed, or refuses" in shown
    assert "多次联系未同意" in shown
    assert f"/cases/{ref}/close" not in shown
    for what in ("link", "gate", "listing", "same-dispute"):
        assert f"/cases/{ref}/{what}" not in shown
        answer = clerk.get(f"/cases/{ref}/{what}")
        assert (answer.status_code, "The case is closed" in answer.get_data(as_text=True)) == (409, True)
    for what in ("consent", "separate-consent"):
        answer = clerk.get(f"/parties/{asking}/{what}")
        assert (answer.status_code, "The case is closed" in answer.get_data(as_text=True)) == (409, True)
    assert clerk.tell(f"/cases/{ref}/link", petition_number="XF-2").get_json()["code"] == "case_is_closed"
    assert "XF-1" in clerk.get("/retention").get_data(as_text=True)
    assert pages.as_("auditor").get(f"/cases/{other}/close").status_code == 403
    assert pages.as_("other_clerk").get(f"/cases/{other}/close").status_code == 404
    told = clerk.tell(f"/cases/{other}/close", close_code="by_mistake", close_note="")
    assert told.status_code == 201
    confirmed_by(pages.as_("reviewer"), clerk, other)
    case = clerk.ask(f"/cases/{other}").get_json()
    assert (case["status"], case["close_code"]) == ("closed", "by_mistake")
    again = clerk.tell(f"/cases/{other}/close", close_code="by_mistake", close_note="")
    assert (again.status_code, again.get_json()["code"]) == (409, "wrong_state")
    with Session(database.engine) as session:
        jobs = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'recheck_cover'"
        assert session.execute(text(jobs)).scalar_one() > 0


def test_the_page_refuses_a_draft_while_a_closing_waits(pages, commit_work):
    ref = commit_work("clerk", lambda work: ready_case(work).public_id)
    clerk = pages.as_("clerk")
    assert f"/cases/{ref}/listing" in clerk.get(f"/cases/{ref}").get_data(as_text=True)
    assert clerk.post(f"/cases/{ref}/close", close_code="no_consent", close_note="").status_code == 303
    assert f"/cases/{ref}/listing" not in clerk.get(f"/cases/{ref}").get_data(as_text=True)
    answer = clerk.get(f"/cases/{ref}/listing")
    assert answer.status_code == 409
    assert "It has been proposed to close this case." in answer.get_data(as_text=True)


@pytest.mark.parametrize("steps", [(), ("propose", "grant", "settle", "confirm", "reward")], ids=["listed", "closed"])
def test_a_closing_that_waits_is_ended_from_the_page_whatever_became_of_the_case(pages, commit_work, steps):
    def prepare(work):
        listing = submit(work, drafted(work, ready_case(work)))
        proposed_past_the_rules(work, listing.case)
        return listing.public_id, listing.case.public_id

    def put_up(work):
        listing = release(work, listing_for(work, listing_ref))
        for step in steps:
            LISTING.apply(work, step, listing)

    listing_ref, ref = commit_work("clerk", prepare)
    commit_work("reviewer", put_up)
    reviewer = pages.as_("reviewer")
    waiting = "Cases to close without a listing, to decide"
    assert waiting in reviewer.get("/work").get_data(as_text=True)
    shown = reviewer.get(f"/cases/{ref}").get_data(as_text=True)
    address = "/closings/" + shown.split('href="/closings/')[1].split("/")[0]
    assert "A reviewer returns the proposal." in shown
    assert (f"{address}/confirm" in shown, f"{address}/return" in shown) == (False, True)
    assert reviewer.post(f"{address}/return", note="已经上榜").location == f"/cases/{ref}"
    assert waiting not in reviewer.get("/work").get_data(as_text=True)
    assert address not in reviewer.get(f"/cases/{ref}").get_data(as_text=True)


def confirmed_by(reviewer, clerk, ref):
    """The reviewer returns it first by the API, the clerk proposes it again, and the reviewer confirms on the page."""

    def address():
        page = reviewer.get(f"/cases/{ref}").get_data(as_text=True)
        return "/closings/" + page.split('href="/closings/')[1].split("/")[0]

    assert "/closings/" not in clerk.get(f"/cases/{ref}").get_data(as_text=True)
    assert clerk.get(f"{address()}/confirm").status_code == 403
    assert reviewer.tell(f"{address()}/return", note="请补充联系记录").status_code == 201
    assert "请补充联系记录" in clerk.get(f"/cases/{ref}").get_data(as_text=True)
    code = (
        "no_consent" if "A party has not agreed" in clerk.get(f"/cases/{ref}").get_data(as_text=True) else "by_mistake"
    )
    assert clerk.tell(f"/cases/{ref}/close", close_code=code, close_note="多次联系未同意").status_code == 201
    assert reviewer.post(f"{address()}/confirm").location == f"/cases/{ref}"
