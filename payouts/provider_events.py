"""A word from the provider counts only when its signature fits its raw bytes and it was signed just now.

The signature is an HMAC-SHA-256 over "<time>.<body>" (https://docs.stripe.com/webhooks#verify-manually). The
library lets a signature from the future pass, so its age is bounded here, in both directions.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import stripe

TOLERANCE = timedelta(minutes=5)
LONGEST_TEXT = 200
LARGEST_AMOUNT = 2**63 - 1


class ForgedEvent(Exception):
    """The signature does not fit, or what was signed is not an event that could be kept as it came."""


class StaleEvent(Exception):
    """The signature fits and is too old, or from the future: perhaps a replay."""


@dataclass(frozen=True)
class ProviderEvent:
    """What an event says. Events repeat and come out of order: event_id is to be stored once, and the object
    asked.

    kind: such as payout.paid. created_at: when it happened. account_id: the connected account, None for the
    platform's own. object_id: the payout, transfer or account. payout_ref: our reference, from its metadata.
    status, failure_code, amount_fen: as the object had them. payouts_enabled, bank_fingerprint: of
    account.updated.
    """

    event_id: str
    kind: str
    created_at: datetime
    account_id: str | None
    object_id: str
    payout_ref: str | None
    status: str | None
    failure_code: str | None
    amount_fen: int | None
    payouts_enabled: bool | None
    bank_fingerprint: str | None


def verify_event(
    raw_body: bytes, signature: str, secret: str, now: datetime, *, tolerance: timedelta = TOLERANCE
) -> ProviderEvent:
    """The event in a webhook's body, provided that its Stripe-Signature header fits it and was made around
    now.

    Raises ForgedEvent, StaleEvent; ValueError for an empty secret or a `now` without time zone.
    """
    if not secret.strip():
        raise ValueError("the webhook secret must not be empty")
    if now.tzinfo is None:
        raise ValueError("now must be an aware datetime")
    try:
        stripe.WebhookSignature.verify_header(raw_body, signature, secret, tolerance=None)
        signed_at = datetime.fromtimestamp(_timestamp(signature), UTC)
    except (stripe.SignatureVerificationError, ValueError, OverflowError, OSError) as problem:
        raise ForgedEvent("the signature does not fit the body") from problem
    if abs(now - signed_at) > tolerance:
        raise StaleEvent(f"signed at {signed_at.isoformat()}, read at {now.isoformat()}")
    try:
        return _read(json.loads(raw_body))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError, RecursionError) as problem:
        raise ForgedEvent("what was signed is not an event") from problem


def _timestamp(signature: str) -> int:
    """The first t= of the header: the one that the library's signature check covers."""
    return int(next(part.split("=", 2)[1] for part in signature.split(",") if part.split("=", 2)[0] == "t"))


def _read(event: dict[str, Any]) -> ProviderEvent:
    thing: dict[str, Any] = event["data"]["object"]
    is_account = thing.get("object") == "account"
    banks = (thing.get("external_accounts") or {}).get("data") or [] if is_account else []
    default = next((each for each in banks if each.get("default_for_currency")), banks[0] if banks else {})
    return ProviderEvent(
        event_id=_text(event["id"]),
        kind=_text(event["type"]),
        created_at=datetime.fromtimestamp(event["created"], UTC),
        account_id=_text_or_none(event.get("account")),
        object_id=_text(thing["id"]),
        payout_ref=_text_or_none((thing.get("metadata") or {}).get("payout_ref")),
        status=_text_or_none(thing.get("status")),
        failure_code=_text_or_none(thing.get("failure_code")),
        amount_fen=_amount(thing.get("amount")),
        payouts_enabled=bool(thing.get("payouts_enabled")) if is_account else None,
        bank_fingerprint=_text_or_none(default.get("fingerprint")),
    )


def _text(value: Any) -> str:
    """A short text that the database can keep: no NUL, no half of a surrogate pair (encode refuses that one)."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT or "\0" in value:
        raise ValueError("an id or a type is missing, or is no plain short text")
    value.encode()
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _amount(value: Any) -> int | None:
    if type(value) is int and abs(value) > LARGEST_AMOUNT:
        raise ValueError("an amount beyond any")
    return value if type(value) is int else None
