"""The requests to the provider's API, and its answers read into plain values; judging them is left to others.

Every method raises stripe.StripeError, also for an answer that cannot be read. No request is repeated here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

import stripe

from payouts.provider_answers import ProviderAccount

CONNECT_WITHIN_SECONDS = 5
ANSWER_WITHIN_SECONDS = 30
PAGE = 100

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")

# The library would otherwise report the timing of earlier requests with each new one.
stripe.enable_telemetry = False


@dataclass(frozen=True)
class Order:
    """One payment to make: amount_fen above zero, to the connected account and on to its bank."""

    account_id: str
    amount_fen: int
    currency: str
    payout_ref: str
    idempotency_key: str


@dataclass(frozen=True)
class Transfer:
    """A transfer as read: amounts in fen; stands is False once all of it was taken back."""

    transfer_id: str
    amount_fen: int
    reversed_fen: int
    currency: str
    destination: str
    stands: bool


@dataclass(frozen=True)
class Payout:
    """A payout as read; lives is False once it failed or was canceled."""

    payout_id: str
    amount_fen: int
    status: str
    failure_code: str | None
    lives: bool


def _readable(ask: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """An answer that makes no sense proves nothing: it is raised as one that did not come."""

    @wraps(ask)
    def asked(*given: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        try:
            return ask(*given, **named)
        except (AttributeError, KeyError, TypeError, ValueError) as problem:
            raise stripe.APIError("the provider's answer cannot be read") from problem

    return asked


class ProviderWire:
    """The API at base_url, used with api_key."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        connect_within_seconds: int,
        answer_within_seconds: int,
    ) -> None:
        address = base_url.rstrip("/")
        self._client = stripe.StripeClient(
            api_key,
            base_addresses={"api": address, "connect": address, "files": address, "meter_events": address},
            max_network_retries=0,
            http_client=stripe.RequestsClient(timeout=(connect_within_seconds, answer_within_seconds)),
        )

    @_readable
    def open_account(self, reference: str, idempotency_key: str) -> ProviderAccount:
        made = self._client.v1.accounts.create(
            {
                "type": "express",
                "country": "CN",
                "capabilities": {"transfers": {"requested": True}},
                "settings": {"payouts": {"schedule": {"interval": "manual"}}},
                "metadata": {"reference": reference},
            },
            {"idempotency_key": idempotency_key},
        )
        return _account(made)

    @_readable
    def open_link(self, account_id: str, return_url: str, refresh_url: str) -> str:
        link = self._client.v1.account_links.create(
            {
                "account": account_id,
                "type": "account_onboarding",
                "return_url": return_url,
                "refresh_url": refresh_url,
            }
        )
        return link.url

    @_readable
    def read_account(self, account_id: str) -> ProviderAccount:
        return _account(self._client.v1.accounts.retrieve(account_id))

    @_readable
    def make_transfer(self, order: Order) -> str:
        made = self._client.v1.transfers.create(
            {
                "amount": order.amount_fen,
                "currency": order.currency,
                "destination": order.account_id,
                "transfer_group": order.payout_ref,
                "metadata": {"payout_ref": order.payout_ref},
            },
            {"idempotency_key": f"{order.idempotency_key}:transfer"},
        )
        return made.id

    @_readable
    def make_payout(self, order: Order) -> tuple[str, str]:
        made = self._client.v1.payouts.create(
            {
                "amount": order.amount_fen,
                "currency": order.currency,
                "metadata": {"payout_ref": order.payout_ref},
            },
            {"idempotency_key": f"{order.idempotency_key}:payout", "stripe_account": order.account_id},
        )
        return made.id, made.status

    @_readable
    def transfers(self, payout_ref: str) -> list[Transfer]:
        """Every transfer under the reference, newest first."""
        page = self._client.v1.transfers.list({"transfer_group": payout_ref, "limit": PAGE})
        return [
            Transfer(
                each.id,
                each.amount,
                each.amount_reversed,
                each.currency,
                str(each.destination),
                not each.reversed,
            )
            for each in page.auto_paging_iter()
        ]

    @_readable
    def payouts(self, payout_ref: str, account_id: str) -> list[Payout]:
        """Every payout of the account under the reference, newest first: the API has no filter for it."""
        page = self._client.v1.payouts.list({"limit": PAGE}, {"stripe_account": account_id})
        return [
            Payout(
                each.id,
                each.amount,
                each.status,
                each.failure_code,
                each.status not in ("failed", "canceled"),
            )
            for each in page.auto_paging_iter()
            if _reference(each) == payout_ref
        ]


def _reference(payout: stripe.Payout) -> str | None:
    return payout.metadata.to_dict().get("payout_ref") if payout.metadata else None


def _account(given: stripe.Account) -> ProviderAccount:
    shown = given.to_dict()
    active = (shown.get("capabilities") or {}).get("transfers") == "active"
    banks = (shown.get("external_accounts") or {}).get("data", [])
    default = next((each for each in banks if each.get("default_for_currency")), banks[0] if banks else {})
    return ProviderAccount(given.id, bool(given.payouts_enabled) and active, default.get("fingerprint"))
