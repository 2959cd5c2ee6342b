"""A key keeps the first answer, a stored 500 included, until it is told to forget.

The same key with other parameters is refused with 400, and while the first request still runs with 409
(https://docs.stripe.com/api/idempotent_requests).
"""

import hashlib
import json
from typing import Any

from demo.sandbox.errors import ApiError
from demo.sandbox.store import Store


def fingerprint(method: str, path: str, params: dict[str, Any]) -> str:
    """What must be the same when a key is used again."""
    return hashlib.sha256(json.dumps([method, path, params], sort_keys=True).encode()).hexdigest()


def begin(store: Store, account: str, key: str, of: str) -> tuple[int, dict[str, Any]] | None:
    """Take the key for a request. Returns the stored status and body when it was answered before, else None.

    of: the request's fingerprint. Raises ApiError 400 for other parameters, 409 while the first still runs.
    """
    with store.transaction():
        known = store.rows(
            "SELECT fingerprint, status, body FROM idempotency_keys WHERE account = ? AND key = ?",
            account,
            key,
        )
        if not known:
            store.change("INSERT INTO idempotency_keys (account, key, fingerprint) VALUES (?, ?, ?)", account, key, of)
            return None
    first = known[0]
    if first["fingerprint"] != of:
        raise ApiError(
            400,
            "Keys for idempotent requests can only be used with the parameters they were first used with.",
            kind="idempotency_error",
        )
    if first["status"] is None:
        raise ApiError(
            409,
            "There is currently another in-progress request using this idempotent key.",
            kind="idempotency_error",
            code="idempotency_key_in_use",
        )
    return first["status"], json.loads(first["body"])


def finish(store: Store, account: str, key: str, status: int, body: dict[str, Any]) -> None:
    """Keep the answer under the key."""
    store.change(
        "UPDATE idempotency_keys SET status = ?, body = ? WHERE account = ? AND key = ?",
        status,
        json.dumps(body, ensure_ascii=False),
        account,
        key,
    )


def release(store: Store, account: str, key: str) -> None:
    """Forget one key whose request was refused before any work began."""
    store.change("DELETE FROM idempotency_keys WHERE account = ? AND key = ?", account, key)


def forget_all(store: Store) -> int:
    """Forget every answered key, as the real provider may after 24 hours; returns how many."""
    return store.change("DELETE FROM idempotency_keys WHERE status IS NOT NULL")
