"""The clerk finds the case of the same dispute from her own register, and no comparison of parties is unrecorded."""

import re

import pytest

from listings.cases.queries import case_for
from listings.cases.services import open_private
from listings.disputes.queries_candidates import compared
from listings.disputes.services_comparison import compare_parties
from market.people.models import DepartmentKind
from market.refusals import Refused, TooMany
from tests.integration.listings.stories import (
    ID_NUMBER,
    PETITIONER,
    PHONE,
    department,
    petitioner,
    registered,
    respondent,
)

pytestmark = pytest.mark.empty_register

FIRST, SECOND, THIRD = "XF-2019-0314", "XF-2020-0077", "XF-2021-0005"


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
