"""The worker is killed again and again, and the provider misbehaves: each mediator is paid exactly once all the same.

The worker is a real process; provider and webhooks come over HTTP. Minutes are let pass by making rows older, and only
while no worker lives and nothing runs at the provider any more: what a person would see after those minutes.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest
from sqlalchemy import func, select, text
from werkzeug.serving import make_server

import wsgi
from demo import machine
from demo.sandbox import Sandbox, misbehaviour
from market.actor import Role
from market.jobs import defer
from market.settings.environment import read_settings
from payouts.gateway import gateway
from payouts.ledger.models import LedgerAccount
from payouts.payments import services as payments
from payouts.payments.models import KeptEvent, Payout
from payouts.payments.queries import waiting_payouts
from payouts.payments.vocabulary import PayoutState
from payouts.rewards.models import Reward
from tests.integration.conftest import ROOT
from tests.integration.faults.town import earned, ready_account, sound
from tests.integration.mediators import stories as lower
from tests.integration.payouts import stories
from tests.integration.payouts.stories import YUAN

pytestmark = pytest.mark.slow

ROUNDS, A_ROUND, NET = 4, 3, 672_000
LONGEST_HELD_SECONDS = 2  # for how long the sandbox may hold a request, or wait before it executes it
MISDEEDS = [
    [("server_error", "transfers", {}), ("lose_reply", "transfers", {}), ("fail_payouts", None, {})],
    [("lose_reply", "payouts", {}), ("conflict", "transfers", {}), ("time_out", "payouts", {"seconds": 2})],
    [
        ("server_error", "payouts", {"executes": True}),
        ("payment_required", "transfers", {}),
        ("rate_limit", "payouts", {}),
    ],
    [("lose_request", "payouts", {}), ("hang", "transfers", {"seconds": 1}), ("server_error", "payouts", {})],
]


@pytest.fixture
def environment(database, tmp_path):
    """Every setting, by its name in the environment; the sandbox's address is filled in once it listens."""
    (tmp_path / "demo").mkdir()
    return machine.make_keys(tmp_path) | {
        "MARKET_MODE": "demo",
        "INSTANCE_FOLDER": str(tmp_path),
        "DATABASE_URL": database.addresses.application_url,
        "MIGRATION_DATABASE_URL": database.addresses.owner_url,
        "PUBLIC_URL": "http://127.0.0.1:8000",
        "PROMETHEUS_MULTIPROC_DIR": str(machine.empty_folder(tmp_path / "metrics")),
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def sandbox(environment, tmp_path):
    """The provider, and our own pages that take its webhooks, each on a port of its own."""
    double = Sandbox(
        tmp_path / "sandbox.sqlite", webhook_secret=environment["PROVIDER_WEBHOOK_SECRET"],
        api_key=environment["PROVIDER_API_KEY"], webhook_wait_seconds=0.2, settle_after_seconds=1,
    ).start()  # fmt: skip
    environment["PROVIDER_BASE_URL"] = double.url
    server = make_server("127.0.0.1", 0, wsgi.create_app(read_settings(environment)), threaded=True)
    double.webhook_url = f"http://127.0.0.1:{server.port}{machine.WEBHOOK_PATH}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield double
    double.stop()
    server.shutdown()
    thread.join()


class Workers:
    """One worker at a time: `flask jobs work` with the settings of the house."""

    def __init__(self, environment, log):
        self.environment, self.log, self.process = environment, log, None

    def start(self):
        self.process = self.run("jobs", "work")

    def kill(self):
        self.process.kill()
        assert self.process.wait(10) == -signal.SIGKILL, "the worker had ended by itself"
        self.process = None

    def run(self, *words):
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "wsgi", *words], cwd=ROOT, stdout=output, stderr=output,
                env=os.environ | self.environment,
            )  # fmt: skip


@pytest.fixture
def workers(environment, sandbox, tmp_path):
    made = Workers(environment, tmp_path / "worker.log")
    yield made
    if made.process is not None:
        made.process.kill()
        made.process.wait()


@pytest.fixture
def payout_ids(database, sandbox):
    """Twelve rewards earned by three mediators, each payout prepared by 李慧."""
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors, amount_fen=ROUNDS * A_ROUND * 8_000 * YUAN)
        rewards = []
        for name in ("巴特尔", "刘志远", "乌云其木格"):
            mediator = lower.mediator(work, actors, name)
            for _ in range(ROUNDS):
                rewards.append(earned(work, actors, lower.released_listing(work, actors), mediator).id)
            account = gateway().provider.create_account(
                reference=mediator.public_id, idempotency_key=f"payee:{mediator.public_id}"
            )
            sandbox.complete_onboarding(account.account_id)
            ready_account(work, actors, mediator, gateway().provider.account(account.account_id))
    with stories.committed(database) as (work, actors):
        lihui = work(actors.preparer)
        return [payments.prepare_payout(lihui, lihui.session.get_one(Reward, one)).id for one in rewards]


def ask(database, question):
    with database.session() as session:
        return session.execute(text(question)).all()


def in_hand(database):
    """The jobs that some worker has begun, or had begun when it was killed."""
    return [name for (name,) in ask(database, "SELECT task_name FROM procrastinate_jobs WHERE status = 'doing'")]


def until(holds, seconds, what):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, what()
        time.sleep(0.05)


def some_minutes_pass(database):
    """Nobody is at work, and the provider has ended whatever it had in hand."""
    time.sleep(LONGEST_HELD_SECONDS + 0.5)
    with stories.committed(database) as (work, actors):
        system = work(actors.system)
        for change in (
            "UPDATE payout SET moved_at = moved_at - interval '10 minutes', lost_at = lost_at - interval '10 minutes'",
            "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'",
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '10 minutes'",
        ):
            system.session.execute(text(change))
        for job in ("requeue_stalled", "sweep_payouts"):
            defer(system, job)


def approve(database, ids):
    with stories.committed(database) as (work, actors):
        zhaoqiang = work(actors.approver)
        for payout_id in ids:
            payments.approve(zhaoqiang, zhaoqiang.session.get_one(Payout, payout_id))


def send_failed_again(database):
    """李慧 finds each failed payout on her work list, and sends it again; how many there were."""
    with stories.committed(database) as (work, actors):
        lihui = work(actors.preparer)
        failed = lihui.session.scalars(select(Payout).where(Payout.status == PayoutState.FAILED.value)).all()
        assert set(waiting_payouts(lihui, Role.FINANCE_PREPARER, PayoutState.FAILED)) == set(failed)
        for payout in failed:
            assert payout.trouble
            payments.send_again(lihui, payout)
        return len(failed)


def quiet(database, sandbox):
    """Nothing that could be done now is left to do, here or there."""
    if sandbox.store.rows("SELECT 1 FROM deliveries WHERE state = 'waiting'"):
        return False
    if any(one["status"] in ("pending", "in_transit") for one in sandbox.payouts()):
        return False
    return not ask(
        database,
        "SELECT 1 FROM procrastinate_jobs"
        " WHERE status = 'doing' OR status = 'todo' AND coalesce(scheduled_at, now()) <= now()",
    )


def states(database):
    return Counter(status for (status,) in ask(database, "SELECT status FROM payout"))


def test_killed_again_and_again_each_is_paid_once(database, sandbox, workers, payout_ids):
    chance = random.Random(20261123)
    cut_off, failed = Counter(), 0
    for round_, misdeeds in enumerate(MISDEEDS):
        sandbox.misbehave("duplicate_webhooks", times=20)
        sandbox.misbehave("shuffle_webhooks", times=6, spread_milliseconds=100)
        sandbox.misbehave("slow", times=2, on="transfers", seconds=1)
        for kind, on, params in misdeeds:
            sandbox.misbehave(kind, on=on, **params)
        approve(database, payout_ids[round_ * A_ROUND : (round_ + 1) * A_ROUND])
        workers.start()
        until(lambda: "send_payout" in in_hand(database), 120, lambda: workers.log.read_text()[-3000:])
        time.sleep(chance.uniform(0.1, 3.5))
        workers.kill()
        cut_off.update(in_hand(database))
        failed += send_failed_again(database)
        some_minutes_pass(database)
    for _ in range(8):  # what is left of the misdeeds is done to a worker that lives
        workers.start()
        until(lambda: quiet(database, sandbox), 120, lambda: (states(database), workers.log.read_text()[-3000:]))
        workers.kill()
        failed += send_failed_again(database)
        if states(database) == {PayoutState.PAID: len(payout_ids)}:
            break
        some_minutes_pass(database)
    assert cut_off["send_payout"], "no kill struck a payout that was being sent"
    assert {one["kind"] for one in misbehaviour.waiting(sandbox.store)} <= {"duplicate_webhooks", "shuffle_webhooks"}
    assert failed, "no payout failed, and 李慧 had nothing to look at"
    everyone_is_paid_once(database, sandbox, workers, len(payout_ids))


def everyone_is_paid_once(database, sandbox, workers, number):
    """Here, at the provider and in the books: so many payments of so much, and none twice."""
    assert states(database) == {PayoutState.PAID: number}
    with database.session() as session:
        paid = session.scalar(select(func.sum(LedgerAccount.balance_fen)).where(LedgerAccount.kind == "paid"))
        refs = session.scalars(select(Payout.public_id)).all()
        kept = session.scalars(select(KeptEvent)).all()
    assert paid == number * NET == sandbox.executed_total_fen() == sandbox.paid_total_fen()
    standing = Counter(one["metadata"]["payout_ref"] for one in sandbox.transfers() if not one["reversed"])
    reached = Counter(one["metadata"]["payout_ref"] for one in sandbox.payouts() if one["status"] == "paid")
    assert standing == reached == dict.fromkeys(refs, 1)
    assert {one.outcome for one in kept} <= {"applied", "nothing_new", "unknown_thing"}
    delivered = sandbox.store.rows("SELECT sequence FROM deliveries WHERE state = 'delivered'")
    assert len(delivered) > len(kept) > number, "webhooks came twice, and each was kept once"
    sound(database)
    for command in (("ledger", "verify"), ("record", "verify")):
        assert workers.run(*command).wait(60) == 0, workers.log.read_text()[-2000:]
