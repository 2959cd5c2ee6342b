"""The floor's pages and its API, walked by people over committed data: the same deeds, the same refusals."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from listings.publication.models import Listing
from market.people.models import Account
from mediators.claims.models import Claim, PartyAnswer
from mediators.vetting.models import Mediator
from mediators.workspace.models import MediationSession
from tests.integration.listings import browsing
from tests.integration.mediators.scene import form_of, vetted_bateer
from tests.integration.mediators.stories import PLAN


def test_a_visitor_applies_and_signs_in_to_see_it(pages, scene):
    visitor = pages.as_(None)
    answer = visitor.post("/mediators/apply", **form_of(scene))
    assert answer.status_code == 303
    assert visitor.get(answer.location).location.startswith("/sign-in")
    bateer = pages.as_("bateer")
    page = bateer.client.get("/me/mediator", follow_redirects=True).get_data(as_text=True)
    assert "巴特尔" in page
    assert "Application waits for a first reviewer" in page
    assert "13947701234" not in page


def test_a_wrong_application_keeps_what_was_typed(pages, scene):
    answer = pages.as_(None).post("/mediators/apply", **form_of(scene, id_number="152724198001011011"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "This is not a valid ID number" in page
    assert "十二年嘎查调解。" in page
    assert "一个够长的密码-2026" not in page
    with Session(scene.database.engine) as session:
        assert session.scalars(select(Account).where(Account.sign_in_name == "bateer")).one_or_none() is None


def test_the_whole_way_by_pages(pages, scene):
    bateer = vetted_bateer(pages, scene)
    reviewer, clerk, mine = pages.as_("reviewer"), pages.as_("clerk"), pages.as_("bateer")
    board = mine.get(f"/board/{scene.listing.public_id}").get_data(as_text=True)
    assert "Claim this listing" in board
    claimed = mine.post(f"/board/{scene.listing.public_id}/claim", **PLAN)
    assert claimed.status_code == 303
    ref = claimed.location.rsplit("/", 1)[-1]
    assert scene.listing.title in mine.get("/my/claims").get_data(as_text=True)
    compared = reviewer.get(f"/listings/{scene.listing.public_id}/claims").get_data(as_text=True)
    assert "巴特尔" in compared
    assert f"/claims/{ref}/propose" in compared
    assert reviewer.post(f"/claims/{ref}/propose").status_code == 303
    answering = clerk.get(f"/claims/{ref}/answers/new").get_data(as_text=True)
    parties = re.findall(r'name="party" type="radio" value="([^"]+)"', answering)
    assert len(parties) == 2
    for party in parties:
        recorded = clerk.post(
            f"/claims/{ref}/answers/new", party=party, answer="accepted", evidence="oral", note="",
            answered_on=re.search(r'name="answered_on"[^>]*value="([^"]+)"', answering)[1],
        )  # fmt: skip
        assert recorded.status_code == 303, recorded.get_data(as_text=True)
    assert mine.get(f"/claims/{ref}/workspace").status_code == 404
    assert reviewer.post(f"/claims/{ref}/grant").status_code == 303
    workspace = mine.get(f"/claims/{ref}/workspace").get_data(as_text=True)
    assert "图雅" not in workspace
    assert mine.client.post(
        f"/claims/{ref}/workspace/open",
        data={name: browsing.hidden_value(workspace, name) for name in ("csrf_token", "submission_key")}
        | {"purpose": "mediate"},
    ).status_code == 303  # fmt: skip
    assert "图雅" in mine.get(f"/claims/{ref}/workspace").get_data(as_text=True)
    assert "图雅" not in reviewer.get(f"/claims/{ref}/workspace").get_data(as_text=True)
    today = scene.one(select(PartyAnswer.answered_on).limit(1))
    session = {
        "held_on": today.isoformat(),
        "method": "together",
        "place": "司法所",
        "present": "双方",
        "next_step": "",
    }
    refused = mine.post(f"/claims/{ref}/sessions/new", summary="图雅愿意谈", **session)
    assert refused.status_code == 422
    assert "must not name a party" in refused.get_data(as_text=True)
    assert mine.post(f"/claims/{ref}/sessions/new", summary="申请人愿意谈。", **session).status_code == 303
    assert scene.one(select(MediationSession.summary)) == "申请人愿意谈。"
    assert "申请人愿意谈。" in mine.get(f"/claims/{ref}/workspace").get_data(as_text=True)
    assert "How the last day was reckoned" in mine.get(f"/claims/{ref}").get_data(as_text=True)
    assert bateer.public_id in reviewer.get(f"/claims/{ref}").get_data(as_text=True)


def test_the_work_lists_say_what_waits(pages, scene):
    pages.as_(None).post("/mediators/apply", **form_of(scene))
    assert "巴特尔" in pages.as_("reviewer").get("/work").get_data(as_text=True)
    assert "巴特尔" not in pages.as_("clerk").get("/work").get_data(as_text=True)
    claimed = pages.as_(scene.liu).post(f"/board/{scene.listing.public_id}/claim", **PLAN)
    ref = claimed.location.rsplit("/", 1)[-1]
    assert "1 claim waits" in pages.as_("reviewer").get("/work").get_data(as_text=True)
    assert "1份揭榜待处理" in pages.as_("reviewer", locale="zh_Hans_CN").get("/work").get_data(as_text=True)
    pages.as_("reviewer").post(f"/claims/{ref}/propose")
    assert "Parties to ask about a proposed mediator" in pages.as_("clerk").get("/work").get_data(as_text=True)
    assert "Proposed to the parties" in pages.as_(scene.liu).get("/work").get_data(as_text=True)


def test_a_double_click_makes_one_claim(pages, scene):
    liu = pages.as_(scene.liu)
    path = f"/board/{scene.listing.public_id}/claim"
    page = liu.get(path).get_data(as_text=True)
    typed = {name: browsing.hidden_value(page, name) for name in ("csrf_token", "submission_key")} | PLAN
    first, second = liu.client.post(path, data=typed), liu.client.post(path, data=typed)
    assert first.location == second.location
    assert scene.one(select(Claim.public_id)) == first.location.rsplit("/", 1)[-1]


def test_the_second_comer_reads_one_sentence(pages, scene):
    vetted_bateer(pages, scene)
    refs = [
        pages.as_(name).post(f"/board/{scene.listing.public_id}/claim", **PLAN).location.rsplit("/", 1)[-1]
        for name in ("bateer", scene.liu)
    ]
    assert pages.as_("reviewer").post(f"/claims/{refs[0]}/propose").status_code == 303
    answer = pages.as_("second_reviewer").post(f"/claims/{refs[1]}/propose")
    assert answer.status_code == 409
    assert re.search(r"proposed to another mediator at \d\d:\d\d\.", answer.get_data(as_text=True))
    told = pages.as_("second_reviewer").tell(f"/claims/{refs[1]}/propose")
    assert (told.status_code, told.get_json()["code"]) == (409, "claim_another_is_proposed")


@pytest.mark.slow  # it waits for as long as a person would
def test_who_waits_too_long_for_another_is_told_so_by_the_page_and_the_api(pages, scene):
    ref = pages.as_(scene.liu).tell(f"/board/{scene.listing.public_id}/claim", **PLAN).get_json()["id"]
    with Session(scene.database.engine) as another:
        another.execute(select(Listing.id).where(Listing.id == scene.listing.id).with_for_update())
        told = pages.as_("reviewer").tell(f"/claims/{ref}/propose")
        answer = pages.as_("reviewer").post(f"/claims/{ref}/propose")
    assert (told.status_code, told.get_json()["code"]) == (409, "too_busy")
    assert answer.status_code == 409
    assert "Someone else is working on the same thing" in answer.get_data(as_text=True)
    assert pages.as_("reviewer").tell(f"/claims/{ref}/propose").status_code == 201


def test_the_api_reads_and_does_the_same(pages, scene):
    liu, clerk, reviewer = pages.as_(scene.liu), pages.as_("clerk"), pages.as_("reviewer")
    made = liu.tell(f"/board/{scene.listing.public_id}/claim", **PLAN)
    assert (made.status_code, made.get_json()["status"]) == (201, "standing")
    ref = made.get_json()["id"]
    assert [one["id"] for one in liu.ask("/my/claims").get_json()["items"]] == [ref]
    assert [one["id"] for one in clerk.ask(f"/listings/{scene.listing.public_id}/claims").get_json()["items"]] == [ref]
    assert reviewer.ask("/mediators").get_json()["items"][0]["display_name"] == "刘志远"
    assert reviewer.tell(f"/claims/{ref}/propose").get_json()["status"] == "proposed"
    detail = clerk.ask(f"/claims/{ref}").get_json()
    assert [one["answer"] for one in detail["answers"]] == [None, None]
    wrong = clerk.tell(f"/claims/{ref}/answers/new", party=detail["answers"][0]["party"], answer="maybe",
                       answered_on="2026-02-30", evidence="oral")  # fmt: skip
    assert wrong.status_code == 422
    assert {"answer", "answered_on"} <= set(wrong.get_json()["errors"])
    assert reviewer.tell(f"/claims/{ref}/grant", colour="red").status_code == 422
    assert clerk.tell(f"/claims/{ref}/grant", colour="red").status_code == 403  # not the clerk's step at all


CELLS = [
    ("/mediators", None, 302), ("/mediators", "clerk", 200), ("/mediators", "auditor", 200),
    ("/mediators", "preparer", 403), ("/mediators", "other_clerk", 200),
    ("/mediators?status=nonsense", "clerk", 404), ("/mediators?after=nonsense", "clerk", 404),
    ("/committees", "clerk", 200), ("/committees", "auditor", 403), ("/committees", None, 302),
    ("/claims", "reviewer", 200), ("/claims", "preparer", 403), ("/claims?status=standing", "auditor", 200),
    ("/my/claims", "clerk", 403), ("/my/claims", None, 302), ("/me/mediator", "clerk", 403),
    ("/claims/nosuchclaim", "clerk", 404), ("/claims/nosuchclaim", None, 302),
    ("/mediators/apply", None, 200), ("/mediators/apply", "clerk", 403),
    ("/mediators/apply/signed-in", "preparer", 200), ("/mediators/apply/signed-in", None, 302),
]  # fmt: skip


def test_who_sees_which_page(pages, scene):
    seen = [(path, who, pages.as_(who).get(path).status_code) for path, who, _ in CELLS]
    assert seen == CELLS


def test_another_banner_finds_nothing(pages, scene):
    claimed = pages.as_(scene.liu).post(f"/board/{scene.listing.public_id}/claim", **PLAN)
    ref = claimed.location.rsplit("/", 1)[-1]
    other = pages.as_("other_reviewer")
    for path in (f"/claims/{ref}", f"/claims/{ref}/propose", f"/listings/{scene.listing.public_id}/claims"):
        assert other.get(path).status_code == 404, path
    assert scene.listing.title not in other.get("/claims").get_data(as_text=True)


def test_no_page_falls_back_into_the_other_language(pages, scene):
    claimed = pages.as_(scene.liu).post(f"/board/{scene.listing.public_id}/claim", **PLAN)
    ref = claimed.location.rsplit("/", 1)[-1]
    for locale, own, other in (("en", 0, 1), ("zh_Hans_CN", 1, 0)):
        reviewer, liu = pages.as_("reviewer", locale=locale), pages.as_(scene.liu, locale=locale)
        for reader, path, words in (
            (reviewer, f"/claims/{ref}", ("The plan", "调解方案")),
            (reviewer, "/committees", ("Takes new mediators", "可吸收新调解员")),
            (liu, "/my/claims", ("Standing: waits", "揭榜有效")),
            (reviewer, f"/claims/{ref}/propose", ("Only one mediator is proposed", "同一时间只推荐")),
        ):
            page = reader.get(path).get_data(as_text=True)
            assert words[own] in page, path
            assert words[other] not in page, path


def test_a_visitor_is_shown_the_way_to_a_claim(pages, scene):
    page = pages.as_(None).get(f"/board/{scene.listing.public_id}").get_data(as_text=True)
    assert f'href="/sign-in?next=/board/{scene.listing.public_id}/claim"' in page
    assert 'href="/mediators/apply"' in page
    assert "Sign in and claim it" not in pages.as_("clerk").get(f"/board/{scene.listing.public_id}").get_data(
        as_text=True
    )


def test_whoever_may_not_apply_uses_up_nobodys_attempts(pages, scene):
    """The office shares one address with the visitors of its hall."""
    pages.app.config["SETTINGS"] = replace(pages.app.config["SETTINGS"], attempts_an_hour=1)
    for _ in range(2):
        assert pages.as_("clerk").post("/mediators/apply", **form_of(scene)).status_code == 403
    assert pages.as_(None).post("/mediators/apply", **form_of(scene)).status_code == 303


def test_applications_from_one_network_are_limited_by_the_hour(pages, scene):
    """Somebody tries ID number after ID number; then the address waits, and nothing was written."""
    pages.app.config["SETTINGS"] = replace(pages.app.config["SETTINGS"], attempts_an_hour=2)
    visitor = pages.as_(None)
    for _ in range(2):
        assert visitor.post("/mediators/apply", **form_of(scene, id_number="152724198001011011")).status_code == 422
    late = visitor.post("/mediators/apply", **form_of(scene))
    assert late.status_code == 429
    assert "Too many attempts have come from your network" in late.get_data(as_text=True)
    assert "十二年嘎查调解。" in late.get_data(as_text=True), "what was typed is kept"
    told = visitor.tell("/mediators/apply", display_name="x")
    assert told.status_code in (422, 429)
    elsewhere = visitor.client.post("/api/v1/mediators/apply", json={}, environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert elsewhere.status_code == 422


def test_whoever_vets_sees_that_an_id_number_stands_twice(pages, scene):
    vetted_bateer(pages, scene)
    assert pages.as_(None).post("/mediators/apply", **form_of(scene, sign_in_name="another")).status_code == 303
    ref = scene.one(select(Mediator.public_id).order_by(Mediator.id.desc()).limit(1))
    seen = pages.as_("reviewer").get(f"/mediators/{ref}").get_data(as_text=True)
    assert "The same ID number stands elsewhere" in seen
    assert "The same ID number" not in pages.as_("another").get(f"/mediators/{ref}").get_data(as_text=True)
