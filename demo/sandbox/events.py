"""Whatever happens becomes an event in the same transaction, and is put into the webhook's outbox with it."""

from typing import Any

from demo.sandbox import misbehaviour
from demo.sandbox.call import Call
from demo.sandbox.store import PLATFORM, Store, new_id

API_VERSION = "2026-10-28.endive"


def emit(
    store: Store,
    kind: str,
    body: dict[str, Any],
    *,
    now: float,
    account: str = PLATFORM,
    webhook_url: str | None,
    idempotency_key: str | None = None,
) -> dict[str, Any]:
    """Record an event of a kind such as "payout.paid" about an object as it is now, and queue its delivery.

    account: the connected account it belongs to, or PLATFORM.
    """
    event: dict[str, Any] = {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": int(now),
        "type": kind,
        "livemode": False,
        "pending_webhooks": 1 if webhook_url else 0,
        "request": {"id": None, "idempotency_key": idempotency_key},
        "data": {"object": body},
    }
    if account != PLATFORM:
        event["account"] = account
    store.add(event, account)
    if webhook_url:
        _queue(store, event["id"], now)
    return event


def _queue(store: Store, event_id: str, now: float) -> None:
    shuffled = misbehaviour.take_named(store, "shuffle_webhooks")
    # The first of the shuffled waits longest, so that those after it overtake it.
    delay = shuffled["remaining"] * shuffled["spread_milliseconds"] / 1000 if shuffled else 0
    copies = 2 if misbehaviour.take_named(store, "duplicate_webhooks") else 1
    for _ in range(copies):
        store.change("INSERT INTO deliveries (event_id, due_at) VALUES (?, ?)", event_id, now + delay)


def list_events(call: Call) -> dict[str, Any]:
    """GET /v1/events, by `type` where given."""
    return call.page("event", "/v1/events", "type")


def retrieve_event(call: Call, event_id: str) -> dict[str, Any]:
    """GET /v1/events/<id>."""
    return call.find("event", event_id)
