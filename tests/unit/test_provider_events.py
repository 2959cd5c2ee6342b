"""The provider's word that Batu was paid is believed only when it is the provider's, whole, and fresh."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest

from payouts.provider_events import ForgedEvent, StaleEvent, verify_event

SECRET = "whsec_only_the_two_of_us"
NOW = datetime(2026, 11, 3, 2, 30, tzinfo=UTC)
PAID = {
    "id": "evt_1",
    "object": "event",
    "type": "payout.paid",
    "created": 1_793_673_000,
    "account": "acct_batu",
    "data": {
        "object": {
            "id": "po_1",
            "object": "payout",
            "amount": 420_000,
            "status": "paid",
            "failure_code": None,
            "metadata": {"payout_ref": "payout-77"},
            "description": "巴图的奖励",
        }
    },
}
BODY = json.dumps(PAID, ensure_ascii=False).encode()


def signed(body: bytes = BODY, at: datetime = NOW, secret: str = SECRET) -> str:
    """The header as the provider's documentation describes it, made without the library under test."""
    seconds = int(at.timestamp())
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"


def test_a_genuine_word_is_read() -> None:
    event = verify_event(BODY, signed(), SECRET, NOW)
    assert event.event_id == "evt_1"
    assert (event.kind, event.status, event.failure_code) == ("payout.paid", "paid", None)
    assert (event.account_id, event.object_id, event.payout_ref) == ("acct_batu", "po_1", "payout-77")
    assert event.amount_fen == 420_000
    assert event.created_at == datetime.fromtimestamp(1_793_673_000, UTC)
    assert event.payouts_enabled is None


def test_an_account_says_whether_it_can_be_paid_and_where() -> None:
    account = {
        "id": "acct_batu",
        "object": "account",
        "payouts_enabled": True,
        "external_accounts": {"data": [{"fingerprint": "f00d", "default_for_currency": True}]},
    }
    body = json.dumps({**PAID, "type": "account.updated", "data": {"object": account}}).encode()
    event = verify_event(body, signed(body), SECRET, NOW)
    assert (event.payouts_enabled, event.bank_fingerprint, event.payout_ref) == (True, "f00d", None)


def test_one_of_several_signatures_is_enough_while_a_secret_is_being_changed() -> None:
    stamp, ours = signed().split(",")
    verify_event(BODY, f"{stamp},v1={'0' * 64},{ours},v0=old", SECRET, NOW)


@pytest.mark.parametrize(
    "body",
    [
        BODY[:-1],
        BODY + b" ",
        BODY.replace(b"420000", b"920000"),
        BODY.replace("巴图".encode(), "巴特".encode()),
        b"",
        BODY.decode().encode("gb18030"),
    ],
    ids=["truncated", "longer", "amount", "name", "empty", "not utf-8"],
)
def test_a_body_that_is_not_the_one_signed_is_forged(body: bytes) -> None:
    with pytest.raises(ForgedEvent):
        verify_event(body, signed(), SECRET, NOW)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        "t=,v1=",
        f"t={int(NOW.timestamp())}",
        signed()[:-1],
        signed().split(",")[1],
        signed().replace("v1=", "v0="),
        signed(secret="whsec_somebody_else"),
        "t=" + "9" * 400 + ",v1=x",
    ],
)
def test_a_header_that_does_not_fit_is_forged(header: str) -> None:
    with pytest.raises(ForgedEvent):
        verify_event(BODY, header, SECRET, NOW)


def test_the_time_cannot_be_changed_without_the_secret() -> None:
    old = signed(at=NOW - timedelta(days=1))
    fresh = f"t={int(NOW.timestamp())},{old.split(',')[1]}"
    with pytest.raises(ForgedEvent):
        verify_event(BODY, fresh, SECRET, NOW)
    with pytest.raises(ForgedEvent):
        verify_event(BODY, f"{fresh.split(',')[0]},{old}", SECRET, NOW)


@pytest.mark.parametrize("age", [timedelta(minutes=5), -timedelta(minutes=5), timedelta(0)])
def test_five_minutes_either_way_are_fresh(age: timedelta) -> None:
    assert verify_event(BODY, signed(at=NOW - age), SECRET, NOW).event_id == "evt_1"


@pytest.mark.parametrize("age", [timedelta(minutes=5, seconds=1), -timedelta(minutes=5, seconds=1), timedelta(days=3)])
def test_more_is_stale_in_both_directions(age: timedelta) -> None:
    with pytest.raises(StaleEvent):
        verify_event(BODY, signed(at=NOW - age), SECRET, NOW)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b"null",
        b"7",
        b'{"id": "evt_1"}',
        json.dumps({**PAID, "id": ""}).encode(),
        b"\xef\xbb\xbf{}",
    ],
)
def test_a_signed_thing_that_is_no_event_is_refused(body: bytes) -> None:
    with pytest.raises(ForgedEvent):
        verify_event(body, signed(body), SECRET, NOW)


def changed(**changes: object) -> bytes:
    """A signed event with other values; those of the payout in it stand under `thing`."""
    thing = {**PAID["data"]["object"], **changes.pop("thing", {})}  # type: ignore[dict-item]
    return json.dumps({**PAID, "data": {"object": thing}, **changes}).encode()


HOSTILE = {
    "account is a number": changed(account=7),
    "account is a list": changed(account=["acct_batu"]),
    "account is empty": changed(account=""),
    "account with NUL": changed(account="acct\0"),
    "id with NUL": changed(id="evt\0"),
    "id is half a pair": changed(id="evt_\ud800"),
    "id is endless": changed(id="e" * 100_000),
    "type with NUL": changed(type="payout.paid\0"),
    "type is an object": changed(type={}),
    "payout id with NUL": changed(thing={"id": "po\0"}),
    "reference is a number": changed(thing={"metadata": {"payout_ref": 5}}),
    "reference is an object": changed(thing={"metadata": {"payout_ref": {"a": 1}}}),
    "reference with NUL": changed(thing={"metadata": {"payout_ref": "payout\0"}}),
    "metadata is a text": changed(thing={"metadata": "payout-77"}),
    "status is a list": changed(thing={"status": []}),
    "amount beyond any": changed(thing={"amount": 2**63}),
    "created is a text": changed(created="now"),
    "created in another age": changed(created=10**15),
    "created is endless": changed().replace(b"1793673000", b"1e999"),
    "created is nothing": changed().replace(b"1793673000", b"NaN"),
    "nested without end": b"[" * 100_000 + b"]" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_signed_event_that_could_not_be_kept_is_refused(name: str) -> None:
    with pytest.raises(ForgedEvent):
        verify_event(HOSTILE[name], signed(HOSTILE[name]), SECRET, NOW)


def test_what_an_event_leaves_out_is_nothing() -> None:
    body = changed(account=None, thing={"metadata": None, "status": None, "amount": 4.2})
    event = verify_event(body, signed(body), SECRET, NOW)
    assert (event.account_id, event.payout_ref, event.status, event.amount_fen) == (None, None, None, None)


def test_a_secret_and_a_time_zone_are_required() -> None:
    with pytest.raises(ValueError, match="secret"):
        verify_event(BODY, signed(secret=" "), " ", NOW)
    with pytest.raises(ValueError, match="aware"):
        verify_event(BODY, signed(), SECRET, NOW.replace(tzinfo=None))
