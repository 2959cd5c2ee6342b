"""A connected account can be paid only after its owner has completed the onboarding on the provider's page.

Of the bank account only the last four digits and a fingerprint are kept, as the real provider shows them.
"""

import hashlib
import re
import secrets
from typing import Any
from urllib.parse import urlsplit

from demo.sandbox import form_body
from demo.sandbox.call import Call
from demo.sandbox.errors import ApiError, invalid_parameter
from demo.sandbox.events import emit
from demo.sandbox.store import PLATFORM, Store, new_id

LINK_LIFE_SECONDS = 300


def create_account(call: Call) -> dict[str, Any]:
    """POST /v1/accounts: an account that cannot be paid yet."""
    form_body.only(
        call.params,
        "type", "country", "email", "capabilities", "metadata", "business_type", "default_currency",
        "controller", "settings", "business_profile",
    )  # fmt: skip
    country = form_body.text(call.params, "country", "CN")
    if country != "CN":
        raise invalid_parameter("country", f"Country '{country}' is unknown: the sandbox knows CN alone.")
    account_id = new_id("acct")
    body = {
        "id": account_id,
        "object": "account",
        "type": form_body.one_of(call.params, "type", ("express", "custom", "standard"), "express"),
        "country": country,
        "default_currency": "cny",
        "business_type": call.params.get("business_type"),
        "email": call.params.get("email"),
        "created": int(call.now),
        "capabilities": {"transfers": "inactive"},
        "charges_enabled": False,
        "payouts_enabled": False,
        "details_submitted": False,
        "requirements": {"currently_due": ["external_account"], "disabled_reason": "requirements.past_due"},
        "external_accounts": {"object": "list", "data": [], "has_more": False, "url": _banks_of(account_id)},
        "metadata": form_body.metadata(call.params),
    }
    return call.store.add(body)


def retrieve_account(call: Call, account_id: str) -> dict[str, Any]:
    """GET /v1/accounts/<id>."""
    return call.connected_account(account_id, "account")


def list_accounts(call: Call) -> dict[str, Any]:
    """GET /v1/accounts."""
    return call.page("account", "/v1/accounts")


def list_external_accounts(call: Call, account_id: str) -> dict[str, Any]:
    """GET /v1/accounts/<id>/external_accounts."""
    listed: dict[str, Any] = call.connected_account(account_id, "account")["external_accounts"]
    return listed


def create_account_link(call: Call) -> dict[str, Any]:
    """POST /v1/account_links: the onboarding page, good for five minutes and one completion."""
    form_body.only(call.params, "account", "refresh_url", "return_url", "type", "collect", "collection_options")
    account = call.connected_account(form_body.text(call.params, "account"), "account")
    form_body.one_of(call.params, "type", ("account_onboarding", "account_update"), "")
    addresses = [_address(call.params, name) for name in ("return_url", "refresh_url")]
    token = secrets.token_urlsafe(24)
    expires_at = call.now + LINK_LIFE_SECONDS
    call.store.change("INSERT INTO links VALUES (?, ?, ?, ?, ?)", token, account["id"], *addresses, expires_at)
    return {
        "object": "account_link",
        "created": int(call.now),
        "expires_at": int(expires_at),
        "url": f"{call.base_url}/onboard/{token}",
    }


def _banks_of(account_id: str) -> str:
    return f"/v1/accounts/{account_id}/external_accounts"


def _address(params: dict[str, Any], name: str) -> str:
    address = form_body.text(params, name)
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise invalid_parameter(name, f"Not a valid URL: {name}", "url_invalid")
    return address


def link(store: Store, token: str) -> dict[str, Any] | None:
    """The account link of a token: account, return_url, refresh_url, expires_at (seconds); None when used or
    unknown.
    """
    found = store.rows("SELECT * FROM links WHERE token = ?", token)
    return dict(found[0]) if found else None


def complete_onboarding(
    store: Store, account_id: str, bank_number: str, *, now: float, webhook_url: str | None
) -> dict[str, Any]:
    """The owner has given a bank account: transfers and payouts are enabled, and account.updated is told.

    bank_number: 8 to 30 digits; the last four and a fingerprint are kept. Raises ApiError 400 otherwise.
    """
    digits = re.sub(r"[\s-]", "", bank_number)
    if not re.fullmatch(r"[0-9]{8,30}", digits, re.ASCII):
        raise invalid_parameter("bank_number", "A bank account number has 8 to 30 digits.", "account_number_invalid")
    with store.transaction():
        account = store.get("account", account_id)
        if account is None:
            raise ApiError(404, f"No such account: '{account_id}'", code="resource_missing")
        bank = {
            "id": new_id("ba"),
            "object": "bank_account",
            "account": account_id,
            "bank_name": "SANDBOX BANK",
            "country": "CN",
            "currency": "cny",
            "default_for_currency": True,
            "fingerprint": hashlib.sha256(b"sandbox bank account " + digits.encode()).hexdigest()[:16],
            "last4": digits[-4:],
            "status": "new",
        }
        account["external_accounts"]["data"] = [bank]
        account["capabilities"]["transfers"] = "active"
        account.update(payouts_enabled=True, details_submitted=True)
        account["requirements"] = {"currently_due": [], "disabled_reason": None}
        store.save(account)
        store.change("DELETE FROM links WHERE account = ?", account_id)
        emit(store, "account.updated", account, now=now, account=account_id, webhook_url=webhook_url)
    return account


def owned_by_platform(store: Store, account_id: str) -> bool:
    """Whether a Stripe-Account header names an account of this platform."""
    return store.get("account", account_id, PLATFORM) is not None
