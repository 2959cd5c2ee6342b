"""What finance, the auditor, the office and the mediator see and do in a browser, and what programs read."""

import hashlib
import hmac
import json
import re
import time
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from market.database import database_now
from market.events import EVENTS
from market.people.models import Account, Person
from market.people.services import start_session
from market.settings.environment import Mode, Settings
from market.vault.keys import MasterKey
from market.work import Work
from payouts.payments.models import KeptEvent, Payout
from payouts.payments.services import prepare_payout, reject
from payouts.rewards import services as rewards
from tests.integration import applications
from tests.integration.conftest import cast_actors
from tests.integration.payouts import stories
from tests.unit.test_provider_events import HOSTILE

SECRET = "whsec_test_secret"


def settings_for(database, tmp_path):
    """Settings of a demonstration on this test's database; the provider is out of reach."""
    MasterKey.generate(tmp_path / "vault_key")
    return Settings(
        mode=Mode.DEMO, database_url=database.addresses.application_url, migration_database_url=None,
        instance_folder=tmp_path, secret_key="k" * 40, vault_key_file=tmp_path / "vault_key",
        checkpoint_key_file=tmp_path / "checkpoint_key", provider_base_url="http://127.0.0.1:9",
        provider_api_key="sk_test_x", provider_webhook_secret=SECRET, public_url="http://127.0.0.1:8000",
        trusted_proxies=0, statement_timeout_ms=8000, session_hours=12,
        body_limit_bytes=2**24, form_limit_bytes=2**22, mail_url=None,
    )  # fmt: skip


@pytest.fixture
def app(database, tmp_path):
    return applications.whole(settings_for(database, tmp_path))


@pytest.fixture
def story(database, app):
    """A due reward, the payout of it prepared."""
    with stories.committed(database) as (work, actors):
        made = stories.prepared(work, actors)
    assert made.status == "prepared"
    return made


def signed_in(app, database, name):
    """A browser of the person with this name, and their secret."""
    with database.session() as session:
        account = session.scalars(select(Account).join(Person).where(Person.display_name == name)).one()
        piece = Work(session=session, actor=cast_actors(session).system, now=database_now(session))
        secret = start_session(piece, account, 12)
        session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = secret
        cookie["locale"] = "en"
    return client, {"Authorization": f"Bearer {secret}"}


def press(client, path, **values):
    """Fill in a form and press its button; where the page of a closed deed shows no form, that page."""
    page = client.get(path)
    if page.status_code == 409:
        return page
    hidden = dict(re.findall(r'name="(csrf_token|submission_key)" value="([^"]+)"', page.get_data(as_text=True)))
    return client.post(path, data={**hidden, **values})


PAGES = {
    "李慧": {"/budget": 200, "/rewards": 200, "/payouts": 200, "/provider-events": 200, "{reward}": 200,
             "{payout}": 200, "{posting}": 200, "{year}": 200, "{year}/journal": 200, "{paper}": 200,
             "/my/rewards": 403},
    "周敏": {"/budget": 200, "/rewards": 200, "{reward}": 200, "{payout}": 200, "{posting}": 200, "/my/rewards": 403},
    "苏日娜": {"/budget": 403, "/rewards": 403, "{reward}": 200, "{payout}": 404, "{posting}": 404, "{year}": 404},
    "巴特尔": {"/my/rewards": 200, "{reward}": 200, "{payout}": 200, "/budget": 403, "/rewards": 403, "{posting}": 404},
    "娜仁": {"/budget": 200, "{reward}": 404, "{payout}": 404, "{posting}": 404, "{year}": 404, "{paper}": 404},
}  # fmt: skip


def addresses(database, payout):
    with database.session() as session:
        reward = session.get_one(Payout, payout.id).reward
        tables = {"posting": "ledger_posting", "year": "fiscal_year", "paper": "budget_paper"}
        one = {name: session.execute(text(f"SELECT public_id FROM {table} ORDER BY id LIMIT 1")).scalar_one()
               for name, table in tables.items()}  # fmt: skip
        return {
            "reward": f"/rewards/{reward.public_id}", "payout": f"/payouts/{payout.public_id}",
            "posting": f"/postings/{one['posting']}", "year": f"/budget/{one['year']}",
            "paper": f"/budget/papers/{one['paper']}",
        }  # fmt: skip


def test_who_sees_which_page(app, database, story):
    found = addresses(database, story)
    for name, pages in PAGES.items():
        client, _ = signed_in(app, database, name)
        assert {path: client.get(path.format(**found)).status_code for path in pages} == pages, name


AMONG_ITSELF = ("reward.refusal_proposed", "reward.kept", "payout.rejected")
TOLD_TO_ALL = ("reward.fell_due", "payout.prepared", "reward.payment_reopened")


def test_a_mediator_reads_in_the_case_the_outcome_and_not_what_finance_weighed(app, database):
    """李慧 proposes to refuse 巴特尔's reward, 赵强 keeps it, and then rejects the payout that she prepared."""
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors)
        reward = stories.due(work, actors)
        rewards.propose_refusal(work(actors.preparer), reward, reason="存疑")
        rewards.keep(work(actors.approver), reward, note="查无此事")
        stories.ready_payee(work, actors, reward)
        reject(work(actors.approver), prepare_payout(work(actors.preparer), reward), reason="再核对")
        case, own = f"/cases/{reward.case.public_id}", f"/rewards/{reward.public_id}"

    def read(name, path):
        page = signed_in(app, database, name)[0].get(path).get_data(as_text=True)
        history = page[page.index("What has happened") :]
        return [one for one in (*AMONG_ITSELF, *TOLD_TO_ALL) if EVENTS.declared[one].label in history]

    assert read("苏日娜", case) == [*AMONG_ITSELF, *TOLD_TO_ALL]
    assert read("巴特尔", case) == [*TOLD_TO_ALL]
    assert {"reward.refusal_proposed", "reward.kept"} <= set(read("巴特尔", own)), "their own reward they are told of"


def test_a_payee_reads_that_finance_acted_and_not_who(app, database, story):
    """李慧 prepared 巴特尔's payout and 赵强 rejected it; 王建国 and the others before had a hand in the reward."""
    with stories.committed(database) as (work, actors):
        piece = work(actors.approver)
        reject(piece, piece.session.get_one(Payout, story.id), reason="再核对")
    found, people = addresses(database, story), ("李慧", "赵强", "王建国", "苏日娜")

    def read(name, path):
        page = signed_in(app, database, name)[0].get(found[path]).get_data(as_text=True)
        return page[page.index('id="main"') :]

    own = [read("巴特尔", path) for path in ("reward", "payout")]
    assert [person for page in own for person in people if person in page] == []
    assert own[1].count("The finance office") == 2, "who prepared it, and who decided"
    for name in ("李慧", "周敏"):
        assert all(person in read(name, "payout") for person in ("李慧", "赵强"))
    assert "李慧" in read("苏日娜", "reward"), "the office reads who paid"


def test_every_figure_of_the_story_is_on_the_pages(app, database, story):
    client, _ = signed_in(app, database, "赵强")
    found = addresses(database, story)
    assert "8,000.00" in client.get(found["year"]).get_data(as_text=True)
    payout = client.get(found["payout"]).get_data(as_text=True)
    for figure in ("8,000.00", "1,280.00", "6,720.00", "巴特尔", "李慧"):
        assert figure in payout
    entries = client.get(f"{found['year']}/journal?line=rewards_a&kind=encumbered").get_data(as_text=True)
    assert entries.count("/postings/") == 1
    yesterday = client.get(f"{found['year']}?on=2020-01-01").get_data(as_text=True)
    assert "10,000.00" not in yesterday.split("<table")[0]


def test_finance_pays_in_the_browser(app, database, story):
    found = addresses(database, story)
    lihui, _ = signed_in(app, database, "李慧")
    assert lihui.get(f"{found['payout']}/approve").status_code == 403
    zhaoqiang, _ = signed_in(app, database, "赵强")
    assert "6,720.00" in zhaoqiang.get(f"{found['payout']}/approve").get_data(as_text=True)
    refused = press(zhaoqiang, f"{found['payout']}/reject", reason="")
    assert refused.status_code == 422
    assert press(zhaoqiang, f"{found['payout']}/approve").status_code == 303
    with database.session() as session:
        assert session.get_one(Payout, story.id).status == "approved"
    again = press(zhaoqiang, f"{found['payout']}/approve")
    assert again.status_code == 409
    assert "Approved, about to be sent" in again.get_data(as_text=True)


def test_a_budget_paper_in_the_browser(app, database, story):
    found = addresses(database, story)
    lihui, _ = signed_in(app, database, "李慧")
    values = {"kind": "supplement", "line": "rewards_b", "document_number": "鄂前财〔2026〕9号", "note": ""}
    for amount in ("0", "-1", "1e3", "NaN", "0.001", "99999999999999999999"):
        answer = press(lihui, f"{found['year']}/papers/new", amount_fen=amount, **values)
        assert answer.status_code == 422, amount
        assert "鄂前财〔2026〕9号" in answer.get_data(as_text=True)
    made = press(lihui, f"{found['year']}/papers/new", amount_fen="8,000.50", **values)
    assert made.status_code == 303
    twice = press(lihui, f"{found['year']}/papers/new", amount_fen="5", **values)
    assert (twice.status_code, "already been entered" in twice.get_data(as_text=True)) == (409, True)
    zhaoqiang, _ = signed_in(app, database, "赵强")
    assert press(zhaoqiang, f"{made.headers['Location']}/approve").status_code == 303
    assert "8,000.50" in zhaoqiang.get(found["year"]).get_data(as_text=True)
    assert press(lihui, "/budget/years/new", year="2020", jurisdiction_id="150623").status_code == 422


def test_the_mediator_asks_for_the_account(app, database, story):
    bateer, _ = signed_in(app, database, "巴特尔")
    assert "Ready to be paid" in bateer.get("/my/rewards").get_data(as_text=True)
    assert press(bateer, "/my/rewards/account").headers["Location"].endswith("/my/rewards")
    assert "link is being prepared" in bateer.get("/my/rewards").get_data(as_text=True)


def test_programs_read_the_same(app, database, story):
    found = addresses(database, story)
    client = app.test_client()
    _, auditor = signed_in(app, database, "周敏")
    reward = client.get(f"/api/v1{found['reward']}", headers=auditor).get_json()
    assert (reward["amount_fen"], reward["status"]) == (800_000, "in_payment")
    assert {line["rule"]: line["holds"] for line in reward["entitlement"]} == dict.fromkeys(
        ["within_limit", "marks", "ruling", "file", "not_public", "not_suspended", "dispute", "account"], True
    )
    assert client.get(f"/api/v1{found['payout']}", headers=auditor).get_json()["net_fen"] == 672_000
    lines = client.get(f"/api/v1{found['year']}", headers=auditor).get_json()["lines"]
    assert lines[0]["balances_fen"]["encumbered"] == 800_000
    journal = client.get(f"/api/v1{found['year']}/journal", headers=auditor).get_json()["postings"]
    assert [posting["name"] for posting in journal] == ["listing.released", "budget.appropriated"]
    for path in ("/budget", "/rewards?status=in_payment", "/payouts"):
        assert client.get(f"/api/v1{path}", headers=auditor).status_code == 200
        assert client.get(f"/api/v1{path}").status_code == 401
    _, approver = signed_in(app, database, "赵强")
    answer = client.post(f"/api/v1{found['payout']}/approve", headers=approver, json={})
    assert (answer.status_code, answer.get_json()["status"]) == (201, "approved")
    assert client.post(f"/api/v1{found['payout']}/approve", headers=approver, json={}).status_code == 409


def webhook(app, body, *, at=None, secret=SECRET, cut=0):
    stamp = int(at or time.time())
    signature = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return app.test_client().post(
        "/webhooks/provider", data=body[: len(body) - cut], headers={"Stripe-Signature": f"t={stamp},v1={signature}"},
        content_type="application/json",
    )  # fmt: skip


def event(event_id="evt_1"):
    thing = {"id": "po_1", "object": "payout", "metadata": {"payout_ref": "nobody"}, "status": "paid", "amount": 5}
    return json.dumps(
        {"id": event_id, "type": "payout.paid", "created": int(time.time()), "data": {"object": thing}}
    ).encode()


def test_a_webhook_is_kept_once_and_only_when_it_is_genuine(app, database):
    an_hour = timedelta(hours=1).total_seconds()
    assert webhook(app, event(), secret="whsec_of_another").status_code == 400
    assert webhook(app, event(), cut=3).status_code == 400
    assert webhook(app, event(), at=time.time() - an_hour).status_code == 400
    assert webhook(app, event(), at=time.time() + an_hour).status_code == 400
    assert webhook(app, b"x" * 300_000).status_code == 413
    assert app.test_client().post("/webhooks/provider", data=event()).status_code == 400
    with database.session() as session:
        assert session.scalars(select(KeptEvent)).all() == []
    assert [webhook(app, event()).status_code for _ in range(3)] == [200, 200, 200]
    with database.session() as session:
        assert [one.event_id for one in session.scalars(select(KeptEvent))] == ["evt_1"]
        jobs = session.execute(
            text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'apply_provider_event'")
        ).scalar_one()
        assert jobs == 1


def test_a_signed_event_that_could_not_be_kept_is_refused_and_leaves_nothing(app, database):
    """The provider is told so each time, and the events that come after it are kept."""
    for name, body in HOSTILE.items():
        assert [webhook(app, body).status_code for _ in range(2)] == [400, 400], name
    assert webhook(app, event()).status_code == 200
    with database.session() as session:
        assert [one.event_id for one in session.scalars(select(KeptEvent))] == ["evt_1"]


def test_flask_ledger_verify_names_what_was_changed(app, database, story):
    runner = app.test_cli_runner()
    fine = runner.invoke(args=["ledger", "verify"])
    assert (fine.exit_code, "The books balance" in fine.output) == (0, True)
    superuser = stories.as_superuser(database)
    with superuser.begin() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        connection.exec_driver_sql(
            "UPDATE ledger_entry SET amount_fen = amount_fen - 1, balance_fen = balance_fen - 1 WHERE id = 1"
        )
    superuser.dispose()
    broken = runner.invoke(args=["ledger", "verify"])
    assert broken.exit_code == 1
    assert "posting 1 or one of its entries was changed" in broken.output
