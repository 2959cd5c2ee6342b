"""Whatever became of a payment whose answer never came: it is looked for, and never sent twice."""

import socket
import threading
import time

import pytest
from pytest_httpserver import HTTPServer

from demo.sandbox import Sandbox
from payouts.provider import Found, NotFound, Provider, ProviderUnavailable, Rejected, Sent, Unknown
from tests.unit.provider_paying import REWARD_FEN, pay


class TestUnknown:
    """Whatever may have been executed is Unknown; looking it up tells."""

    @pytest.mark.parametrize(
        ("trouble", "params", "reason"),
        [
            ("lose_reply", {}, "no_answer"),
            ("time_out", {"seconds": 3}, "no_answer"),
            ("server_error", {"executes": True}, "server_error"),
        ],
    )
    @pytest.mark.parametrize("on", ["transfers", "payouts"])
    def test_an_answer_lost_after_the_deed_is_found_and_not_repeated(
        self,
        sandbox: Sandbox,
        provider: Provider,
        batu: str,
        trouble: str,
        params: dict,
        reason: str,
        on: str,
    ) -> None:
        sandbox.misbehave(trouble, on=on, **params)
        answer = pay(provider, batu)
        assert isinstance(answer, Unknown)
        assert answer.reason == reason
        found = provider.find("payout-77", batu)
        assert isinstance(found, Found)
        assert found.amount_fen == REWARD_FEN
        assert found.status == ("pending" if on == "payouts" else None)
        again = pay(provider, batu, "attempt-2")
        assert isinstance(again, Sent)
        assert again.transfer_id == found.transfer_id
        assert sandbox.executed_total_fen() == REWARD_FEN
        assert len(sandbox.payouts()) == 1

    @pytest.mark.parametrize(
        ("trouble", "params", "reason"),
        [
            ("lose_request", {}, "no_answer"),
            ("hang", {"seconds": 3}, "no_answer"),
            ("server_error", {}, "server_error"),
            ("conflict", {}, "in_progress"),
        ],
    )
    def test_an_answer_lost_before_the_deed_is_not_found_and_a_new_key_sends_it(
        self, sandbox: Sandbox, provider: Provider, batu: str, trouble: str, params: dict, reason: str
    ) -> None:
        sandbox.misbehave(trouble, on="transfers", **params)
        answer = pay(provider, batu)
        assert isinstance(answer, Unknown)
        assert answer.reason == reason
        assert provider.find("payout-77", batu) == NotFound()
        assert isinstance(pay(provider, batu, "attempt-2"), Sent)
        assert sandbox.executed_total_fen() == REWARD_FEN

    def test_a_stored_500_is_replayed_until_the_key_changes(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        sandbox.misbehave("server_error", on="transfers")
        answers = [pay(provider, batu), pay(provider, batu), pay(provider, batu)]
        assert answers == [Unknown("server_error")] * 3
        assert isinstance(pay(provider, batu, "attempt-2"), Sent)

    def test_a_forgotten_key_does_not_send_again(self, sandbox: Sandbox, provider: Provider, batu: str) -> None:
        sandbox.misbehave("lose_reply", on="transfers")
        assert isinstance(pay(provider, batu), Unknown)
        sandbox.misbehave("forget_keys")
        assert isinstance(pay(provider, batu), Sent)
        assert sandbox.executed_total_fen() == REWARD_FEN

    def test_a_request_that_is_still_running_holds_its_key(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        sandbox.misbehave("slow", on="transfers", seconds=2)
        patient = Provider(sandbox.url, sandbox.api_key)
        answers: list[Sent | Rejected | Unknown] = []
        first = threading.Thread(target=lambda: answers.append(pay(patient, batu)))
        first.start()
        deadline = time.monotonic() + 1.5
        while not sandbox.store.rows("SELECT 1 FROM idempotency_keys WHERE key = 'attempt-1:transfer'"):
            assert time.monotonic() < deadline
        assert pay(provider, batu) == Unknown("in_progress")
        first.join()
        assert isinstance(answers[0], Sent)
        assert sandbox.executed_total_fen() == REWARD_FEN

    def test_a_key_used_for_another_amount_is_not_called_rejected(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        other = provider.send(account_id=batu, amount_fen=1, payout_ref="payout-78", idempotency_key="attempt-1")
        assert isinstance(other, Sent)
        assert pay(provider, batu) == Unknown("key_used_otherwise")

    def test_nothing_is_sent_while_nobody_says_what_was_sent_before(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        sandbox.misbehave("rate_limit", on="GET transfers", retry_after_seconds=9)
        assert pay(provider, batu) == Unknown("look_up_http_429", 9)
        assert sandbox.transfers() == []
        sandbox.misbehave("lose_reply", on="GET payouts")
        with pytest.raises(ProviderUnavailable):
            provider.find("payout-77", batu)

    def test_nobody_listens(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            closed = Provider(f"http://127.0.0.1:{taken.getsockname()[1]}", "sk_test_x")
            assert pay(closed, "acct_batu") == Unknown("look_up_no_answer")

    @pytest.mark.parametrize("body", ["", "{}", "[]", "null", "<html>", '{"object": "list", "data": [{}]}'])
    def test_an_answer_that_makes_no_sense_is_unknown(self, httpserver: HTTPServer, body: str) -> None:
        httpserver.expect_request("/v1/transfers").respond_with_data(body, content_type="application/json")
        answer = pay(Provider(httpserver.url_for(""), "sk_test_x"), "acct_batu")
        assert isinstance(answer, Unknown)
