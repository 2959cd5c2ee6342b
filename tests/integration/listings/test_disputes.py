"""Wulan and her brother each petitioned about one pasture: Surina links the cases, and the dispute is listed once."""

import re
import threading

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError

from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.cases.services import open_private
from listings.disputes.queries import linked_cases
from listings.disputes.queries_candidates import CandidateFilter, candidates_page, compared
from listings.disputes.services import link, unlink
from listings.disputes.services_comparison import compare_parties
from listings.publication.models import Listing
from listings.publication.services import release, withdraw
from listings.sentences import CONSTRAINTS
from market.database import constraint_of
from market.people.models import DepartmentKind
from market.refusals import Forbidden, Invalid, Refused, TooMany
from tests.integration.listings.stories import (
    ID_NUMBER,
    PETITIONER,
    PHONE,
    closed_unlisted,
    department,
    drafted,
    linked_knowingly,
    on_the_board,
    petitioner,
    ready_case,
    registered,
    respondent,
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


@pytest.fixture
def register(commit_work):
    """Surina's register: the pasture case, two that are like it, one of wages elsewhere, one of another banner."""

    def prepare(work):
        made = {
            number: registered(work, petition_number=number, **changes)
            for number, changes in {
                FIRST: {},
                SECOND: {},
                "XF-2021-0055": {},
                THIRD: {
                    "category": "wages",
                    "place_town": department(work, "城川镇", DepartmentKind.TOWN).public_id,
                    "responsible_department": department(work, "人社局", DepartmentKind.DEPARTMENT).public_id,
                },
            }.items()
        }
        return {number: (case.public_id, case.place_town.public_id, case.responsible_department.public_id)
                for number, case in made.items()}  # fmt: skip

    found = commit_work("clerk", prepare)
    commit_work("other_clerk", lambda work: registered(work, jurisdiction_id="150624", petition_number="XF-9").id)
    return found


def offered(answer):
    return re.findall(r'name="petition_number" type="radio" value="([^"]+)"', answer.get_data(as_text=True))


def test_the_clerk_chooses_the_case_from_her_own_register(pages, register):
    clerk, (case, _, _) = pages.as_("clerk"), register[FIRST]
    address = f"/cases/{case}/same-dispute"
    assert f'href="{address}"' in clerk.get(f"/cases/{case}/link").get_data(as_text=True)
    shown = clerk.get(address)
    assert offered(shown) == ["XF-2021-0055", SECOND], "at first those of its own town and category, newest first"
    assert "昂素镇" in shown.get_data(as_text=True)
    assert PETITIONER not in shown.get_data(as_text=True)
    assert f'href="/cases/{register[SECOND][0]}">Open the case' in shown.get_data(as_text=True)
    assert offered(clerk.get(f"{address}?number=")) == [THIRD, "XF-2021-0055", SECOND]
    assert offered(clerk.get(f"{address}?category=wages")) == [THIRD]
    assert offered(clerk.get(f"{address}?town={register[THIRD][1]}")) == [THIRD]
    assert offered(clerk.get(f"{address}?unit={register[THIRD][2]}")) == [THIRD]
    assert offered(clerk.get(f"{address}?number=ｘｆ-2020")) == [SECOND]
    assert offered(clerk.get(f"{address}?number=XF-9")) == []
    assert offered(clerk.get(f"{address}?number=_")) == [], "a sign of a pattern is a sign"
    for wrong in ("number=" + "9" * 41, "town=nonsense", "category=gold"):
        assert len(offered(clerk.get(f"{address}?{wrong}"))) == 3, "what is none narrows nothing, and is said"
    assert clerk.get(f"{address}?after=nonsense").status_code == 404
    chosen = clerk.post_from(address, f"/cases/{case}/link", petition_number=SECOND)
    assert chosen.location == f"/cases/{case}"
    assert offered(clerk.get(address)) == ["XF-2021-0055"], "what is linked is not offered again"


@pytest.fixture
def same_people(commit_work):
    """Three cases of other places: one of the same petitioner, one with his phone as a respondent's, one of neither."""

    def prepare(work):
        elsewhere = {
            "category": "wages",
            "place_town": department(work, "城川镇", DepartmentKind.TOWN).public_id,
            "narrative": "邻里皆知。",
        }
        stranger = petitioner(name="王秀兰", minority_name=False, id_number="", phone="13900001111")
        by_phone = respondent(kind="person", name="李建军", phone=PHONE)
        return [
            registered(work, petition_number=FIRST).public_id,
            registered(work, petition_number=SECOND, parties=[petitioner(phone=""), respondent()], **elsewhere).id,
            registered(work, petition_number=THIRD, parties=[stranger, by_phone], **elsewhere).id,
            registered(work, petition_number="XF-2022-0001", parties=[stranger, respondent()], **elsewhere).id,
            registered(work, petition_number="XF-2022-0002", parties=[stranger, respondent()]).id,
        ]

    return commit_work("clerk", prepare)


def test_who_has_stated_a_purpose_sees_first_which_cases_share_a_party(pages, same_people):
    clerk, ref = pages.as_("clerk"), same_people[0]
    address = f"/cases/{ref}/same-dispute"
    shown = clerk.get(address)
    assert offered(shown) == ["XF-2022-0002"], "of its own town and category"
    assert f"/cases/{ref}/open" in shown.get_data(as_text=True)
    assert "same phone" not in shown.get_data(as_text=True)
    assert clerk.post(f"/cases/{ref}/open", purpose="prepare_case").status_code == 303
    shown = clerk.get(address)
    assert offered(shown) == ["XF-2022-0002"], "nothing is compared before she asks"
    assert "same phone" not in shown.get_data(as_text=True)
    assert clerk.post_from(address, f"/cases/{ref}/same-parties").location == address
    shown = clerk.get(address)
    assert offered(shown) == [THIRD, SECOND, "XF-2022-0002"], "wherever they are, and then the others"
    page = shown.get_data(as_text=True)
    assert page.count("A party has the same phone") == 1
    assert page.count("A party has the same ID number") == 1
    assert [value for value in (PHONE, ID_NUMBER, PETITIONER, "李建军") if value in page] == []
    assert offered(clerk.get(f"{address}?category=land")) == ["XF-2022-0002"], "a filter that was chosen holds"
    assert offered(clerk.get(f"{address}?number=")) == [THIRD, SECOND, "XF-2022-0002", "XF-2022-0001"]


def alike(clerk):
    """Two cases of one petitioner, and one of nobody whom they know."""
    stranger = petitioner(name="王秀兰", minority_name=False, id_number="", phone="13900001111")
    others = {"parties": [stranger, respondent()], "narrative": "邻里皆知。"}
    numbered = [registered(clerk, petition_number=number) for number in (FIRST, SECOND)]
    return [*numbered, registered(clerk, petition_number=THIRD, **others)]


def test_no_comparison_of_parties_is_unrecorded(clerk):
    case, other, third = alike(clerk)
    with pytest.raises(Refused, match="purpose_needed|needs_opening"):
        compare_parties(clerk, case)
    open_private(clerk, case, purpose="prepare_case")
    assert compared(clerk, case) is None
    clerk.told.clear()
    compare_parties(clerk, case)
    told = {(event.name, event.stream): event.payload for event in clerk.told}
    assert told[("case.party_found", other.stream)] == {"cases": [case.id], "kinds": ["id_number", "phone"]}
    assert told[("case.parties_compared", case.stream)]["cases"] == [other.id]
    searches = [event.payload for event in clerk.told if event.name == "person_search.made"]
    assert searches == [{"kind": kind, "purpose": "prepare_case", "finds": 1} for kind in ("id_number", "phone")], (
        "as if both values had been typed"
    )
    assert third.stream not in {event.stream for event in clerk.told}


def test_who_enters_one_party_after_another_and_compares_has_no_more_searches_than_others(clerk):
    case, _, _ = alike(clerk)
    open_private(clerk, case, purpose="prepare_case")
    for _ in range(10):
        compare_parties(clerk, case)
    with pytest.raises(TooMany, match="person_searches_used_up"):
        compare_parties(clerk, case)


def test_what_was_found_is_shown_to_who_asked_and_to_nobody_else(pages, same_people, commit_work):
    ref = same_people[0]
    clerk, compare = pages.as_("clerk"), f"/cases/{ref}/same-parties"
    unasked = clerk.get(compare)
    assert unasked.status_code == 409
    assert "purpose" in unasked.get_data(as_text=True)
    assert clerk.post(f"/cases/{ref}/open", purpose="prepare_case").status_code == 303
    assert "two searches for a person" in clerk.get(compare).get_data(as_text=True)
    assert clerk.post(compare).location == f"/cases/{ref}/same-dispute"

    def seen(work):
        case = case_for(work, ref)
        if compared(work, case) is None:
            open_private(work, case, purpose="prepare_case")
        return compared(work, case)

    assert commit_work("clerk", seen) == {same_people[1]: {"id_number"}, same_people[2]: {"phone"}}
    assert commit_work("reviewer", seen) is None
    for reader in ("reviewer", "auditor", "other_clerk", None):
        assert pages.as_(reader).get(compare).status_code in (302, 403, 404), reader


def test_both_pages_warn_before_anything_is_linked(pages, register, commit_work):
    case = register[FIRST][0]
    clerk = pages.as_("clerk")
    for address in (f"/cases/{case}/link", f"/cases/{case}/same-dispute"):
        assert "Link only what is one dispute" in clerk.get(address).get_data(as_text=True)


def test_who_chose_nothing_is_told_so_and_nobody_else_reads_the_register(pages, register):
    case = register[FIRST][0]
    address = f"/cases/{case}/same-dispute"
    answer = pages.as_("clerk").post_from(address, f"/cases/{case}/link")
    assert answer.status_code == 422
    assert "Petition number of the other case" in answer.get_data(as_text=True)
    for reader, status in (
        ("reviewer", 403),
        ("auditor", 403),
        ("other_clerk", 404),
        ("security_admin", 404),
        (None, 302),
    ):
        assert pages.as_(reader).get(address).status_code == status, reader
