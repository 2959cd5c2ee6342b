"""苏日娜 looks for Wulan's cases: exactly, for a purpose, in her own banner, and without reading anybody's data."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from listings.cases.models import PetitionCase
from listings.cases.services import register, remove_party
from listings.person_search.models import PersonSearch
from listings.person_search.queries import found_by
from listings.person_search.services import find_cases
from listings.retention.services import confirm_erasure, propose_erasure
from market.record.models import RecordEvent
from market.refusals import Forbidden, Invalid, Refused, TooMany
from tests.integration.listings.stories import (
    ADDRESS,
    ID_NUMBER,
    OTOG,
    PETITIONER,
    PHONE,
    RESPONDENT,
    case_values,
    closed,
    petitioner,
    registered,
    respondent,
)
from tests.integration.listings.test_rules_in_the_database import refused

pytestmark = pytest.mark.empty_register

PURPOSE = "answer_person"


def found(work, kind, value):
    search = find_cases(work, kind=kind, value=value, purpose=PURPOSE)
    return [party.case.petition_number for party in found_by(work, search)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("name", PETITIONER),
        ("name", f" {PETITIONER[:2]}\u3000{PETITIONER[2:]}\u200b"),
        ("name", "乌兰·其其格"),
        ("name", "鄂托克前旗金牧矿业有限公司"),
        ("id_number", "１５０６２３　19680512　0024"),
        ("phone", "+86 138-4771-2345"),
        ("phone", "１３８４７７１２３４５"),
    ],
)
def test_a_case_is_found_however_the_value_is_written(clerk, kind, value):
    case = registered(clerk)
    assert found(clerk, kind, value) == [case.petition_number]


@pytest.mark.parametrize(("kind", "value"), [("name", "乌兰"), ("name", "乌兰其其格格"), ("phone", "13847712346")])
def test_nothing_but_the_whole_value_finds_it(clerk, kind, value):
    registered(clerk)
    assert found(clerk, kind, value) == []


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("name", "··", "person_search_empty"),
        ("name", "\u200b \u3000", "person_search_empty"),
        ("id_number", "150623196805120025", "person_search_id_number_wrong"),
        ("id_number", PHONE, "person_search_id_number_wrong"),
        ("phone", "1384", "person_search_phone_wrong"),
        ("phone", "9" * 80, "person_search_phone_wrong"),
    ],
)
def test_a_slip_is_told_and_not_taken_for_no_case(clerk, kind, value, code):
    with pytest.raises(Invalid, match=code):
        find_cases(clerk, kind=kind, value=value, purpose=PURPOSE)
    with pytest.raises(Invalid, match="purpose_unknown"):
        find_cases(clerk, kind="name", value=PETITIONER, purpose="curiosity")
    assert clerk.told == []


def test_all_cases_of_a_person_are_found_with_the_part_in_each(clerk):
    first = registered(clerk)
    second = registered(
        clerk,
        petition_number="XF-2020-0001",
        parties=[petitioner(name="孟根"), respondent(), petitioner(role="other", id_number="")],
    )
    remove_party(clerk, second.parties[2], removal_reason="不是当事人")
    search = find_cases(clerk, kind="name", value=PETITIONER, purpose=PURPOSE)
    assert [(party.case_id, party.role, party.removed_at is not None) for party in found_by(clerk, search)] == [
        (second.id, "other", True),
        (first.id, "petitioner", False),
    ]


def test_the_other_banner_finds_nothing_of_this_one(clerk, work, actors):
    registered(clerk)
    other = work(actors.other_clerk)
    theirs = register(other, **case_values(other, OTOG, petition_number="XF-2021-0007"))
    assert found(other, "name", PETITIONER) == [theirs.petition_number]
    assert found(clerk, "name", PETITIONER) == ["XF-2019-0314"]


@pytest.mark.parametrize("key", ["system_admin", "security_admin", "audit_admin", "auditor", "preparer"])
def test_nobody_outside_the_office_searches(work, actors, key):
    with pytest.raises(Forbidden):
        find_cases(work(getattr(actors, key)), kind="name", value=PETITIONER, purpose=PURPOSE)


def test_the_record_and_the_row_hold_no_value(clerk):
    registered(clerk)
    clerk.told.clear()
    search = find_cases(clerk, kind="phone", value=PHONE, purpose=PURPOSE)
    (told,) = clerk.told
    assert (told.name, told.payload) == ("person_search.made", {"kind": "phone", "purpose": PURPOSE, "finds": 1})
    assert PHONE not in str(vars(search))


def test_erased_data_is_found_no_more_not_even_by_an_earlier_search(clerk, work, actors):
    case = closed(clerk, work(actors.reviewer), 4_000)
    search = find_cases(clerk, kind="name", value=PETITIONER, purpose=PURPOSE)
    assert len(found_by(clerk, search)) == 1
    confirm_erasure(work(actors.reviewer), propose_erasure(clerk, case), understood=True)
    assert found_by(clerk, search) == []
    assert found(clerk, "name", PETITIONER) == []


def test_so_many_searches_an_hour_and_no_more(clerk):
    for _ in range(20):
        find_cases(clerk, kind="name", value=PETITIONER, purpose=PURPOSE)
    with pytest.raises(TooMany, match="person_searches_used_up") as too_many:
        find_cases(clerk, kind="name", value=PETITIONER, purpose=PURPOSE)
    assert too_many.value.facts == {"limit": 20, "until": clerk.now + timedelta(hours=1)}
    clerk.now += timedelta(hours=1)
    assert find_cases(clerk, kind="name", value=PETITIONER, purpose=PURPOSE)


def test_searches_sent_at_once_are_counted_one_after_the_other(database, commit_work):
    for _ in range(18):
        commit_work("clerk", _search)
    said = []

    def send():
        try:
            commit_work("clerk", _search)
            said.append("done")
        except Refused as refusal:
            said.append(refusal.code)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["done"] * 2 + ["person_searches_used_up"] * 6


def _search(work):
    return find_cases(work, kind="name", value=PETITIONER, purpose=PURPOSE).public_id


def test_a_search_stays_as_it_was_made(clerk):
    find_cases(clerk, kind="name", value=PETITIONER, purpose=PURPOSE)
    too_many = (
        "INSERT INTO person_search (public_id, jurisdiction_id, person_id, kind, purpose, found_party_ids, searched_at)"
        " SELECT 'x', '150623', :by, :kind, 'x', array_agg(n), now() FROM generate_series(1, :finds) AS n"
    )
    by = clerk.actor.person_id
    assert refused(clerk, too_many, by=by, kind="name", finds=101) == "ck_person_search_so_many_finds"
    assert refused(clerk, too_many, by=by, kind="address", finds=1) == "ck_person_search_kind_known"


def test_the_page_and_the_api_find_alike_and_show_nobody(pages, commit_work, database):
    ref = commit_work("clerk", lambda work: registered(work).public_id)
    clerk = pages.as_("clerk")
    assert "/person-searches/new" in clerk.get("/cases").get_data(as_text=True)
    answer = clerk.post("/person-searches/new", kind="name", value=PETITIONER, purpose=PURPOSE)
    assert answer.status_code == 303
    page = clerk.get(answer.location).get_data(as_text=True)
    assert f'href="/cases/{ref}"' in page
    assert "Petitioner" in page
    told = clerk.tell("/person-searches/new", kind="id_number", value=ID_NUMBER, purpose=PURPOSE)
    assert told.status_code == 201
    finds = clerk.ask(f"/person-searches/{told.json['id']}")
    assert [find["case"] for find in finds.json["finds"]] == [ref]
    for secret in (PETITIONER, ID_NUMBER, PHONE, ADDRESS, RESPONDENT):
        assert secret not in page
        assert secret not in finds.get_data(as_text=True)
    other = pages.as_("reviewer")
    assert other.get(answer.location).status_code == 404, "another one's search is nobody else's"
    refused_page = clerk.post("/person-searches/new", kind="phone", value="1384", purpose=PURPOSE)
    assert refused_page.status_code == 422
    assert "1384" in refused_page.get_data(as_text=True), "what was typed stays"
    assert pages.as_("system_admin").get("/person-searches/new").status_code == 403
    with database.session() as session:
        payloads = session.scalars(select(RecordEvent.payload).where(RecordEvent.name == "person_search.made")).all()
        assert len(payloads) == len(session.scalars(select(PersonSearch)).all()) == 2
        assert session.scalar(select(PetitionCase.public_id)) == ref
