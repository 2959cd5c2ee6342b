"""What the edge owes everyone: one row for a double click, nothing lost by a refusal, a calm page when the
database is away."""

import io
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import wsgi
from market.cluster import connect
from market.settings.environment import Mode, SettingsRefused
from market.web import deed_pages, deeds
from market.web.application import LONGEST_ADDRESS
from tests.integration.conftest import Database, demo_settings
from tests.integration.edge.conftest import Visit

NEW_CASE = "/cases/new"
HOSTILE = ["a\x00b", "付款\u202e001", "长" * 400_000]  # the last is more than a megabyte


def test_a_double_click_makes_one_row(visit: Callable[..., Visit], a_case: dict[str, Any], count: Any) -> None:
    clerk = visit("clerk")
    keys = clerk.keys(NEW_CASE)
    first, second = clerk.post(NEW_CASE, a_case, keys), clerk.post(NEW_CASE, a_case, keys)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert count("petition_case") == 1


def test_two_presses_at_the_same_moment_make_one_row(
    visit: Callable[..., Visit], a_case: dict[str, Any], count: Any
) -> None:
    cookie = visit("clerk")
    keys = cookie.keys(NEW_CASE)
    together, answers = threading.Barrier(4), []

    def press() -> None:
        client = cookie.client.application.test_client()
        with cookie.client.session_transaction() as ours, client.session_transaction() as theirs:
            theirs.update(ours)
        together.wait()
        answers.append(client.post(NEW_CASE, data=a_case | keys))

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [303] * 4
    assert len({answer.location for answer in answers}) == 1
    assert count("petition_case") == 1


def test_a_stale_form_is_refused_and_keeps_what_was_typed(
    visit: Callable[..., Visit], a_case: dict[str, Any], count: Any
) -> None:
    clerk = visit("clerk")
    keys = clerk.keys(NEW_CASE) | {"csrf_token": "from yesterday"}
    answer = clerk.post(NEW_CASE, a_case, keys)
    assert answer.status_code == 409
    assert "This page was open too long." in answer.text
    assert a_case["narrative"] in answer.text
    assert count("petition_case") == 0


@pytest.mark.parametrize("typed", HOSTILE, ids=["NUL", "right to left", "more than a megabyte"])
def test_hostile_text_is_refused_by_the_fields_name_and_nothing_is_half_written(
    visit: Callable[..., Visit], a_case: dict[str, Any], count: Any, typed: str
) -> None:
    answer = visit("clerk").post(NEW_CASE, a_case | {"narrative": typed})
    assert answer.status_code == 422
    assert "Narrative" in answer.text
    assert "XF-2026-0001" in answer.text
    assert count("petition_case") == count("party") == count("vault_cell") == 0


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("arose_on", "2026-02-30"), ("arose_on", "9999-01-01"), ("amount_in_dispute_fen", "-1"),
        ("amount_in_dispute_fen", "0.001"), ("amount_in_dispute_fen", "1e3"), ("amount_in_dispute_fen", "NaN"),
        ("amount_in_dispute_fen", str(2**63)), ("category", "gold"), ("languages", ["xx"]),
    ],
)  # fmt: skip
def test_nonsense_is_refused(
    visit: Callable[..., Visit], a_case: dict[str, Any], count: Any, field: str, typed: Any
) -> None:
    answer = visit("clerk").post(NEW_CASE, a_case | {field: typed})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert count("petition_case") == 0


def test_a_body_beyond_the_limit_gets_one_sentence(visit: Callable[..., Visit]) -> None:
    clerk = visit("clerk")
    answer = clerk.post(NEW_CASE, {"narrative": "长" * 3_000_000}, clerk.keys(NEW_CASE))
    assert answer.status_code == 413
    assert "4 MB at most, not counting files" in answer.text, "what the limit is"
    assert f'href="{NEW_CASE}">Go back' in answer.text, "and the way back to the form"


def test_an_upload_beyond_the_limit_is_told_the_limit_and_the_way_back(visit: Callable[..., Visit]) -> None:
    clerk, upload = visit("clerk"), "/imports/new"
    scan = {"workbook": (io.BytesIO(b"P" * 30_000_000), "案件.xlsx")}
    answer = clerk.client.post(upload, data=clerk.keys(upload) | scan, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert "24 MB at most, with all its files" in answer.text
    assert f'href="{upload}">Go back' in answer.text
    with clerk.client.session_transaction() as cookie:
        cookie["locale"] = "zh_Hans_CN"
    answer = clerk.client.post(upload, data={"workbook": (io.BytesIO(b"P" * 30_000_000), "案件.xlsx")})
    assert "连同全部文件最多24 MB" in answer.text


def test_a_long_text_beside_a_small_file_is_told_the_limit_of_what_is_typed(visit: Callable[..., Visit]) -> None:
    clerk, upload = visit("clerk"), "/imports/new"
    typed = {"note": "a" * 5_000_000, "workbook": (io.BytesIO(b"P"), "案件.xlsx")}
    answer = clerk.client.post(upload, data=typed)
    assert answer.status_code == 413
    assert "4 MB at most, not counting files" in answer.text


def test_a_form_without_files_is_held_to_the_limit_of_forms(visit: Callable[..., Visit]) -> None:
    clerk = visit("clerk")
    answer = clerk.post(NEW_CASE, {"narrative": "a" * 5_000_000}, clerk.keys(NEW_CASE))
    assert answer.status_code == 413
    assert "4 MB at most, not counting files" in answer.text
    assert f'href="{NEW_CASE}">Go back' in answer.text


def test_what_is_too_large_for_an_address_without_a_form_leads_to_the_start_page(
    visit: Callable[..., Visit],
) -> None:
    """Whatever the browser says it came from: no way back leads to another site."""
    answer = visit("clerk").client.post(
        "/sign-out",
        data={"more": "a" * 5_000_000},
        headers={"Referer": "https://elsewhere.example/cases/new"},
    )
    assert answer.status_code == 413
    assert "4 MB at most" in answer.text
    assert "Go to the start page" in answer.text
    assert "elsewhere" not in answer.text


def test_the_api_says_the_limit_too(visit: Callable[..., Visit]) -> None:
    answer = visit("clerk").api(NEW_CASE, {"narrative": "a" * 26_000_000})
    assert (answer.status_code, answer.json["code"]) == (413, "http_413")
    assert "24 MB at most" in answer.json["sentence"]


def as_json(typed: dict[str, Any]) -> dict[str, Any]:
    """The same case as the API takes it."""
    plain = {name: value for name, value in typed.items() if not name.startswith("parties-")}
    parties = [{part: typed[f"parties-{row}-{part}"] for part in ("name", "role", "kind")} for row in range(2)]
    return plain | {"parties": parties}


def test_the_api_does_the_same_and_refuses_the_same(
    visit: Callable[..., Visit], a_case: dict[str, Any], count: Any
) -> None:
    clerk, body = visit("clerk"), as_json(a_case)
    refused = clerk.api(NEW_CASE, body | {"arose_on": "2026-02-30"})
    assert refused.status_code == 422
    assert refused.json["errors"]["arose_on"] == ["Day the dispute arose is not a day in the calendar."]
    assert clerk.api(NEW_CASE, body | {"bribe": 1}).status_code == 422
    assert clerk.api(NEW_CASE, body | {"amount_in_dispute_fen": 0.1}).status_code == 422
    assert clerk.api(NEW_CASE, [body]).status_code == 422
    assert count("petition_case") == 0
    assert clerk.api(NEW_CASE, body).status_code in (200, 201)
    assert count("petition_case") == 1


def test_a_program_that_sends_twice_with_one_key_does_it_once(
    visit: Callable[..., Visit], a_case: dict[str, Any], count: Any
) -> None:
    clerk, body = visit("clerk"), as_json(a_case)
    first, again = (clerk.api(NEW_CASE, body, key="case-1-of-today") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert count("petition_case") == 1
    assert visit("other_clerk").api(NEW_CASE, body, key="case-1-of-today").status_code == 404
    assert clerk.api(NEW_CASE, body, key="k" * 65).status_code == 422


def test_a_step_from_the_wrong_state_says_the_present_one(visit: Callable[..., Visit], a_case: dict[str, Any]) -> None:
    clerk = visit("clerk")
    ref = clerk.api(NEW_CASE, as_json(a_case)).json["id"]
    asked = {"case_class": "A", "difficulty": "hard", "merit": "partly"}
    asked |= {"difficulty_reason": "年代久、证据少", "merit_reason": "部分事实有据"}
    assert clerk.api(f"/cases/{ref}/classify", asked).status_code in (200, 201)
    drafted = clerk.api(f"/cases/{ref}/listing", {"title": "草场边界纠纷", "body": "两户争议。", "category": "land"})
    listing = drafted.json["id"]
    clerk.api(f"/listings/{listing}/discard", {})
    again = clerk.api(f"/listings/{listing}/discard", {})
    assert again.status_code == 409
    assert again.json["state"] == "discarded"
    assert "Discarded" in again.json["sentence"]


def test_another_banners_case_is_not_there_at_all(visit: Callable[..., Visit], a_case: dict[str, Any]) -> None:
    ref = visit("clerk").api(NEW_CASE, as_json(a_case)).json["id"]
    stranger = visit("other_clerk")
    theirs, nobodys = stranger.get(f"/cases/{ref}"), stranger.get("/cases/aaaaaaaaaaaaaaaa")
    assert theirs.status_code == nobodys.status_code == 404
    # The form's own token carries the second in which it was drawn.
    said, said_of_none = (re.sub(r'name="csrf_token"[^>]*>', "", answer.text) for answer in (theirs, nobodys))
    assert said.replace(ref, "") == said_of_none.replace("aaaaaaaaaaaaaaaa", "")
    assert stranger.api(f"/cases/{ref}/classify", {}).status_code == 404


def test_a_visitor_is_led_to_sign_in_whether_the_thing_exists_or_not(
    visit: Callable[..., Visit], a_case: dict[str, Any]
) -> None:
    """A link in a mail leads its reader on after signing in, and a guess learns nothing."""
    ref = visit("clerk").api(NEW_CASE, as_json(a_case)).json["id"]
    visitor = visit(None)
    for one in (ref, "aaaaaaaaaaaaaaaa"):
        for address in (f"/cases/{one}", f"/cases/{one}/classify"):
            answer = visitor.get(address)
            assert (answer.status_code, answer.location) == (302, f"/sign-in?next={address}")
            assert visitor.get(f"/api/v1{address}").status_code in {401, 405}
        assert visitor.api(f"/cases/{one}/classify", {}).status_code == 401
    assert visitor.get("/board/aaaaaaaaaaaaaaaa").status_code == 404


def test_a_session_ends_at_sign_out_and_the_token_with_it(visit: Callable[..., Visit]) -> None:
    clerk = visit("clerk")
    page = clerk.get("/work")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self';")
    clerk.post("/sign-out", {}, clerk.keys(NEW_CASE))
    assert clerk.get("/work").status_code == 302
    assert clerk.api(NEW_CASE, {}).status_code == 401


def test_a_page_that_is_answered_before_the_session_is_read_tells_nobody_to_sign_in(
    visit: Callable[..., Visit],
) -> None:
    clerk = visit("clerk")
    too_long = clerk.get("/cases?number=" + "x" * LONGEST_ADDRESS)
    assert (too_long.status_code, "Sign in" in too_long.text, "Signed in as" in too_long.text) == (414, False, False)
    assert "Go to the start page" in too_long.text
    assert "Signed in as" in clerk.get("/work").text
    assert "Sign in" in visit(None).get("/board").text


def test_an_unreachable_database_is_a_calm_page_and_then_it_is_back(
    visit: Callable[..., Visit], database: Database
) -> None:
    clerk = visit("clerk")
    assert clerk.get("/work").status_code == 200
    name = database.engine.url.database
    with connect(database.addresses.of("postgres").superuser_url) as superuser:
        superuser.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        superuser.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        away, api, ready = clerk.get("/work"), clerk.api(NEW_CASE, {}), clerk.get("/readyz")
        superuser.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    assert (away.status_code, api.status_code, ready.status_code) == (503, 503, 503)
    assert "cannot reach its database" in away.text
    assert clerk.get("/work").status_code == 200
    assert clerk.get("/readyz").status_code == 200


def test_production_does_not_start_on_a_database_with_demonstration_accounts(
    database: Database, tmp_path: Path
) -> None:
    with connect(database.addresses.owner_url) as owner:
        owner.execute("UPDATE account SET is_demo = true WHERE sign_in_name = 'surina'")
    settings = demo_settings(database.addresses, tmp_path)
    wsgi.create_app(settings)
    with pytest.raises(SettingsRefused, match="demonstration accounts"):
        wsgi.create_app(replace(settings, mode=Mode.PRODUCTION))


def test_a_transaction_that_is_tried_again_reads_the_sent_file_once_more(site: Flask) -> None:
    """After a deadlock the form is read anew; the scan must not look empty the second time."""
    deed = next(one for one in deeds.DEEDS.all.values() if "scan" in one.form()._fields)
    with site.test_request_context("/", method="POST", data={"scan": (io.BytesIO(b"%PDF-1.7"), "page.pdf")}):
        read = [deed_pages._form_from_request(deed).values()["scan"].stream.read() for _ in range(2)]
    assert read == [b"%PDF-1.7"] * 2
