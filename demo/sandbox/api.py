"""One request is answered as the real provider would, unless a misbehaviour was ordered for it.

In this order: key, account, parameters, misbehaviour before the work, idempotency, the work and its stored
answer in one transaction, misbehaviour at the reply.
"""

import hmac
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from demo.sandbox import (
    accounts,
    balance,
    events,
    form_body,
    idempotency,
    misbehaviour,
    payouts,
    transfers,
)
from demo.sandbox.call import Call
from demo.sandbox.errors import ApiError
from demo.sandbox.store import PLATFORM, Store, new_id

Endpoint = Callable[..., dict[str, Any]]
log = logging.getLogger(__name__)

ENDPOINTS: list[tuple[str, str, Endpoint]] = [
    ("POST", r"accounts", accounts.create_account),
    ("GET", r"accounts", accounts.list_accounts),
    ("GET", r"accounts/(\w+)", accounts.retrieve_account),
    ("GET", r"accounts/(\w+)/external_accounts", accounts.list_external_accounts),
    ("POST", r"account_links", accounts.create_account_link),
    ("POST", r"transfers", transfers.create_transfer),
    ("GET", r"transfers", transfers.list_transfers),
    ("GET", r"transfers/(\w+)", transfers.retrieve_transfer),
    ("POST", r"transfers/(\w+)/reversals", transfers.create_reversal),
    ("GET", r"transfers/(\w+)/reversals", transfers.list_reversals),
    ("GET", r"transfers/(\w+)/reversals/(\w+)", transfers.retrieve_reversal),
    ("POST", r"payouts", payouts.create_payout),
    ("GET", r"payouts", payouts.list_payouts),
    ("GET", r"payouts/(\w+)", payouts.retrieve_payout),
    ("GET", r"balance", balance.retrieve_balance),
    ("GET", r"balance_transactions", balance.list_balance_transactions),
    ("GET", r"balance_transactions/(\w+)", balance.retrieve_balance_transaction),
    ("GET", r"events", events.list_events),
    ("GET", r"events/(\w+)", events.retrieve_event),
]


@dataclass(frozen=True)
class Incoming:
    """A request to /v1/: path without the leading /v1/; pairs of the query (GET) or the body (POST)."""

    method: str
    path: str
    pairs: Iterable[tuple[str, str]]
    authorization: str
    account: str = PLATFORM
    idempotency_key: str | None = None


@dataclass(frozen=True)
class Answer:
    """What goes back. held_seconds: wait so long first. lost: then close without sending anything."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)
    held_seconds: int = 0
    lost: bool = False


LOST = Answer(0, {}, lost=True)


class Api:
    """The provider's API over one store. wait: how a slow request is slowed, given seconds."""

    def __init__(
        self,
        store: Store,
        *,
        api_key: str,
        base_url: str,
        webhook_url: str | None,
        clock: Callable[[], float],
        wait: Callable[[float], Any],
    ) -> None:
        self.store = store
        self.base_url = base_url
        self.webhook_url = webhook_url
        self._api_key = api_key
        self._clock = clock
        self._wait = wait

    def answer(self, incoming: Incoming) -> Answer:
        """The answer to a request; never raises."""
        request_id = {"Request-Id": new_id("req")}
        try:
            given = self._answer(incoming)
        except ApiError as refusal:
            given = Answer(refusal.status, refusal.body(), refusal.headers)
        except Exception:
            log.exception("the sandbox failed on %s %s", incoming.method, incoming.path)
            given = Answer(500, ApiError(500, "The sandbox itself failed.", kind="api_error").body())
        return Answer(given.status, given.body, {**request_id, **given.headers}, given.held_seconds, given.lost)

    def _answer(self, incoming: Incoming) -> Answer:
        self._authenticate(incoming)
        endpoint, ids = _route(incoming)
        call = Call(
            self.store,
            form_body.parse(incoming.pairs),
            incoming.account,
            self.base_url,
            self._clock(),
            self.webhook_url,
            incoming.idempotency_key,
        )
        target = f"{incoming.method} {incoming.path.split('/')[0]}"
        refused = _misbehave_before(misbehaviour.take(self.store, "before", target))
        if refused is not None:
            return refused
        given = self._keyed(incoming, call, endpoint, ids, target)
        struck = misbehaviour.take(self.store, "reply", target)
        if struck is None:
            return given
        return Answer(0, {}, held_seconds=struck[1].get("seconds", 0), lost=True)

    def _authenticate(self, incoming: Incoming) -> None:
        scheme, _, token = incoming.authorization.partition(" ")
        if scheme != "Bearer" or not hmac.compare_digest(token.encode(), self._api_key.encode()):
            raise ApiError(401, "Invalid API Key provided.", code="api_key_invalid")
        if incoming.account != PLATFORM and not accounts.owned_by_platform(self.store, incoming.account):
            raise ApiError(
                403,
                f"The provided key does not have access to account '{incoming.account}'"
                " (or that account does not exist).",
                code="account_invalid",
            )

    def _keyed(self, incoming: Incoming, call: Call, endpoint: Endpoint, ids: tuple[str, ...], target: str) -> Answer:
        key = incoming.idempotency_key
        if incoming.method != "POST" or key is None:
            return Answer(*self._work(call, endpoint, ids, target, None))
        if not 1 <= len(key) <= 255:
            raise ApiError(400, "Idempotency keys have 1 to 255 characters.", kind="idempotency_error")
        of = idempotency.fingerprint(incoming.method, incoming.path, call.params)
        known = idempotency.begin(self.store, incoming.account, key, of)
        if known is not None:
            return Answer(*known, {"Idempotent-Replayed": "true"})
        try:
            return Answer(*self._work(call, endpoint, ids, target, key))
        except ApiError as refusal:
            if refusal.stored:
                idempotency.finish(self.store, incoming.account, key, refusal.status, refusal.body())
            else:
                idempotency.release(self.store, incoming.account, key)
            raise
        except Exception:
            idempotency.release(self.store, incoming.account, key)
            raise

    def _work(
        self, call: Call, endpoint: Endpoint, ids: tuple[str, ...], target: str, key: str | None
    ) -> tuple[int, dict[str, Any]]:
        struck, params = misbehaviour.take(self.store, "during", target) or ("", {})
        if struck == "slow":
            self._wait(params["seconds"])
        with self.store.transaction():
            if struck == "payment_required":
                raise ApiError(
                    402,
                    "The request was sound but failed.",
                    kind="card_error",
                    code=params["code"],
                    stored=True,
                )
            if struck == "insufficient_balance":
                raise balance.insufficient()
            broken = ApiError(500, "Something went wrong on our end.", kind="api_error", stored=True)
            if struck == "server_error" and not params["executes"]:
                raise broken
            status, body = 200, endpoint(call, *ids)
            if struck == "server_error":
                status, body = broken.status, broken.body()
            if key is not None:
                idempotency.finish(self.store, call.account, key, status, body)
        return status, body


def _route(incoming: Incoming) -> tuple[Endpoint, tuple[str, ...]]:
    for method, pattern, endpoint in ENDPOINTS:
        matched = re.fullmatch(pattern, incoming.path, re.ASCII)
        if matched and method == incoming.method:
            return endpoint, matched.groups()
    raise ApiError(404, f"Unrecognized request URL ({incoming.method}: /v1/{incoming.path}).", code="url_unknown")


def _misbehave_before(struck: tuple[str, dict[str, Any]] | None) -> Answer | None:
    kind, params = struck or ("", {})
    if kind == "conflict":
        raise ApiError(
            409,
            "There is currently another in-progress request using this idempotent key.",
            kind="idempotency_error",
            code="idempotency_key_in_use",
        )
    if kind == "rate_limit":
        raise ApiError(
            429,
            "Too many requests hit the API too quickly.",
            code="rate_limit",
            headers={"Retry-After": str(params["retry_after_seconds"])},
        )
    if kind == "lose_request":
        return LOST
    return Answer(0, {}, held_seconds=params["seconds"], lost=True) if kind == "hang" else None
