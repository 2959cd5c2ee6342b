"""Wulan and her brother each petitioned about one pasture: Surina links the cases, and the dispute is listed once."""

import threading

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError

from listings.cases.models import PetitionCase
from listings.disputes.queries import linked_cases
from listings.disputes.queries_candidates import CandidateFilter, candidates_page
from listings.disputes.services import link, unlink
from listings.publication.models import Listing
from listings.publication.services import release, withdraw
from listings.sentences import CONSTRAINTS
from market.database import constraint_of
from market.refusals import Forbidden, Invalid, Refused
from tests.integration.listings.stories import (
    closed_unlisted,
    drafted,
    linked_knowingly,
    on_the_board,
    ready_case,
    registered,
    submit,
)

pytestmark = pytest.mark.empty_register
FIRST, SECOND, THIRD = "XF-2019-0314", "XF-2020-0077", "XF-2021-0005"


def pair(clerk, make=registered):
    first, second = make(clerk, petition_number=FIRST), make(clerk, petition_number=SECOND)
    clerk.told.clear()
    link(clerk, second, petition_number=f" {FIRST.lower()} ")
    return first, second


def test_linked_cases_share_their_dispute_and_both_files_say_so(clerk):
    first, second = pair(clerk)
    assert first.dispute_id == second.dispute_id
    assert linked_cases(clerk.session, first) == [second]
    told = {(event.name, event.stream, tuple(event.payload["cases"])) for event in clerk.told}
    assert told == {("case.linked", first.stream, (second.id,)), ("case.linked", second.stream, (first.id,))}
    third = registered(clerk, petition_number=THIRD)
    link(clerk, first, petition_number=THIRD)
    assert {case.id for case in linked_cases(clerk.session, third)} == {first.id, second.id}
    unlink(clerk, second)
    assert (linked_cases(clerk.session, second), linked_cases(clerk.session, first)) == ([], [third])
    with pytest.raises(Refused, match="not_linked"):
        unlink(clerk, second)


def test_a_link_that_leads_nowhere_is_refused_by_its_number(clerk, work, actors):
    first, second = pair(clerk)
    elsewhere = registered(work(actors.other_clerk), jurisdiction_id="150624", petition_number="XF-9")
    for number, code in ((FIRST, "link_to_itself"), (SECOND, "linked_already"), ("XF-9", "link_unknown")):
        with pytest.raises(Invalid, match=code) as refused:
            link(clerk, first, petition_number=number)
        assert refused.value.field == "petition_number"
    for deed in (lambda who: link(who, first, petition_number=SECOND), lambda who: unlink(who, first)):
        for actor in (actors.reviewer, actors.other_clerk, actors.auditor):
            with pytest.raises(Forbidden):
                deed(work(actor))
    move = sql("UPDATE petition_case SET dispute_id = :dispute WHERE id = :id")
    with pytest.raises(IntegrityError) as refused, clerk.session.begin_nested():
        clerk.session.execute(move, {"dispute": first.dispute_id, "id": elsewhere.id})
    assert constraint_of(refused.value) == "dispute_of_one_banner"


def test_a_dispute_on_the_board_keeps_its_cases_and_takes_one_that_turns_up_later(clerk, reviewer):
    first, second = pair(clerk, ready_case)
    on_the_board(clerk, reviewer, first)
    for case in (first, second):
        with pytest.raises(Refused, match="dispute_is_kept"):
            unlink(clerk, case)
    late = registered(clerk, petition_number=THIRD)
    linked_knowingly(clerk, first, late)
    assert late.dispute_id == first.dispute_id
    leave = sql("UPDATE petition_case SET dispute_id = 'another' WHERE id = :id")
    with pytest.raises(IntegrityError) as refused, clerk.session.begin_nested():
        clerk.session.execute(leave, {"id": late.id})
    assert constraint_of(refused.value) == "dispute_is_kept"


def test_two_disputes_that_were_both_listed_stay_two(clerk, reviewer):
    first, second = (ready_case(clerk, petition_number=number) for number in (FIRST, SECOND))
    for case in (first, second):
        on_the_board(clerk, reviewer, case)
    with pytest.raises(Refused, match="link_both_released"):
        link(clerk, first, petition_number=SECOND)


def offered_to(work, case):
    return {one.petition_number for one in candidates_page(work, case, CandidateFilter(), None).rows}


def test_what_is_offered_is_what_can_be_linked(clerk, reviewer):
    waiting = registered(clerk, petition_number=FIRST)
    given_up = closed_unlisted(clerk, registered(clerk, petition_number=SECOND), close_code="withdrawn")
    taken_off = on_the_board(clerk, reviewer, ready_case(clerk, petition_number=THIRD))
    listed = on_the_board(clerk, reviewer, ready_case(clerk, petition_number="XF-2022-0001")).case
    closed_unlisted(clerk, withdraw(reviewer, taken_off, end_code="other").case, close_code="not_mediable")
    assert offered_to(clerk, waiting) == {THIRD, listed.petition_number}
    with pytest.raises(Invalid, match="link_to_closed") as refused:
        link(clerk, waiting, petition_number=SECOND)
    assert refused.value.field == "petition_number"
    assert offered_to(clerk, listed) == {FIRST}, "two disputes that were both on the board stay two"
    assert given_up.dispute_id != waiting.dispute_id
    assert link(clerk, waiting, petition_number=THIRD).dispute_id == taken_off.case.dispute_id
    assert offered_to(clerk, waiting) == set(), "now its dispute has been on the board as well"


def test_a_dispute_is_on_the_board_once_at_a_time(clerk, reviewer):
    first, second = pair(clerk, ready_case)
    waiting = submit(clerk, drafted(clerk, second))
    on_the_board(clerk, reviewer, first)
    with pytest.raises(IntegrityError) as refused, clerk.session.begin_nested():
        release(reviewer, waiting)
    assert constraint_of(refused.value) == "dispute_has_one_listing"
    assert CONSTRAINTS["dispute_has_one_listing"] == "dispute_is_listed"
    clerk.session.refresh(waiting)
    assert waiting.status == "in_review"


def test_when_the_first_listing_is_withdrawn_the_second_may_go_up(clerk, reviewer):
    first, second = pair(clerk, ready_case)
    listing = on_the_board(clerk, reviewer, first)
    draft = drafted(clerk, second)
    with pytest.raises(Refused, match="dispute_is_listed"), clerk.session.begin_nested():
        submit(clerk, draft)
    clerk.session.refresh(draft)
    withdraw(reviewer, listing, end_code="resolved_otherwise", end_note="")
    assert release(reviewer, submit(clerk, draft)).status == "published"


def test_of_two_releases_at_once_the_database_lets_one_through(database, commit_work):
    def prepare(work):
        return [submit(work, drafted(work, case)).id for case in pair(work, ready_case)]

    both = commit_work("clerk", prepare)
    gate, outcomes = threading.Barrier(2), []

    def run(listing_id):
        def do(work):
            listing = work.session.get_one(Listing, listing_id)
            gate.wait()
            return release(work, listing).status

        try:
            outcomes.append(commit_work("reviewer", do))
        except IntegrityError as error:
            outcomes.append(constraint_of(error))
        except Refused as refused:
            outcomes.append(refused.code)

    threads = [threading.Thread(target=run, args=(one,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[-1] == "published"
    assert sorted(outcomes)[0] in ("dispute_has_one_listing", "dispute_is_listed")


def test_both_pages_show_the_link_to_the_office_and_another_banner_finds_nothing(pages, commit_work):
    first, second = commit_work("clerk", lambda work: [case.public_id for case in pair(work)])
    clerk = pages.as_("clerk")
    assert SECOND in clerk.get(f"/cases/{first}").get_data(as_text=True)
    assert FIRST in clerk.get(f"/cases/{second}").get_data(as_text=True)
    assert pages.as_("other_clerk").get(f"/cases/{first}/link").status_code == 404
    assert pages.as_("reviewer").get(f"/cases/{first}/link").status_code == 403
    assert clerk.post(f"/cases/{first}/unlink").status_code == 303
    assert SECOND not in clerk.get(f"/cases/{first}").get_data(as_text=True)
    answer = clerk.post(f"/cases/{first}/link", petition_number="XF-0")
    assert answer.status_code == 422
    assert "No case of this banner bears this petition number" in answer.get_data(as_text=True)
    assert clerk.tell(f"/cases/{first}/link", petition_number=SECOND).status_code == 201
    with pages.database.session() as session:
        assert len({case.dispute_id for case in session.query(PetitionCase)}) == 1
