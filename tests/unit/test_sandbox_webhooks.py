"""A receiver on this machine takes the sandbox's events: all of them, signed, in whatever order and number."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import stripe
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from demo.sandbox import Sandbox
from payouts.provider import Provider, Sent
from payouts.provider_events import ForgedEvent, ProviderEvent, verify_event


class Receiver:
    """Takes webhooks, believes only signed ones, and answers what it is told to."""

    def __init__(self, server: HTTPServer) -> None:
        self.taken: list[ProviderEvent] = []
        self.answers: list[int] = []
        self.url = server.url_for("/hook")
        server.expect_request("/hook", method="POST").respond_with_handler(self._take)

    def _take(self, request: Request) -> Response:
        event = verify_event(request.get_data(), request.headers["Stripe-Signature"], "whsec_ours", datetime.now(UTC))
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            self.taken.append(event)
        return Response(status=status)

    @property
    def kinds(self) -> list[str]:
        return [each.kind for each in self.taken]


@pytest.fixture
def receiver(httpserver: HTTPServer) -> Receiver:
    return Receiver(httpserver)


@pytest.fixture
def sandbox(receiver: Receiver) -> Iterator[Sandbox]:
    running = Sandbox(":memory:", receiver.url, "whsec_ours", background=False, webhook_wait_seconds=0).start()
    yield running
    running.stop()


def pay_batu(sandbox: Sandbox) -> Sent:
    """A whole payment, as far as the bank."""
    provider = Provider(sandbox.url, sandbox.api_key)
    account = provider.create_account(reference="payee-batu", idempotency_key="open").account_id
    sandbox.complete_onboarding(account)
    sent = provider.send(account_id=account, amount_fen=5, payout_ref="payout-77", idempotency_key="k")
    assert isinstance(sent, Sent)
    while sandbox.settle_now():
        continue
    return sent


def test_the_whole_way_is_told_in_order(sandbox: Sandbox, receiver: Receiver) -> None:
    sent = pay_batu(sandbox)
    sandbox.deliver_now()
    assert receiver.kinds == ["account.updated", "transfer.created", "payout.created", "payout.paid"]
    account, transfer, _, paid = receiver.taken
    assert account.payouts_enabled
    assert account.bank_fingerprint
    assert (transfer.object_id, transfer.account_id) == (sent.transfer_id, None)
    assert (paid.object_id, paid.payout_ref, paid.status) == (sent.provider_payout_id, "payout-77", "paid")
    assert paid.account_id == account.object_id
    assert sandbox.deliver_now() == 0


def test_a_failed_payout_and_a_reversal_are_told(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.misbehave("fail_payouts", failure_code="account_closed")
    sent = pay_batu(sandbox)
    clerk = stripe.StripeClient(sandbox.api_key, base_addresses={"api": sandbox.url}, max_network_retries=0)
    clerk.v1.transfers.reversals.create(sent.transfer_id, {})
    sandbox.deliver_now()
    assert receiver.kinds[-2:] == ["payout.failed", "transfer.reversed"]
    assert receiver.taken[-2].failure_code == "account_closed"


def test_what_the_receiver_did_not_take_is_delivered_again(sandbox: Sandbox, receiver: Receiver) -> None:
    receiver.answers = [500, 503, 200, 404]
    pay_batu(sandbox)
    for _ in range(5):
        sandbox.deliver_now()
    assert sorted(receiver.kinds) == ["account.updated", "payout.created", "payout.paid", "transfer.created"]
    assert sandbox.store.rows("SELECT sum(attempts) AS tries FROM deliveries")[0]["tries"] == 7


def test_duplicates_have_the_same_id(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.misbehave("duplicate_webhooks", times=4)
    pay_batu(sandbox)
    sandbox.deliver_now()
    assert len(receiver.taken) == 8
    assert len({each.event_id for each in receiver.taken}) == 4


def test_shuffled_webhooks_come_in_the_wrong_order(sandbox: Sandbox, receiver: Receiver) -> None:
    sandbox.misbehave("shuffle_webhooks", times=4, spread_milliseconds=400)
    pay_batu(sandbox)
    until(lambda: sandbox.deliver_now() >= 0 and len(receiver.taken) == 4)
    assert receiver.kinds == ["payout.paid", "payout.created", "transfer.created", "account.updated"]


def test_a_receiver_with_another_secret_believes_nothing(receiver: Receiver, httpserver: HTTPServer) -> None:
    stranger = Sandbox(":memory:", receiver.url, "whsec_strange", background=False).start()
    try:
        pay_batu(stranger)
        assert stranger.deliver_now() == 0
    finally:
        stranger.stop()
    assert receiver.taken == []
    with pytest.raises(ForgedEvent):
        httpserver.check_handler_errors()


def test_undelivered_events_survive_a_restart_and_go_out_by_themselves(receiver: Receiver, tmp_path: Path) -> None:
    quiet = Sandbox(tmp_path / "state", receiver.url, "whsec_ours", background=False).start()
    pay_batu(quiet)
    quiet.stop()
    assert receiver.taken == []
    lively = Sandbox(tmp_path / "state", receiver.url, "whsec_ours", tick_seconds=0.01).start()
    try:
        until(lambda: len(receiver.taken) == 4)
    finally:
        lively.stop()


def test_payouts_settle_by_themselves(receiver: Receiver) -> None:
    lively = Sandbox(":memory:", receiver.url, "whsec_ours", tick_seconds=0.01).start()
    try:
        pay_batu(lively)
        until(lambda: "payout.paid" in receiver.kinds)
    finally:
        lively.stop()


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that happens in another thread; fails after ten seconds."""
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
