"""The sandbox is asked by hand, over loopback HTTP, whether it answers as the real provider's documentation
says.
"""

import http.client
import threading
from typing import Any
from urllib.parse import urlsplit

import pytest

from demo.sandbox import Sandbox
from demo.sandbox.errors import ApiError
from tests.unit.sandbox_asking import Asked, ask

BIG = 100_000


def transfer_to(account: str, amount: object = BIG, **more: Any) -> dict[str, Any]:
    return {"amount": amount, "currency": "cny", "destination": account, **more}


@pytest.fixture
def batu(sandbox: Sandbox) -> str:
    account = ask(sandbox.url, "POST", "/v1/accounts", {"type": "express", "country": "CN"}).body["id"]
    sandbox.complete_onboarding(account)
    return account


class TestWhoMayAsk:
    @pytest.mark.parametrize("key", ["", "Bearer", "Bearer sk_test_other", "Basic sk_test_sandbox", "Bearer 钥匙"])
    def test_no_key_no_answer(self, sandbox: Sandbox, key: str) -> None:
        refused = ask(sandbox.url, "GET", "/v1/balance", Authorization=key.encode().decode("latin-1"))
        assert (refused.status, refused.error["type"]) == (401, "invalid_request_error")

    def test_only_an_account_of_this_platform_can_be_named(self, sandbox: Sandbox) -> None:
        refused = ask(sandbox.url, "GET", "/v1/balance", Stripe_Account="acct_of_somebody")
        assert (refused.status, refused.error["code"]) == (403, "account_invalid")

    def test_unknown_addresses_are_404(self, sandbox: Sandbox) -> None:
        assert ask(sandbox.url, "POST", "/v1/charges").status == 404
        assert ask(sandbox.url, "GET", "/v1/transfers/tr_none").error["code"] == "resource_missing"

    @pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "::", "example.org", ""])
    def test_it_listens_on_loopback_only(self, host: str) -> None:
        with pytest.raises(ValueError, match="loopback"):
            Sandbox(":memory:", host=host)
        with pytest.raises(ValueError, match="loopback"):
            Sandbox(":memory:", webhook_url=f"http://{host or 'nowhere.test'}/hook")

    def test_a_live_key_is_never_taken(self) -> None:
        with pytest.raises(ValueError, match="sk_test_"):
            Sandbox(":memory:", api_key="sk_live_real")

    def test_another_name_for_this_machine_is_refused(self, sandbox: Sandbox) -> None:
        connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=10)
        connection.request("GET", "/sandbox", headers={"Host": "bank.example"})
        assert connection.getresponse().status == 403


class TestBadInput:
    @pytest.mark.parametrize("amount", ["0", "-5", "1.5", "1e3", "NaN", "", "１２", "9" * 30, str(2**63)])
    def test_an_amount_is_whole_fen_above_zero(self, sandbox: Sandbox, batu: str, amount: str) -> None:
        refused = ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu, amount))
        assert (refused.status, refused.error["param"]) == (400, "amount")
        assert sandbox.transfers() == []

    @pytest.mark.parametrize(
        ("change", "param"),
        [
            ({"currency": "usd"}, "currency"),
            ({"currency": ""}, "currency"),
            ({"destination": "acct_none"}, "destination"),
            ({"destination[id]": "x"}, "destination"),
            ({"colour": "red"}, "colour"),
            ({"metadata[payout_ref]": "x" * 501}, "metadata"),
            ({"metadata": "x"}, "metadata"),
            ({"description": "a\x00b"}, "description"),
            ({"][": "x"}, "]["),
        ],
    )
    def test_a_parameter_at_fault_is_named(
        self, sandbox: Sandbox, batu: str, change: dict[str, str], param: str
    ) -> None:
        form = {**transfer_to(batu), **change}
        if "destination[id]" in change:
            del form["destination"]
        refused = ask(sandbox.url, "POST", "/v1/transfers", form)
        assert refused.status in (400, 404)
        assert refused.error["param"] == param
        assert sandbox.transfers() == []

    @pytest.mark.parametrize(
        "query", [{"limit": "0"}, {"limit": "101"}, {"starting_after": "tr_none"}, {"created[gte]": "soon"}, {"x": "1"}]
    )
    def test_a_list_refuses_what_it_does_not_know(self, sandbox: Sandbox, batu: str, query: dict[str, str]) -> None:
        ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu))
        assert ask(sandbox.url, "GET", "/v1/transfers", query).status in (400, 404)

    def test_a_body_without_end_is_refused(self, sandbox: Sandbox) -> None:
        assert ask(sandbox.url, "POST", "/v1/accounts", {"email": "x" * 70_000}).status == 413

    def test_an_unknown_misbehaviour_is_refused(self, sandbox: Sandbox) -> None:
        for wrong in ({"kind": "explode"}, {"kind": "hang", "times": "0"}, {"kind": "hang", "colour": "red"}):
            with pytest.raises(ApiError):
                sandbox.misbehave(**wrong)  # type: ignore[arg-type]
        with pytest.raises(ApiError):
            sandbox.misbehave("fail_payouts", failure_code="bored")


class TestMoney:
    def test_a_transfer_and_its_reversal_leave_every_balance_right(self, sandbox: Sandbox, batu: str) -> None:
        before = sandbox.balance_fen()
        made = ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu)).body
        assert (sandbox.balance_fen(), sandbox.balance_fen(batu)) == (before - BIG, BIG)
        path = f"/v1/transfers/{made['id']}/reversals"
        assert ask(sandbox.url, "POST", path, {"amount": "40000"}).status == 200
        other = ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu)).body
        assert ask(sandbox.url, "POST", path, {"amount": "60001"}).error["param"] == "amount"
        assert sandbox.executed_total_fen() == 60_000 + BIG
        ask(sandbox.url, "POST", f"/v1/transfers/{other['id']}/reversals")
        assert ask(sandbox.url, "POST", path).body["amount"] == 60_000
        assert ask(sandbox.url, "POST", path).error["code"] == "transfer_already_reversed"
        assert (sandbox.balance_fen(), sandbox.balance_fen(batu)) == (before, 0)
        assert [each["reversed"] for each in sandbox.transfers()] == [True, True]

    def test_nobody_spends_what_is_not_there(self, batu: str, sandbox: Sandbox) -> None:
        whole = sandbox.balance_fen()
        sandbox.misbehave("forget_keys")
        for _ in range(whole // 99_999_999):
            assert ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu, 99_999_999)).status == 200
        refused = ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu, 99_999_999))
        assert (refused.status, refused.error["code"]) == (400, "balance_insufficient")
        assert 0 <= sandbox.balance_fen() < 99_999_999
        other = ask(sandbox.url, "POST", "/v1/accounts").body["id"]
        sandbox.complete_onboarding(other)
        refused = ask(sandbox.url, "POST", "/v1/payouts", {"amount": 1, "currency": "cny"}, Stripe_Account=other)
        assert refused.error["code"] == "balance_insufficient"

    def test_a_reversal_needs_the_money_to_be_there_still(self, sandbox: Sandbox, batu: str) -> None:
        made = ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu)).body
        ask(sandbox.url, "POST", "/v1/payouts", {"amount": BIG, "currency": "cny"}, Stripe_Account=batu)
        refused = ask(sandbox.url, "POST", f"/v1/transfers/{made['id']}/reversals")
        assert refused.error["code"] == "balance_insufficient"

    def test_a_payout_goes_its_way_and_a_failed_one_returns_the_money(self, sandbox: Sandbox, batu: str) -> None:
        ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu, 2 * BIG))
        sandbox.misbehave("fail_payouts", failure_code="no_account")
        order = {"amount": BIG, "currency": "cny"}
        failing = ask(sandbox.url, "POST", "/v1/payouts", order, Stripe_Account=batu).body
        paying = ask(sandbox.url, "POST", "/v1/payouts", order, Stripe_Account=batu).body
        assert (failing["status"], paying["status"]) == ("pending", "pending")
        assert sandbox.balance_fen(batu) == 0
        sandbox.settle_now()
        assert {each["status"] for each in sandbox.payouts()} == {"in_transit"}
        sandbox.settle_now()
        ended = {each["id"]: each for each in sandbox.payouts()}
        assert ended[paying["id"]]["status"] == "paid"
        assert (ended[failing["id"]]["status"], ended[failing["id"]]["failure_code"]) == ("failed", "no_account")
        assert (sandbox.balance_fen(batu), sandbox.paid_total_fen()) == (BIG, BIG)

    def test_settlement_waits_for_its_delay(self) -> None:
        hour = [1_000_000.0]
        slow = Sandbox(":memory:", background=False, settle_after_seconds=60, clock=lambda: hour[0]).start()
        try:
            account = ask(slow.url, "POST", "/v1/accounts").body["id"]
            slow.complete_onboarding(account)
            ask(slow.url, "POST", "/v1/transfers", transfer_to(account))
            ask(slow.url, "POST", "/v1/payouts", {"amount": BIG, "currency": "cny"}, Stripe_Account=account)
            assert [slow.settle_now(), slow.settle_now()] == [1, 0]
            hour[0] += 60
            assert slow.settle_now() == 1
            assert slow.payouts()[0]["status"] == "paid"
        finally:
            slow.stop()

    def test_an_account_that_was_not_onboarded_takes_nothing(self, sandbox: Sandbox) -> None:
        new = ask(sandbox.url, "POST", "/v1/accounts").body["id"]
        refused = ask(sandbox.url, "POST", "/v1/transfers", transfer_to(new))
        assert refused.error["code"] == "insufficient_capabilities_for_transfer"
        order = {"amount": 1, "currency": "cny"}
        refused = ask(sandbox.url, "POST", "/v1/payouts", order, Stripe_Account=new)
        assert refused.error["code"] == "payouts_not_allowed"


class TestLists:
    def test_they_are_paged_newest_first_and_filtered(self, sandbox: Sandbox, batu: str) -> None:
        made = [
            ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu, 1, transfer_group=f"g{n % 2}")).body["id"]
            for n in range(5)
        ]
        newest = made[::-1]
        first = ask(sandbox.url, "GET", "/v1/transfers", {"limit": 2}).body
        assert ([each["id"] for each in first["data"]], first["has_more"]) == (newest[:2], True)
        rest = ask(sandbox.url, "GET", "/v1/transfers", {"limit": 3, "starting_after": newest[1]}).body
        assert ([each["id"] for each in rest["data"]], rest["has_more"]) == (newest[2:], False)
        back = ask(sandbox.url, "GET", "/v1/transfers", {"limit": 2, "ending_before": newest[4]}).body
        assert [each["id"] for each in back["data"]] == newest[2:4]
        grouped = ask(sandbox.url, "GET", "/v1/transfers", {"transfer_group": "g1"}).body
        assert [each["id"] for each in grouped["data"]] == [made[3], made[1]]
        assert ask(sandbox.url, "GET", "/v1/transfers", {"transfer_group": "g9"}).body["data"] == []

    def test_a_connected_account_sees_its_own_things_only(self, sandbox: Sandbox, batu: str) -> None:
        ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu))
        made = ask(sandbox.url, "POST", "/v1/payouts", {"amount": BIG, "currency": "cny"}, Stripe_Account=batu).body
        assert ask(sandbox.url, "GET", f"/v1/payouts/{made['id']}", Stripe_Account=batu).status == 200
        assert ask(sandbox.url, "GET", f"/v1/payouts/{made['id']}").status == 404
        ours = ask(sandbox.url, "GET", "/v1/events").body["data"]
        theirs = ask(sandbox.url, "GET", "/v1/events", Stripe_Account=batu).body["data"]
        assert [each["type"] for each in ours] == ["transfer.created"]
        assert [each["type"] for each in theirs] == ["payout.created", "account.updated"]
        assert ask(sandbox.url, "GET", f"/v1/events/{ours[0]['id']}").body == ours[0]


class TestIdempotency:
    def test_the_same_request_is_answered_once(self, sandbox: Sandbox, batu: str) -> None:
        first = ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu), Idempotency_Key="k")
        again = ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu), Idempotency_Key="k")
        assert first.body == again.body
        assert "idempotent-replayed" not in first.headers
        assert again.headers["idempotent-replayed"] == "true"
        assert len(sandbox.transfers()) == 1

    def test_other_parameters_under_the_key_are_refused(self, sandbox: Sandbox, batu: str) -> None:
        ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu), Idempotency_Key="k")
        refused = ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu, 7), Idempotency_Key="k")
        assert (refused.status, refused.error["type"]) == (400, "idempotency_error")

    def test_a_stored_500_is_replayed_and_a_validation_error_is_not_stored(self, sandbox: Sandbox, batu: str) -> None:
        sandbox.misbehave("server_error")
        statuses = [
            ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu), Idempotency_Key="a").status for _ in "123"
        ]
        assert statuses == [500, 500, 500]
        assert ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu, 0), Idempotency_Key="b").status == 400
        assert ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu, 1), Idempotency_Key="b").status == 200

    def test_of_many_at_once_one_is_executed(self, sandbox: Sandbox, batu: str) -> None:
        sandbox.misbehave("slow", seconds=1)
        answers: list[Asked] = []

        def send() -> None:
            answers.append(ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu), Idempotency_Key="k"))

        threads = [threading.Thread(target=send) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert sorted(each.status for each in answers) == [200] + [409] * 7
        assert {each.error["code"] for each in answers if each.status == 409} == {"idempotency_key_in_use"}
        assert len(sandbox.transfers()) == 1

    def test_a_forgotten_key_executes_again(self, sandbox: Sandbox, batu: str) -> None:
        ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu), Idempotency_Key="k")
        assert sandbox.misbehave("forget_keys")["forgotten"] == 1
        ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu), Idempotency_Key="k")
        assert len(sandbox.transfers()) == 2


class TestMisbehaviour:
    @pytest.mark.parametrize(
        ("kind", "status"), [("conflict", 409), ("rate_limit", 429), ("payment_required", 402), ("server_error", 500)]
    )
    def test_it_strikes_as_often_as_ordered_and_only_where(
        self, sandbox: Sandbox, batu: str, kind: str, status: int
    ) -> None:
        sandbox.misbehave(kind, times=2, on="transfers")
        assert ask(sandbox.url, "POST", "/v1/accounts").status == 200
        got = [ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu)).status for _ in "123"]
        assert got == [status, status, 200]
        assert len(sandbox.transfers()) == 1

    def test_a_lost_reply_was_executed_and_a_lost_request_was_not(self, sandbox: Sandbox, batu: str) -> None:
        for kind, made in (("lose_request", 0), ("lose_reply", 1)):
            sandbox.misbehave(kind, on="transfers")
            with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
                ask(sandbox.url, "POST", "/v1/transfers", transfer_to(batu))
            assert len(sandbox.transfers()) == made

    def test_it_can_be_called_off(self, sandbox: Sandbox) -> None:
        sandbox.misbehave("rate_limit", times=1000)
        sandbox.behave()
        assert ask(sandbox.url, "POST", "/v1/accounts").status == 200
