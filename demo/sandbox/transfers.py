"""A transfer moves money from the platform to a connected account; a reversal moves it back, never more than
was sent.
"""

from typing import Any

from demo.sandbox import balance, form_body
from demo.sandbox.call import Call
from demo.sandbox.errors import ApiError, invalid_parameter, no_such
from demo.sandbox.events import emit
from demo.sandbox.store import PLATFORM, new_id

TAKEN = ("amount", "currency", "destination", "transfer_group", "metadata", "description", "source_type")


def create_transfer(call: Call) -> dict[str, Any]:
    """POST /v1/transfers: amount (fen), currency, destination, transfer_group, metadata, description."""
    form_body.only(call.params, *TAKEN)
    _platform_only(call)
    amount = form_body.amount_fen(call.params)
    currency = form_body.currency(call.params)
    labels = form_body.metadata(call.params)
    destination = call.connected_account(form_body.text(call.params, "destination"), "destination")
    if destination["capabilities"]["transfers"] != "active":
        raise ApiError(
            400,
            "Your destination account needs to have this capability enabled: transfers",
            code="insufficient_capabilities_for_transfer",
        )
    balance.demand(call.store, PLATFORM, amount)
    body = _transfer(call, amount, currency, labels, destination["id"])
    balance.move(call.store, destination["id"], amount, "payment", body["destination_payment"], call.now)
    call.store.add(body)
    _tell(call, "transfer.created", body)
    return body


def _transfer(call: Call, amount: int, currency: str, labels: dict[str, str], destination_id: str) -> dict[str, Any]:
    """The transfer as the provider shows it; its amount (fen) has left the platform."""
    transfer_id = new_id("tr")
    return {
        "id": transfer_id,
        "object": "transfer",
        "amount": amount,
        "amount_reversed": 0,
        "balance_transaction": balance.move(call.store, PLATFORM, -amount, "transfer", transfer_id, call.now),
        "created": int(call.now),
        "currency": currency,
        "description": call.params.get("description"),
        "destination": destination_id,
        "destination_payment": new_id("py"),
        "livemode": False,
        "metadata": labels,
        "reversals": {
            "object": "list",
            "data": [],
            "has_more": False,
            "url": f"/v1/transfers/{transfer_id}/reversals",
        },
        "reversed": False,
        "source_transaction": None,
        "source_type": "card",
        "transfer_group": call.params.get("transfer_group"),
    }


def retrieve_transfer(call: Call, transfer_id: str) -> dict[str, Any]:
    """GET /v1/transfers/<id>."""
    return call.find("transfer", transfer_id, "transfer")


def list_transfers(call: Call) -> dict[str, Any]:
    """GET /v1/transfers, by transfer_group or destination."""
    return call.page("transfer", "/v1/transfers", "transfer_group", "destination")


def create_reversal(call: Call, transfer_id: str) -> dict[str, Any]:
    """POST /v1/transfers/<id>/reversals: amount (fen, all that is left when absent), metadata."""
    form_body.only(call.params, "amount", "metadata", "description", "refund_application_fee")
    _platform_only(call)
    body = call.find("transfer", transfer_id, "transfer")
    left = body["amount"] - body["amount_reversed"]
    if not left:
        raise ApiError(400, "This transfer has already been reversed.", code="transfer_already_reversed")
    amount = form_body.amount_fen(call.params) if "amount" in call.params else left
    if amount > left:
        raise invalid_parameter("amount", "Reversal amount is greater than the unreversed amount of the transfer.")
    balance.demand(call.store, body["destination"], amount)
    reversal_id = new_id("trr")
    balance.move(call.store, body["destination"], -amount, "payment_refund", reversal_id, call.now)
    reversal: dict[str, Any] = {
        "id": reversal_id,
        "object": "transfer_reversal",
        "amount": amount,
        "balance_transaction": balance.move(call.store, PLATFORM, amount, "transfer_refund", reversal_id, call.now),
        "created": int(call.now),
        "currency": body["currency"],
        "destination_payment_refund": None,
        "metadata": form_body.metadata(call.params),
        "source_refund": None,
        "transfer": transfer_id,
    }
    call.store.add(reversal)
    body["amount_reversed"] += amount
    body["reversed"] = body["amount_reversed"] == body["amount"]
    body["reversals"]["data"].insert(0, reversal)
    call.store.save(body)
    _tell(call, "transfer.reversed", body)
    return reversal


def list_reversals(call: Call, transfer_id: str) -> dict[str, Any]:
    """GET /v1/transfers/<id>/reversals."""
    listed: dict[str, Any] = call.find("transfer", transfer_id, "transfer")["reversals"]
    return listed


def retrieve_reversal(call: Call, transfer_id: str, reversal_id: str) -> dict[str, Any]:
    """GET /v1/transfers/<id>/reversals/<id>."""
    reversal = call.find("transfer_reversal", reversal_id)
    if reversal["transfer"] != transfer_id:
        raise no_such("transfer reversal", reversal_id)
    return reversal


def _platform_only(call: Call) -> None:
    if call.account != PLATFORM:
        raise ApiError(400, "A connected account cannot make or reverse transfers.", code="transfers_not_allowed")


def _tell(call: Call, kind: str, body: dict[str, Any]) -> None:
    emit(
        call.store,
        kind,
        body,
        now=call.now,
        webhook_url=call.webhook_url,
        idempotency_key=call.idempotency_key,
    )
