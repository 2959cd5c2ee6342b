"""The sandbox's own pages: what it holds, forms to misbehave and settle, and the hosted onboarding.

They need no script. A form sent from another site is refused.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug import Request, Response
from werkzeug.utils import redirect

from demo.sandbox import accounts, misbehaviour, webhooks
from demo.sandbox.errors import ApiError
from demo.sandbox.store import Store
from demo.sandbox.texts import DEFAULT_LANGUAGE, LANGUAGES, N_, translations

FOLDER = Path(__file__).resolve().parent / "templates"
ROWS_SHOWN = 50
STATES = {
    "pending": N_("pending"),
    "in_transit": N_("in transit"),
    "paid": N_("paid"),
    "failed": N_("failed"),
    "waiting": N_("waiting"),
    "delivered": N_("delivered"),
    "given_up": N_("given up"),
}


class Machine(Protocol):
    """What the pages need of the sandbox."""

    store: Store
    webhook_url: str | None
    clock: Callable[[], float]

    def balance_fen(self, account_id: str = ...) -> int: ...
    def transfers(self) -> list[dict[str, Any]]: ...
    def payouts(self) -> list[dict[str, Any]]: ...
    def executed_total_fen(self) -> int: ...
    def paid_total_fen(self) -> int: ...
    def settle_now(self, *, at_once: bool = ...) -> int: ...
    def complete_onboarding(self, account_id: str, bank_number: str = ...) -> dict[str, Any]: ...


def respond(machine: Machine, request: Request) -> Response:
    """The page of a path outside /v1/, or 404. Never raises for bad input."""
    if request.method == "POST" and not _same_site(request):
        return Response("A form from another site is refused.", 403)
    deeds: dict[tuple[str, str], Callable[[Machine, Request], Response]] = {
        ("GET", "/sandbox"): _console,
        ("GET", "/sandbox/style.css"): _style,
        ("POST", "/sandbox/misbehave"): _misbehave,
        ("POST", "/sandbox/behave"): _behave,
        ("POST", "/sandbox/settle"): _settle,
    }
    if request.path.startswith("/onboard/"):
        return _onboard(machine, request, request.path.removeprefix("/onboard/"))
    deed = deeds.get((request.method, request.path))
    return deed(machine, request) if deed else _page(request, "missing.html", 404)


def _same_site(request: Request) -> bool:
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _console(machine: Machine, request: Request, refused: str = "", status: int = 200) -> Response:
    return _page(
        request,
        "console.html",
        status,
        refused=refused,
        platform_fen=machine.balance_fen(),
        executed_fen=machine.executed_total_fen(),
        paid_fen=machine.paid_total_fen(),
        accounts=[(each, machine.balance_fen(each["id"])) for each in machine.store.every("account")[:ROWS_SHOWN]],
        transfers=machine.transfers()[:ROWS_SHOWN],
        payouts=machine.payouts()[:ROWS_SHOWN],
        deliveries=webhooks.listed(machine.store, ROWS_SHOWN),
        webhook_url=machine.webhook_url,
        waiting=misbehaviour.waiting(machine.store),
        kinds=misbehaviour.KINDS,
        failure_codes=misbehaviour.FAILURE_CODES,
        targets=misbehaviour.TARGETS,
        states=STATES,
    )


def _style(machine: Machine, request: Request) -> Response:
    return Response((FOLDER / "style.css").read_bytes(), mimetype="text/css")


def _misbehave(machine: Machine, request: Request) -> Response:
    as_json = request.mimetype == "application/json"
    try:
        given: Mapping[str, Any] = request.form
        if as_json:
            given = json.loads(request.get_data())
            if not isinstance(given, dict):
                raise ValueError("not an object")
        ordered = misbehaviour.order(machine.store, {k: v for k, v in given.items() if k != "lang"})
    except ApiError as refusal:
        if as_json:
            return Response(json.dumps(refusal.body()), refusal.status, mimetype="application/json")
        return _console(machine, request, refusal.param or "kind", refusal.status)
    except ValueError:
        return Response(json.dumps({"error": {"message": "The body is not a JSON object."}}), 400)
    return Response(json.dumps(ordered), 200, mimetype="application/json") if as_json else _back(request)


def _behave(machine: Machine, request: Request) -> Response:
    misbehaviour.cancel_all(machine.store)
    return _back(request)


def _settle(machine: Machine, request: Request) -> Response:
    while machine.settle_now(at_once=True):
        continue
    return _back(request)


def _back(request: Request) -> Response:
    return redirect("/sandbox?" + urlencode({"lang": _language(request)}), 303, Response=Response)


def _onboard(machine: Machine, request: Request, token: str) -> Response:
    link = accounts.link(machine.store, token)
    if link is None:
        return _page(request, "missing.html", 404)
    if link["expires_at"] < machine.clock():
        return redirect(link["refresh_url"], 303, Response=Response)
    shown = {"link": link, "refused": "", "bank_number": f"62220200{secrets.randbelow(10**8):08d}"}
    if request.method != "POST":
        return _page(request, "onboard.html", 200, **shown)
    number = request.form.get("bank_number", "")[:100]
    try:
        machine.complete_onboarding(link["account"], number)
    except ApiError:
        shown.update(refused=N_("A bank account number has 8 to 30 digits."), bank_number=number)
        return _page(request, "onboard.html", 422, **shown)
    return redirect(link["return_url"], 303, Response=Response)


def _language(request: Request) -> str:
    asked = request.form.get("lang") or request.args.get("lang") or DEFAULT_LANGUAGE
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def _page(request: Request, template: str, status: int, **shown: Any) -> Response:
    language = _language(request)
    pages = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(yuan=_yuan, instant=_instant)
    catalogue = translations(language)
    pages.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    other = "en" if language == "zh" else "zh"
    text = pages.get_template(template).render(language=language, other_language=other, path=request.path, **shown)
    return Response(
        text,
        status,
        {
            # The onboarding form leads back to the site that asked for it, so its target is not restricted.
            "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cache-Control": "no-store",
        },
        mimetype="text/html",
    )


def _yuan(fen: int) -> str:
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}¥{fen // 100:,}.{fen % 100:02d}"


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d %H:%M:%S")
