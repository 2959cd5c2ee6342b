"""Events are delivered until the receiver answers 2xx, each attempt signed anew over its raw body.

The signature is `Stripe-Signature: t=<seconds>,v1=<HMAC-SHA-256 of "t.body">`
(https://docs.stripe.com/webhooks#verify-manually). What waits stands in the store, so that a restart goes on
where it stopped.
"""

import hashlib
import hmac
import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from demo.sandbox.store import Store

ANSWER_WITHIN_SECONDS = 10
LONGEST_WAIT_SECONDS = 60.0
MOST_ATTEMPTS = 500


def sign(raw_body: bytes, secret: str, timestamp: int) -> str:
    """The Stripe-Signature header of a body signed at timestamp (seconds since the epoch)."""
    signed = str(timestamp).encode() + b"." + raw_body
    return f"t={timestamp},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def raw_body(event: dict[str, Any]) -> bytes:
    """An event as the bytes that are signed and sent."""
    return json.dumps(event, ensure_ascii=False, indent=2).encode()


def deliver_due(store: Store, *, url: str, secret: str, now: float, first_wait_seconds: float) -> int:
    """Attempt every delivery that is due once; returns how many were delivered.

    An attempt that fails is made again after first_wait_seconds, then after twice that, up to a minute.
    """
    due = store.rows(
        "SELECT sequence, event_id, attempts FROM deliveries WHERE state = 'waiting' AND due_at <= ?"
        " ORDER BY due_at, sequence LIMIT 50",
        now,
    )
    delivered = 0
    for row in due:
        event = store.get("event", row["event_id"], store.owner(row["event_id"]))
        status, answer = _post(url, raw_body(event or {}), secret, int(now))
        attempts = row["attempts"] + 1
        done = 200 <= status < 300
        delivered += done
        wait = min(LONGEST_WAIT_SECONDS, first_wait_seconds * 2 ** min(row["attempts"], 20))
        state = "delivered" if done else "given_up" if attempts >= MOST_ATTEMPTS else "waiting"
        store.change(
            "UPDATE deliveries SET attempts = ?, answer = ?, state = ?, due_at = ? WHERE sequence = ?",
            attempts,
            answer,
            state,
            now + wait,
            row["sequence"],
        )
    return delivered


def _post(url: str, body: bytes, secret: str, timestamp: int) -> tuple[int, str]:
    """The status and a word on the answer; status 0 when there was none."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=ANSWER_WITHIN_SECONDS)
    headers = {"Content-Type": "application/json", "Stripe-Signature": sign(body, secret, timestamp)}
    try:
        connection.request("POST", parts.path or "/", body, headers)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as problem:
        return 0, type(problem).__name__
    finally:
        connection.close()
    return status, str(status)


def listed(store: Store, limit: int) -> list[dict[str, Any]]:
    """The latest deliveries: event_id, type, attempts, answer and state."""
    return [
        dict(row)
        for row in store.rows(
            "SELECT d.*, json_extract(o.body, '$.type') AS type FROM deliveries d"
            " JOIN objects o ON o.id = d.event_id ORDER BY d.sequence DESC LIMIT ?",
            limit,
        )
    ]
