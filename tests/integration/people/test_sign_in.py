"""Signing in: a fresh session for the right password, the same answer for everybody else, and slower each time."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from market.database import database_now
from market.jobs import JobRoom
from market.people import services
from market.people.jobs import forget_spent
from market.people.models import Account, SignInSession, SignInThrottle
from market.people.services import FREE_FAILURES
from market.record.models import RecordEvent
from market.work import Work
from tests.integration.conftest import cast_actors
from tests.integration.people.conftest import PASSWORD, Reader


def said(answer):
    """The page's words without what differs by design: tokens and the name that was typed."""
    body = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.get_data(as_text=True))
    return re.sub(r'value="[^"]*"', "", body)


def test_surina_signs_in_to_her_work_and_out_again(visitor, database):
    assert visitor.get("/work").headers["Location"].startswith("/sign-in?next=")
    answer = visitor.sign_in("surina")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    page = visitor.text("/work")
    assert "苏日娜" in page
    assert "Office clerk" in page
    old = visitor.client.get_cookie("market")
    assert visitor.post("/sign-out", opened="/work").status_code == 303
    visitor.client.set_cookie("market", old.value)
    assert visitor.get("/work").status_code == 302, "the cookie of a session that was ended is worth nothing"
    with Session(database.engine) as session:
        names = session.scalars(select(RecordEvent.name).order_by(RecordEvent.id)).all()
        assert names == ["account.signed_in", "account.signed_out"]
        assert all(row.actor_person_id for row in session.scalars(select(RecordEvent)))


def test_the_session_is_renewed_at_sign_in(visitor):
    visitor.text("/sign-in")
    before = visitor.client.get_cookie("market").value
    with visitor.client.session_transaction() as session:
        csrf_before = session["csrf_token"]
    visitor.sign_in("surina")
    assert visitor.client.get_cookie("market").value != before
    visitor.text("/work")
    with visitor.client.session_transaction() as session:
        assert session["csrf_token"] != csrf_before


def test_surina_changes_her_password_and_is_signed_out_everywhere(as_, visitor):
    here, elsewhere = as_("surina"), as_("surina")
    new = {"password": "两千头羊今天过了河呀", "password_again": "两千头羊今天过了河呀"}
    wrong = here.post("/me/password", present_password="not it at all", **new)
    assert (wrong.status_code, "This is not your present password." in wrong.get_data(as_text=True)) == (422, True)
    assert here.get("/work").status_code == 200
    assert here.post("/me/password", present_password=PASSWORD, **new).status_code == 303
    assert {reader.get("/work").status_code for reader in (here, elsewhere)} == {302}
    assert visitor.sign_in("surina", PASSWORD).status_code == 422
    assert visitor.sign_in("surina", new["password"]).status_code == 303


def test_who_sits_down_at_an_open_session_cannot_try_password_after_password(app, as_):
    """The count is of the account, wherever it is tried; nobody else waits for it."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], attempts_an_hour=2)
    new = {"password": "两千头羊今天过了河呀", "password_again": "两千头羊今天过了河呀"}
    for _ in range(2):
        assert as_("surina").post("/me/password", present_password="guessed", **new).status_code == 422
    late = as_("surina").post("/me/password", present_password=PASSWORD, **new)
    assert late.status_code == 429
    assert "You have tried this too often." in late.get_data(as_text=True)
    assert as_("wangjianguo").post("/me/password", present_password=PASSWORD, **new).status_code == 303


def test_a_program_without_a_token_uses_up_nobodys_attempts(app, database):
    """Who may not do it at all is told so before anything is counted, else all visitors would share one count."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], attempts_an_hour=1)
    asked = {
        "present_password": "guessed",
        "password": "两千头羊今天过了河呀",
        "password_again": "两千头羊今天过了河呀",
    }

    def rows():
        with Session(database.engine) as session:
            return session.query(SignInThrottle).count()

    before = rows()
    answers = [app.test_client().post("/api/v1/me/password", json=asked).status_code for _ in range(3)]
    assert (answers, rows()) == ([401] * 3, before)
    with Session(database.engine) as session:
        account = session.scalars(select(Account).where(Account.sign_in_name == "surina")).one()
        system = Work(session=session, actor=cast_actors(session).system, now=database_now(session))
        token = {"Authorization": f"Bearer {services.start_session(system, account, 12)}"}
        session.commit()
    tried = [app.test_client().post("/api/v1/me/password", json=asked, headers=token).status_code for _ in range(2)]
    assert (tried, rows()) == ([422, 429], before + 1)


def test_the_name_is_found_in_full_width_too(visitor):
    assert visitor.sign_in("ＳＵＲＩＮＡ").status_code == 303


def test_the_database_keeps_no_second_spelling_of_a_name(database):
    kept = text(
        "INSERT INTO account (public_id, person_id, sign_in_name, created_at)"
        " SELECT 'x', person_id, :name, now() FROM account WHERE sign_in_name = 'surina'"
    )
    for spelling in ("Surina", "ｓurina", "su rina"):
        with Session(database.engine) as session, pytest.raises(IntegrityError, match="one_spelling"):
            session.execute(kept, {"name": spelling})


def test_only_the_hash_of_a_secret_is_kept(as_, database):
    reader = as_("surina")
    with reader.client.session_transaction() as session:
        secret = session["_user_id"]
    with Session(database.engine) as session:
        kept = session.scalars(select(SignInSession.token_hash)).all()
        assert secret not in kept
        assert len(kept) == 1


def test_known_and_unknown_people_are_refused_alike(visitor, database):
    known, unknown = visitor.sign_in("surina", "wrong password"), visitor.sign_in("nobody-here", "wrong password")
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert said(known) == said(unknown)
    for _ in range(FREE_FAILURES):
        known, unknown = visitor.sign_in("surina", "wrong"), visitor.sign_in("nobody-here", "wrong")
    assert (known.status_code, unknown.status_code) == (429, 429)
    assert visitor.sign_in("surina", PASSWORD).status_code == 429, "the right password waits too"
    with Session(database.engine) as session:
        rows = session.scalars(select(SignInThrottle)).all()
        assert len(rows) == 2
        assert not any("surina" in row.name_hash for row in rows)


def test_the_wait_passes_and_the_right_password_clears_it(visitor, database):
    for _ in range(FREE_FAILURES):
        visitor.sign_in("surina", "wrong")
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE sign_in_throttle SET last_failure_at = now() - interval '1 hour'"))
    assert visitor.sign_in("surina").status_code == 303
    with Session(database.engine) as session:
        assert session.scalars(select(SignInThrottle)).all() == []


def test_attempts_at_once_are_looked_at_one_after_the_other(database, commit_work, monkeypatch):
    looked_at = []
    monkeypatch.setattr(services, "password_holds", lambda *_: looked_at.append(1) or time.sleep(0.05) or False)
    at_once = threading.Barrier(16)

    def attempt(work):
        at_once.wait()
        return services.sign_in(work, sign_in_name="surina", password="wrong", hours=1)

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(lambda _: commit_work("system", attempt), range(16)))
    assert len(looked_at) == FREE_FAILURES
    assert sum(outcome.wait_until is not None for outcome in outcomes) == 16 - FREE_FAILURES
    with Session(database.engine) as session:
        assert session.scalars(select(SignInThrottle.failures)).one() == FREE_FAILURES


def test_a_second_sign_in_ends_the_session_before(visitor, database):
    visitor.sign_in("surina")
    former = visitor.client.get_cookie("market")
    assert visitor.sign_in("menghe", "wrong").status_code == 422
    assert visitor.get("/work").status_code == 200, "a failure ends nothing"
    assert visitor.sign_in("menghe").status_code == 303
    assert "孟和" in visitor.text("/work")
    visitor.client.set_cookie("market", former.value)
    assert visitor.get("/work").status_code == 302


def test_a_disabled_account_is_refused_like_an_unknown_one(visitor, as_, database):
    reader = as_("surina")
    with Session(database.engine) as session:
        session.scalars(select(Account).where(Account.sign_in_name == "surina")).one().disabled_at = (
            session.scalar(text("SELECT now()"))
        )  # fmt: skip
        session.commit()
    assert reader.get("/work").status_code == 302, "a session under way ends at the next request"
    assert said(visitor.sign_in("surina")) == said(visitor.sign_in("nobody-here"))


def test_after_signing_in_nobody_is_sent_elsewhere(app):
    for target in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"):
        client = app.test_client()
        page = client.get("/sign-in").get_data(as_text=True)
        data = {"sign_in_name": "surina", "password": PASSWORD}
        data["csrf_token"] = re.search(r'name="csrf_token" value="([^"]*)"', page)[1]
        answer = client.post("/sign-in", query_string={"next": target}, data=data)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/"), target
        assert client.get("/language/en", query_string={"next": target}).headers["Location"] == "/"


def test_a_page_asked_for_comes_after_signing_in(visitor):
    assert visitor.get("/inbox").headers["Location"] == "/sign-in?next=/inbox"
    token = re.search(r'name="csrf_token" value="([^"]*)"', visitor.text("/sign-in"))[1]
    data = {"csrf_token": token, "sign_in_name": "surina", "password": PASSWORD}
    assert visitor.client.post("/sign-in?next=/inbox", data=data).headers["Location"] == "/inbox"


def test_what_cannot_be_a_name_is_refused_by_its_field(visitor):
    answer = visitor.sign_in("suri\x00na")
    assert answer.status_code == 422
    assert "Sign-in name contains a character that cannot be stored" in answer.get_data(as_text=True)
    assert "Enter password" in visitor.post("/sign-in", sign_in_name="surina", password="").get_data(as_text=True)


def test_a_sign_in_without_its_token_is_refused(visitor):
    answer = visitor.client.post("/sign-in", data={"sign_in_name": "surina", "password": PASSWORD})
    assert answer.status_code == 400


def test_programs_sign_in_for_a_token_and_out(app):
    client = app.test_client()
    answer = client.post("/api/v1/session", json={"sign_in_name": "surina", "password": PASSWORD})
    assert answer.status_code == 201
    bearer = {"Authorization": f"Bearer {answer.json['token']}"}
    assert client.get("/api/v1/inbox", headers=bearer).status_code == 200
    assert client.delete("/api/v1/session", headers=bearer).status_code == 204
    assert client.get("/api/v1/inbox", headers=bearer).status_code == 401
    assert client.delete("/api/v1/session").status_code == 401


def test_programs_are_refused_in_the_same_words(app):
    client = app.test_client()
    client.get("/language/en")
    wrong = client.post("/api/v1/session", json={"sign_in_name": "surina", "password": "wrong"})
    assert (wrong.status_code, wrong.json["code"]) == (422, "people.sign_in_failed")
    odd = client.post("/api/v1/session", json={"sign_in_name": "su\x00ri", "password": "wrong"})
    assert "sign_in_name" in odd.json["errors"]
    extra = client.post("/api/v1/session", json={"sign_in_name": "surina", "password": "w", "role": "system_admin"})
    assert (extra.status_code, list(extra.json["errors"])) == (422, ["role"])
    for _ in range(FREE_FAILURES):
        last = client.post("/api/v1/session", json={"sign_in_name": "surina", "password": "wrong"})
    assert (last.status_code, last.json["code"]) == (429, "people.throttled")


def test_a_cookie_signs_nobody_in_at_the_api(as_):
    assert as_("surina").get("/api/v1/inbox").status_code == 401


def test_the_language_stays_with_the_reader(visitor: Reader):
    assert "Sign in" in visitor.text("/sign-in")
    visitor.get("/language/zh")
    assert "登录名" in visitor.text("/sign-in")
    visitor.get("/language/tlh")
    assert "登录名" in visitor.text("/sign-in")


def test_old_failures_and_sent_keys_are_forgotten(visitor, as_, database):
    visitor.sign_in("nobody-here", "wrong")
    as_("menghe").post("/staff/invite", display_name="其其格", sign_in_name="qiqige")
    counts = text("SELECT (SELECT count(*) FROM sign_in_throttle), (SELECT count(*) FROM submission)")
    with database.engine.begin() as connection:
        forget_spent(JobRoom("test"))
        assert tuple(connection.execute(counts).one()) == (1, 1), "what is fresh stays"
    owner = create_engine(database.addresses.owner_url)
    with owner.begin() as connection:
        connection.execute(text("UPDATE sign_in_throttle SET last_failure_at = now() - interval '25 hours'"))
        connection.execute(text("UPDATE submission SET created_at = now() - interval '8 days'"))
    forget_spent(JobRoom("test"))
    with owner.begin() as connection:
        assert tuple(connection.execute(counts).one()) == (0, 0)
    owner.dispose()
