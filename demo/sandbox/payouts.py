"""A payout takes money from a connected account to its bank: pending, in_transit, then paid or failed.

A payout that fails gives the money back to the connected account's balance, not to the platform.
"""

from typing import Any

from demo.sandbox import balance, form_body, misbehaviour
from demo.sandbox.call import Call
from demo.sandbox.errors import ApiError
from demo.sandbox.events import emit
from demo.sandbox.store import PLATFORM, Store, new_id

FAILURES = {
    "account_closed": "The bank account has been closed.",
    "no_account": "The bank account details on file are probably incorrect.",
}


TAKEN = (
    "amount", "currency", "metadata", "description", "method", "destination", "statement_descriptor", "source_type",
)  # fmt: skip


def create_payout(call: Call) -> dict[str, Any]:
    """POST /v1/payouts with Stripe-Account: amount (fen), currency, metadata, description, method."""
    form_body.only(call.params, *TAKEN)
    amount = form_body.amount_fen(call.params)
    currency = form_body.currency(call.params)
    labels = form_body.metadata(call.params)
    if call.account == PLATFORM:
        raise ApiError(400, "The sandbox pays out from connected accounts only.", code="payouts_not_allowed")
    account = call.connected_account(call.account, "account")
    if not account["payouts_enabled"]:
        raise ApiError(400, "Payouts are not enabled on this account.", code="payouts_not_allowed")
    balance.demand(call.store, call.account, amount)
    failing = misbehaviour.take_named(call.store, "fail_payouts")
    body = _payout(call, amount, currency, labels, account["external_accounts"]["data"][0]["id"])
    call.store.add(body, call.account)
    if failing:
        call.store.change("INSERT INTO failing VALUES (?, ?)", body["id"], failing["failure_code"])
    emit(
        call.store,
        "payout.created",
        body,
        now=call.now,
        account=call.account,
        webhook_url=call.webhook_url,
        idempotency_key=call.idempotency_key,
    )
    return body


def _payout(call: Call, amount: int, currency: str, labels: dict[str, str], bank_id: str) -> dict[str, Any]:
    """The payout as the provider shows it; its amount (fen) has left the connected account."""
    payout_id = new_id("po")
    return {
        "id": payout_id,
        "object": "payout",
        "amount": amount,
        "arrival_date": int(call.now),
        "automatic": False,
        "balance_transaction": balance.move(call.store, call.account, -amount, "payout", payout_id, call.now),
        "created": int(call.now),
        "currency": currency,
        "description": call.params.get("description"),
        "destination": bank_id,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": labels,
        "method": form_body.one_of(call.params, "method", ("standard", "instant"), "standard"),
        "status": "pending",
        "type": "bank_account",
    }


def retrieve_payout(call: Call, payout_id: str) -> dict[str, Any]:
    """GET /v1/payouts/<id> with Stripe-Account."""
    return call.find("payout", payout_id, "payout")


def list_payouts(call: Call) -> dict[str, Any]:
    """GET /v1/payouts with Stripe-Account, by status."""
    return call.page("payout", "/v1/payouts", "status", "destination")


def settle(store: Store, *, now: float, after_seconds: float, webhook_url: str | None) -> int:
    """Move every payout one step that is due: pending to in_transit, and after the delay to paid or failed.

    Returns how many moved.
    """
    moved = 0
    with store.transaction():
        unsettled = store.rows(
            "SELECT id, account, json_extract(body, '$.created') AS created FROM objects"
            " WHERE kind = 'payout' AND json_extract(body, '$.status') IN ('pending', 'in_transit')"
            " ORDER BY sequence"
        )
        for row in unsettled:
            body = store.get("payout", row["id"], row["account"])
            if body is None:
                raise LookupError(row["id"])
            if body["status"] == "pending":
                body["status"] = "in_transit"
                store.save(body)
                moved += 1
            elif now >= row["created"] + after_seconds:
                _end(store, body, row["account"], now, webhook_url)
                moved += 1
    return moved


def _end(store: Store, body: dict[str, Any], account: str, now: float, webhook_url: str | None) -> None:
    failing = store.rows("SELECT failure_code FROM failing WHERE payout_id = ?", body["id"])
    if failing:
        code = failing[0]["failure_code"]
        returned = balance.move(store, account, body["amount"], "payout_failure", body["id"], now)
        body.update(
            status="failed",
            failure_code=code,
            failure_message=FAILURES.get(code, "The bank refused the payout."),
            failure_balance_transaction=returned,
        )
    else:
        body["status"] = "paid"
    store.save(body)
    emit(store, f"payout.{body['status']}", body, now=now, account=account, webhook_url=webhook_url)
