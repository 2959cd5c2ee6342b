"""The whole way of the money on real parts: browser, queue, provider over HTTP, webhooks shuffled and doubled."""

import threading
from dataclasses import replace

import pytest
from werkzeug.serving import make_server

import wsgi
from demo.sandbox import Sandbox
from market.jobs import drain
from payouts.gateway import gateway
from payouts.payees.models import Payee
from payouts.payments import services as payments
from payouts.payments.models import KeptEvent, Payout
from payouts.rewards.models import Reward
from tests.integration.faults.town import sound
from tests.integration.payouts import stories
from tests.integration.payouts.test_pages import press, settings_for, signed_in


@pytest.fixture
def served(database, tmp_path):
    """The sandbox and the application, each on a loopback port of its own, telling each other."""
    sandbox = Sandbox(tmp_path / "sandbox.sqlite", background=False, webhook_wait_seconds=0).start()
    settings = replace(
        settings_for(database, tmp_path), provider_base_url=sandbox.url, provider_api_key=sandbox.api_key,
        provider_webhook_secret=sandbox.webhook_secret,
    )  # fmt: skip
    app = wsgi.create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    sandbox.webhook_url = f"http://127.0.0.1:{server.port}/webhooks/provider"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app, sandbox
    server.shutdown()
    thread.join()
    sandbox.stop()


def until_quiet(database, sandbox):
    """Settle, deliver and work until nothing is left to do."""
    for _ in range(6):
        drain(database.addresses.application_url)
        sandbox.settle_now(at_once=True)
        sandbox.deliver_now()


def test_from_the_approval_to_the_bank(database, served):
    app, sandbox = served
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors)
        reward = stories.due(work, actors)
    bateer, _ = signed_in(app, database, "巴特尔")
    assert press(bateer, "/my/rewards/account").status_code == 303
    drain(database.addresses.application_url)
    assert f'href="{sandbox.url}' in bateer.get("/my/rewards").get_data(as_text=True)
    with database.session() as session:
        account = session.query(Payee).one().provider_account_id
    sandbox.complete_onboarding(account)
    until_quiet(database, sandbox)
    assert "Ready to be paid" in bateer.get("/my/rewards").get_data(as_text=True)

    lihui, _ = signed_in(app, database, "李慧")
    made = press(lihui, f"/rewards/{reward.public_id}/payout")
    assert made.status_code == 303
    zhaoqiang, _ = signed_in(app, database, "赵强")
    sandbox.misbehave("duplicate_webhooks", times=10)
    sandbox.misbehave("shuffle_webhooks", times=10, spread_milliseconds=1)
    assert press(zhaoqiang, f"{made.headers['Location']}/approve").status_code == 303
    until_quiet(database, sandbox)

    assert "Paid out" in zhaoqiang.get(made.headers["Location"]).get_data(as_text=True)
    assert sandbox.paid_total_fen() == sandbox.executed_total_fen() == 672_000
    with database.session() as session:
        assert session.get_one(Reward, reward.id).status == "paid"
        assert {one.outcome for one in session.query(KeptEvent)} <= {"applied", "nothing_new", "unknown_thing"}
    sound(database)


def test_a_payout_that_fails_is_sent_again_from_its_page(database, served):
    app, sandbox = served
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors)
        reward = stories.due(work, actors)
        account = gateway().provider.create_account(reference="bateer", idempotency_key="payee:bateer")
        sandbox.complete_onboarding(account.account_id)
        bank = gateway().provider.account(account.account_id).bank_fingerprint
        stories.ready_payee(work, actors, reward, account.account_id, bank)
    with stories.committed(database) as (work, actors):
        payout = payments.prepare_payout(
            work(actors.preparer), work(actors.preparer).session.get_one(Reward, reward.id)
        )
    with stories.committed(database) as (work, actors):
        approver = work(actors.approver)
        payments.approve(approver, approver.session.get_one(Payout, payout.id))
    sandbox.misbehave("fail_payouts")
    until_quiet(database, sandbox)
    lihui, _ = signed_in(app, database, "李慧")
    page = f"/payouts/{payout.public_id}"
    assert "account_closed" in lihui.get(page).get_data(as_text=True)
    assert "Payouts that failed" in lihui.get("/work").get_data(as_text=True)
    assert press(lihui, f"{page}/again").status_code == 303
    until_quiet(database, sandbox)
    with database.session() as session:
        assert session.get_one(Payout, payout.id).status == "paid"
        assert [one.outcome for one in session.get_one(Payout, payout.id).attempts] == ["failed", "paid"]
    assert sandbox.executed_total_fen() == sandbox.paid_total_fen() == payout.net_fen
    sound(database)
