"""Every movement of money is a balance transaction; a balance is their sum and is never kept beside them."""

from typing import Any

from demo.sandbox.call import Call
from demo.sandbox.errors import ApiError
from demo.sandbox.store import PLATFORM, Store, new_id


def available_fen(store: Store, account: str) -> int:
    """What an account, or PLATFORM, can spend now, in fen."""
    found = store.rows(
        "SELECT coalesce(sum(json_extract(body, '$.amount')), 0) AS fen FROM objects"
        " WHERE kind = 'balance_transaction' AND account = ?",
        account,
    )
    return int(found[0]["fen"])


def move(store: Store, account: str, amount_fen: int, kind: str, source: str | None, now: float) -> str:
    """Record that amount_fen came in (or, below zero, went out); returns the balance transaction's id."""
    line = {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount_fen,
        "net": amount_fen,
        "fee": 0,
        "fee_details": [],
        "currency": "cny",
        "created": int(now),
        "available_on": int(now),
        "status": "available",
        "type": kind,
        "reporting_category": kind,
        "source": source,
        "description": None,
        "exchange_rate": None,
    }
    store.add(line, account)
    return str(line["id"])


def demand(store: Store, account: str, amount_fen: int) -> None:
    """Raises ApiError 400 balance_insufficient, stored under the key, when the account has less."""
    if available_fen(store, account) < amount_fen:
        raise insufficient()


def insufficient() -> ApiError:
    """The refusal for want of balance."""
    return ApiError(
        400,
        "You have insufficient available funds in your Stripe account.",
        code="balance_insufficient",
        stored=True,
    )


def open_platform(store: Store, opening_fen: int, now: float) -> None:
    """Give the platform its opening balance once in the life of a state file."""
    with store.transaction():
        if not store.rows("SELECT 1 FROM objects WHERE kind = 'balance_transaction' LIMIT 1"):
            move(store, PLATFORM, opening_fen, "topup", None, now)


def retrieve_balance(call: Call) -> dict[str, Any]:
    """GET /v1/balance."""
    amount = {"amount": available_fen(call.store, call.account), "currency": "cny", "source_types": {}}
    pending = {"amount": 0, "currency": "cny", "source_types": {}}
    return {"object": "balance", "livemode": False, "available": [amount], "pending": [pending]}


def list_balance_transactions(call: Call) -> dict[str, Any]:
    """GET /v1/balance_transactions, by type or source."""
    return call.page("balance_transaction", "/v1/balance_transactions", "type", "source")


def retrieve_balance_transaction(call: Call, line_id: str) -> dict[str, Any]:
    """GET /v1/balance_transactions/<id>."""
    return call.find("balance_transaction", line_id)
