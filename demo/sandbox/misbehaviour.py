"""What the sandbox can be told to do badly, and how often; what remains to be done badly survives a restart.

Each kind strikes at one moment of a request: before the work (nothing is executed or stored), during it, or
at the reply (all is executed and stored, and the client does not learn of it); two kinds strike the webhooks.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from demo.sandbox import idempotency
from demo.sandbox.errors import invalid_parameter
from demo.sandbox.store import Store
from demo.sandbox.texts import N_

Moment = Literal["before", "during", "reply", "settlement", "webhook", "at once"]


@dataclass(frozen=True)
class Kind:
    """One way to misbehave. defaults: its further parameters, all of which may be sent as text."""

    label: str
    moment: Moment
    defaults: dict[str, str | int | bool] = field(default_factory=dict)


KINDS: dict[str, Kind] = {
    "conflict": Kind(N_("answer 409 as if another request held the key"), "before"),
    "rate_limit": Kind(N_("answer 429 with Retry-After"), "before", {"retry_after_seconds": 2}),
    "lose_request": Kind(N_("close the connection and execute nothing"), "before"),
    "hang": Kind(N_("never answer and execute nothing"), "before", {"seconds": 30}),
    "server_error": Kind(N_("answer 500 and store it under the key"), "during", {"executes": False}),
    "payment_required": Kind(N_("answer 402 and store it under the key"), "during", {"code": "insufficient_funds"}),
    "insufficient_balance": Kind(N_("refuse for want of balance"), "during"),
    "slow": Kind(N_("wait, then execute and answer"), "during", {"seconds": 2}),
    "lose_reply": Kind(N_("execute and close the connection without an answer"), "reply"),
    "time_out": Kind(N_("execute and never answer"), "reply", {"seconds": 30}),
    "fail_payouts": Kind(N_("let payouts fail at the bank"), "settlement", {"failure_code": "account_closed"}),
    "duplicate_webhooks": Kind(N_("deliver webhooks twice"), "webhook"),
    "shuffle_webhooks": Kind(N_("deliver webhooks in the wrong order"), "webhook", {"spread_milliseconds": 300}),
    "forget_keys": Kind(N_("forget all idempotency keys now"), "at once"),
}

FAILURE_CODES = (
    "account_closed",
    "account_frozen",
    "bank_account_restricted",
    "could_not_process",
    "debit_not_authorized",
    "declined",
    "invalid_account_number",
    "incorrect_account_holder_name",
    "no_account",
)
TARGETS = ("POST *", "POST transfers", "POST payouts", "POST accounts", "POST account_links", "GET *")
MOST_TIMES = 1_000


def order(store: Store, given: Mapping[str, Any]) -> dict[str, Any]:
    """Switch a misbehaviour on for the next `times` occasions.

    given: `kind`; `times` (1 to 1,000, 1 when absent); `on`, such as "transfers" or "GET payouts" (any POST
    when absent); and the kind's own parameters. Returns what was understood. Raises ApiError 400 for others.
    """
    name = str(given.get("kind", ""))
    if name not in KINDS:
        raise invalid_parameter("kind", f"Unknown misbehaviour: {name!r}. Known: {', '.join(KINDS)}.")
    kind = KINDS[name]
    times = _whole("times", given.get("times") or 1, MOST_TIMES)
    target = _target(str(given.get("on") or "POST *"))
    params = {key: _typed(key, given.get(key, ""), default) for key, default in kind.defaults.items()}
    unknown = set(given) - {"kind", "times", "on"} - {each for one in KINDS.values() for each in one.defaults}
    if unknown:
        raise invalid_parameter(min(unknown), f"Unknown: {', '.join(sorted(unknown))}.")
    if "failure_code" in params and params["failure_code"] not in FAILURE_CODES:
        raise invalid_parameter("failure_code", f"Unknown failure code. Known: {', '.join(FAILURE_CODES)}.")
    with store.transaction():
        if kind.moment == "at once":
            return {"kind": name, "forgotten": idempotency.forget_all(store)}
        store.change(
            "INSERT INTO misbehaviours (kind, target, remaining, params) VALUES (?, ?, ?, ?)",
            name,
            target,
            times,
            json.dumps(params),
        )
    return {"kind": name, "times": times, "on": target, **params}


def take(store: Store, moment: Moment, target: str = "") -> tuple[str, dict[str, Any]] | None:
    """The next misbehaviour ordered for this moment, used up once; None when all is well.

    target: method and resource, "POST transfers"; without meaning at settlement and for webhooks.
    """
    names = [name for name, kind in KINDS.items() if kind.moment == moment]
    with store.transaction():
        waiting = store.rows("SELECT * FROM misbehaviours WHERE remaining > 0 ORDER BY sequence")
        for row in waiting:
            if row["kind"] in names and (not target or _matches(row["target"], target)):
                store.change("UPDATE misbehaviours SET remaining = remaining - 1 WHERE sequence = ?", row["sequence"])
                return row["kind"], {**json.loads(row["params"]), "remaining": row["remaining"]}
    return None


def take_named(store: Store, name: str) -> dict[str, Any] | None:
    """As `take`, for one kind by name."""
    with store.transaction():
        row = next(
            iter(
                store.rows(
                    "SELECT * FROM misbehaviours WHERE remaining > 0 AND kind = ? ORDER BY sequence LIMIT 1",
                    name,
                )
            ),
            None,
        )
        if row is None:
            return None
        store.change("UPDATE misbehaviours SET remaining = remaining - 1 WHERE sequence = ?", row["sequence"])
        return {**json.loads(row["params"]), "remaining": row["remaining"]}


def waiting(store: Store) -> list[dict[str, Any]]:
    """What is still to be done badly, in order."""
    return [dict(row) for row in store.rows("SELECT * FROM misbehaviours WHERE remaining > 0 ORDER BY sequence")]


def cancel_all(store: Store) -> int:
    """Behave from now on; returns how many orders were dropped."""
    return store.change("DELETE FROM misbehaviours")


def _matches(pattern: str, target: str) -> bool:
    method, resource = pattern.split(" ")
    return target.startswith(f"{method} ") and resource in ("*", target.split(" ")[1])


def _target(given: str) -> str:
    target = given if " " in given else f"POST {given}"
    method, resource = target.split(" ", 1)
    if method not in ("GET", "POST") or not resource.replace("_", "").replace("*", "").isalpha() and resource != "*":
        raise invalid_parameter("on", "`on` is a resource, such as transfers, or a method and one: GET payouts.")
    return target


def _typed(name: str, given: Any, default: str | int | bool) -> str | int | bool:
    if given in ("", None):
        return default
    if isinstance(default, bool):
        return given in (True, "true", "on", "1")
    if isinstance(default, int):
        return _whole(name, given, 600_000)
    return str(given)


def _whole(name: str, given: Any, most: int) -> int:
    if not str(given).isascii() or not str(given).isdecimal() or not 1 <= int(given) <= most:
        raise invalid_parameter(name, f"{name} must be a whole number from 1 to {most}.")
    return int(given)
