"""The sandbox listens on the loopback address only: it moves no real money and must never be taken for what
does.
"""

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from demo.sandbox import accounts, balance, misbehaviour, pages, payouts, webhooks
from demo.sandbox.api import Api, Incoming
from demo.sandbox.store import PLATFORM, Store

API_KEY = "sk_test_sandbox"
WEBHOOK_SECRET = "whsec_sandbox"  # noqa: S105 - the double's own default, for tests
OPENING_BALANCE_FEN = 1_000_000_000
LARGEST_BODY_BYTES = 64 * 1024
log = logging.getLogger(__name__)


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


class _Server(HTTPServer):
    """pytest-httpserver with one handler for everything and no growing log."""

    def __init__(self, host: str, port: int, handle: Callable[[Request], Response]) -> None:
        super().__init__(host, port, threaded=True)
        self._handle = handle

    def thread_target(self) -> None:
        if self.server is not None:
            self.server.serve_forever(poll_interval=0.02)

    def dispatch(self, request: Request) -> Response:
        self.log.clear()
        return self._handle(request)


class Sandbox:
    """A stateful double of the payment provider.

    state: the SQLite file that keeps everything, or ":memory:". webhook_url: where events are delivered
    (loopback only), or None. settle_after_seconds: how long a payout stays in transit. webhook_wait_seconds:
    the wait before the second attempt of a delivery. background: False leaves settling and delivering to
    settle_now and deliver_now.
    Raises ValueError for an address that is not loopback.
    """

    def __init__(
        self,
        state: Path | str,
        webhook_url: str | None = None,
        webhook_secret: str = WEBHOOK_SECRET,
        api_key: str = API_KEY,
        settle_after_seconds: float = 0,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        opening_balance_fen: int = OPENING_BALANCE_FEN,
        webhook_wait_seconds: float = 1.0,
        tick_seconds: float = 0.1,
        background: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if not is_loopback(host):
            raise ValueError(f"The sandbox listens on a loopback address only, not on {host}.")
        if webhook_url is not None and not is_loopback(urlsplit(webhook_url).hostname):
            raise ValueError(f"The sandbox delivers to a loopback address only, not to {webhook_url}.")
        if not api_key.startswith("sk_test_"):
            raise ValueError("The sandbox takes a test key only: one that begins with sk_test_.")
        self.webhook_url = webhook_url
        self.webhook_secret = webhook_secret
        self.api_key = api_key
        self.settle_after_seconds = settle_after_seconds
        self.webhook_wait_seconds = webhook_wait_seconds
        self.clock = clock
        self.store = Store(state)
        self._tick_seconds = tick_seconds
        self._threads: list[threading.Thread] = []
        self._background = background
        self._stopping = threading.Event()
        self._delivering = threading.Lock()
        self._server = _Server(host, port, self._handle)
        balance.open_platform(self.store, opening_balance_fen, clock())

    @property
    def url(self) -> str:
        """Where the sandbox is reached, once started: http://127.0.0.1:<port>"""
        return self._server.url_for("").rstrip("/")

    def start(self) -> "Sandbox":
        """Listen, settle and deliver from now on. Raises OSError when the port is taken."""
        self._server.start()
        if self._background:
            for work in (self.settle_now, self.deliver_now):
                thread = threading.Thread(target=self._repeat, args=(work,), daemon=True)
                thread.start()
                self._threads.append(thread)
        return self

    def stop(self) -> None:
        """End everything that start began; what was answered stays in the state file."""
        self._stopping.set()
        if self._server.is_running():
            self._server.stop()
        for thread in self._threads:
            thread.join()
        self.store.close()

    def misbehave(self, kind: str, times: int = 1, on: str | None = None, **params: Any) -> dict[str, Any]:
        """Order a misbehaviour of demo.sandbox.misbehaviour.KINDS. Raises ApiError for an unknown one."""
        return misbehaviour.order(self.store, {"kind": kind, "times": times, "on": on, **params})

    def behave(self) -> None:
        """Drop every misbehaviour that still waits."""
        misbehaviour.cancel_all(self.store)

    def complete_onboarding(self, account_id: str, bank_number: str = "6222020000001234") -> dict[str, Any]:
        """Do what the owner does on the onboarding page."""
        return accounts.complete_onboarding(
            self.store, account_id, bank_number, now=self.clock(), webhook_url=self.webhook_url
        )

    def settle_now(self, *, at_once: bool = False) -> int:
        """Move every payout one step that is due, or regardless of the delay; returns how many moved."""
        delay = 0 if at_once else self.settle_after_seconds
        return payouts.settle(self.store, now=self.clock(), after_seconds=delay, webhook_url=self.webhook_url)

    def deliver_now(self) -> int:
        """Attempt every webhook delivery that is due; returns how many were taken by the receiver."""
        if self.webhook_url is None:
            return 0
        with self._delivering:
            return webhooks.deliver_due(
                self.store,
                url=self.webhook_url,
                secret=self.webhook_secret,
                now=self.clock(),
                first_wait_seconds=self.webhook_wait_seconds,
            )

    def transfers(self) -> list[dict[str, Any]]:
        """Every transfer ever made, newest first."""
        return self.store.every("transfer")

    def payouts(self) -> list[dict[str, Any]]:
        """Every payout of every connected account, newest first."""
        return self.store.every("payout", None)

    def executed_total_fen(self) -> int:
        """What left the platform and was not reversed, in fen."""
        return sum(each["amount"] - each["amount_reversed"] for each in self.transfers())

    def paid_total_fen(self) -> int:
        """What reached a bank, in fen."""
        return sum(each["amount"] for each in self.payouts() if each["status"] == "paid")

    def balance_fen(self, account_id: str = PLATFORM) -> int:
        """What the platform, or a connected account, has left, in fen."""
        return balance.available_fen(self.store, account_id)

    def _repeat(self, work: Callable[[], int]) -> None:
        while not self._stopping.wait(self._tick_seconds):
            try:
                work()
            except Exception:
                log.exception("the sandbox failed in the background and goes on")

    def _handle(self, request: Request) -> Response:
        if not is_loopback(urlsplit(f"//{request.host}").hostname):
            return Response("The sandbox answers on the loopback address only.", 403)
        if request.path.startswith("/v1/"):
            return self._handle_api(request)
        return pages.respond(self, request)

    def _handle_api(self, request: Request) -> Response:
        if len(request.get_data(cache=True)) > LARGEST_BODY_BYTES:
            return _json(413, {"error": {"type": "invalid_request_error", "message": "The body is too large."}}, {})
        given = request.args if request.method == "GET" else request.form
        api = Api(
            self.store,
            api_key=self.api_key,
            base_url=self.url,
            webhook_url=self.webhook_url,
            clock=self.clock,
            wait=self._stopping.wait,
        )
        answer = api.answer(
            Incoming(
                request.method,
                request.path.removeprefix("/v1/"),
                list(given.items(multi=True)),
                request.headers.get("Authorization", ""),
                request.headers.get("Stripe-Account", PLATFORM),
                request.headers.get("Idempotency-Key"),
            )
        )
        if answer.held_seconds:
            self._stopping.wait(answer.held_seconds)
        if answer.lost:
            connection: socket.socket = request.environ["werkzeug.socket"]
            connection.shutdown(socket.SHUT_RDWR)
        return _json(answer.status or 500, answer.body, answer.headers)


def _json(status: int, body: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, headers, mimetype="application/json")
