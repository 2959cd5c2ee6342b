"""Batu, a mediator, is paid 4,200 yuan through the sandbox over a connection that breaks in every way."""

import pytest
import stripe

from demo.sandbox import Sandbox
from payouts.provider import (
    Found,
    NotFound,
    Provider,
    ProviderAccount,
    ProviderRefused,
    ProviderUnavailable,
    Rejected,
    Sent,
    Unknown,
)
from tests.unit.provider_paying import REWARD_FEN, pay


def settle(sandbox: Sandbox) -> None:
    while sandbox.settle_now():
        continue


class TestAccount:
    def test_batu_can_be_paid_only_after_giving_a_bank_account(self, sandbox: Sandbox, provider: Provider) -> None:
        opened = provider.create_account(reference="payee-batu", idempotency_key="open-batu")
        assert opened == ProviderAccount(opened.account_id, payouts_enabled=False, bank_fingerprint=None)
        address = provider.account_link(
            opened.account_id, return_url="http://127.0.0.1:1/done", refresh_url="http://127.0.0.1:1/again"
        )
        assert address.startswith(f"{sandbox.url}/onboard/")
        sandbox.complete_onboarding(opened.account_id, "6222 0200 0000 1111")
        ready = provider.account(opened.account_id)
        assert ready.payouts_enabled
        assert ready.bank_fingerprint

    def test_opening_twice_with_one_key_opens_one_account(self, provider: Provider) -> None:
        first = provider.create_account(reference="payee-batu", idempotency_key="open-batu")
        again = provider.create_account(reference="payee-batu", idempotency_key="open-batu")
        assert first == again

    def test_another_bank_account_has_another_fingerprint(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        before = provider.account(batu).bank_fingerprint
        sandbox.complete_onboarding(batu, "6222020000009999")
        assert provider.account(batu).bank_fingerprint != before

    def test_an_unknown_account_is_refused(self, provider: Provider) -> None:
        with pytest.raises(ProviderRefused) as refused:
            provider.account("acct_nobody")
        assert refused.value.code == "resource_missing"

    @pytest.mark.parametrize("trouble", ["server_error", "conflict", "lose_request"])
    def test_an_account_that_may_have_been_opened_is_not_called_refused(
        self, sandbox: Sandbox, provider: Provider, trouble: str
    ) -> None:
        sandbox.misbehave(trouble)
        with pytest.raises(ProviderUnavailable):
            provider.create_account(reference="payee-batu", idempotency_key="open-batu")


class TestSend:
    def test_a_transfer_and_then_a_payout_under_one_reference(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        sent = pay(provider, batu)
        [transfer], [payout] = sandbox.transfers(), sandbox.payouts()
        assert sent == Sent(transfer["id"], payout["id"], "pending")
        assert (transfer["amount"], transfer["currency"], transfer["destination"]) == (
            REWARD_FEN,
            "cny",
            batu,
        )
        assert transfer["transfer_group"] == transfer["metadata"]["payout_ref"] == "payout-77"
        assert payout["metadata"]["payout_ref"] == "payout-77"
        settle(sandbox)
        assert sandbox.paid_total_fen() == REWARD_FEN
        assert sandbox.balance_fen(batu) == 0

    @pytest.mark.parametrize("key", ["attempt-1", "attempt-2"])
    def test_sending_again_sends_nothing_under_the_same_key_or_another(
        self, sandbox: Sandbox, provider: Provider, batu: str, key: str
    ) -> None:
        first = pay(provider, batu)
        assert pay(provider, batu, key) == first
        assert sandbox.executed_total_fen() == REWARD_FEN
        assert len(sandbox.payouts()) == 1

    @pytest.mark.parametrize("amount", [0, -1, 1.0, "4200", True, None])
    def test_only_whole_fen_above_zero_are_sent(
        self, sandbox: Sandbox, provider: Provider, batu: str, amount: object
    ) -> None:
        with pytest.raises(ValueError, match="amount_fen"):
            pay(provider, batu, amount_fen=amount)  # type: ignore[arg-type]
        assert sandbox.transfers() == []

    @pytest.mark.parametrize("missing", ["account_id", "payout_ref", "idempotency_key"])
    def test_nothing_is_sent_without_account_reference_and_key(
        self, sandbox: Sandbox, provider: Provider, batu: str, missing: str
    ) -> None:
        given = {"account_id": batu, "payout_ref": "payout-77", "idempotency_key": "attempt-1", missing: ""}
        with pytest.raises(ValueError, match="must not be empty"):
            provider.send(amount_fen=REWARD_FEN, **given)
        assert sandbox.transfers() == []


class TestRejected:
    """The provider's plain no proves that nothing was executed."""

    def test_for_want_of_balance(self, sandbox: Sandbox, provider: Provider, batu: str) -> None:
        sandbox.misbehave("insufficient_balance")
        answer = pay(provider, batu)
        assert isinstance(answer, Rejected)
        assert (answer.code, answer.transfer_id) == ("balance_insufficient", None)
        assert sandbox.transfers() == []
        # The refusal is stored under the key: only another key gets another answer.
        assert isinstance(pay(provider, batu), Rejected)
        assert isinstance(pay(provider, batu, "attempt-2"), Sent)

    def test_with_the_time_to_wait_when_asked_too_fast(self, sandbox: Sandbox, provider: Provider, batu: str) -> None:
        sandbox.misbehave("rate_limit", on="transfers", retry_after_seconds=7)
        answer = pay(provider, batu)
        assert isinstance(answer, Rejected)
        assert (answer.code, answer.retry_after_seconds) == ("rate_limit", 7)
        assert isinstance(pay(provider, batu), Sent)

    def test_when_the_request_was_sound_but_failed(self, sandbox: Sandbox, provider: Provider, batu: str) -> None:
        sandbox.misbehave("payment_required", on="transfers")
        answer = pay(provider, batu)
        assert isinstance(answer, Rejected)
        assert answer.code == "insufficient_funds"

    def test_when_the_account_cannot_be_paid_yet(self, provider: Provider) -> None:
        new = provider.create_account(reference="payee-new", idempotency_key="open-new")
        answer = pay(provider, new.account_id)
        assert isinstance(answer, Rejected)
        assert answer.code == "insufficient_capabilities_for_transfer"

    def test_a_refused_payout_names_the_transfer_that_stands_and_the_next_try_uses_it(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        sandbox.misbehave("payment_required", on="payouts")
        answer = pay(provider, batu)
        assert isinstance(answer, Rejected)
        assert answer.transfer_id == sandbox.transfers()[0]["id"]
        again = pay(provider, batu, "attempt-2")
        assert isinstance(again, Sent)
        assert again.transfer_id == answer.transfer_id
        assert sandbox.executed_total_fen() == REWARD_FEN


class TestFailedAndSentAgain:
    def test_a_payout_that_fails_at_the_bank_is_paid_again_from_the_same_transfer(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        sandbox.misbehave("fail_payouts", failure_code="account_closed")
        first = pay(provider, batu)
        settle(sandbox)
        found = provider.find("payout-77", batu)
        assert isinstance(found, Found)
        assert (found.status, found.failure_code) == ("failed", "account_closed")
        # The old key would only replay "pending"; that is not taken for a new payout.
        stale = pay(provider, batu)
        assert isinstance(stale, Rejected)
        assert stale.code == "key_already_used"
        again = pay(provider, batu, "attempt-2")
        assert isinstance(again, Sent)
        assert isinstance(first, Sent)
        assert again.transfer_id == first.transfer_id
        assert again.provider_payout_id != first.provider_payout_id
        settle(sandbox)
        assert sandbox.executed_total_fen() == sandbox.paid_total_fen() == REWARD_FEN

    def test_a_transfer_that_was_taken_back_is_made_anew_under_a_new_key(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        sandbox.misbehave("payment_required", on="payouts")
        pay(provider, batu)
        client(sandbox).v1.transfers.reversals.create(sandbox.transfers()[0]["id"], {})
        assert provider.find("payout-77", batu) == NotFound()
        stale = pay(provider, batu)
        assert isinstance(stale, Rejected)
        assert stale.code == "key_already_used"
        assert isinstance(pay(provider, batu, "attempt-2"), Sent)
        assert sandbox.executed_total_fen() == REWARD_FEN


class TestWhatNeedsAPerson:
    """What stands under the reference is not what was ordered: nothing more is sent, and a person looks."""

    def test_another_amount_was_transferred(self, sandbox: Sandbox, provider: Provider, batu: str) -> None:
        sandbox.misbehave("payment_required", on="payouts")
        pay(provider, batu)
        answer = pay(provider, batu, "attempt-2", amount_fen=REWARD_FEN + 1)
        assert isinstance(answer, Unknown)
        assert answer.reason == "transfer_differs"

    def test_part_of_the_transfer_was_taken_back(self, sandbox: Sandbox, provider: Provider, batu: str) -> None:
        sandbox.misbehave("payment_required", on="payouts")
        pay(provider, batu)
        client(sandbox).v1.transfers.reversals.create(sandbox.transfers()[0]["id"], {"amount": 1})
        answer = pay(provider, batu, "attempt-2")
        assert isinstance(answer, Unknown)
        assert answer.reason == "transfer_partly_reversed"

    def test_two_transfers_stand(self, sandbox: Sandbox, provider: Provider, batu: str) -> None:
        for _ in range(2):
            client(sandbox).v1.transfers.create(
                {"amount": 5, "currency": "cny", "destination": batu, "transfer_group": "payout-77"}
            )
        answer = pay(provider, batu)
        assert isinstance(answer, Unknown)
        assert answer.reason == "several_transfers"
        found = provider.find("payout-77", batu)
        assert isinstance(found, Found)
        assert found.amount_fen == 10

    def test_a_payout_lives_whose_transfer_was_taken_back(
        self, sandbox: Sandbox, provider: Provider, batu: str
    ) -> None:
        pay(provider, batu)
        provider.send(account_id=batu, amount_fen=REWARD_FEN, payout_ref="other", idempotency_key="other")
        sandbox.misbehave("fail_payouts")
        provider.send(account_id=batu, amount_fen=REWARD_FEN, payout_ref="third", idempotency_key="third")
        settle(sandbox)
        first = sandbox.transfers()[-1]
        client(sandbox).v1.transfers.reversals.create(first["id"], {})
        assert pay(provider, batu, "attempt-2") == Unknown("payout_without_transfer")
        assert isinstance(provider.find("payout-77", batu), Found)


def client(sandbox: Sandbox) -> stripe.StripeClient:
    """A clerk at the provider's own dashboard."""
    return stripe.StripeClient(sandbox.api_key, base_addresses={"api": sandbox.url}, max_network_retries=0)
