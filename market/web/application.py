"""The Flask application of the ground: limits, headers, languages, errors, logs. The roof adds the features."""

import secrets
import time
from pathlib import Path
from typing import Any

import structlog
from flask import Flask, Response, abort, g, jsonify, render_template, request, session
from flask_babel import Babel, gettext
from flask_wtf.csrf import CSRFError, CSRFProtect, validate_csrf
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from wtforms import ValidationError

from market.database import sqlstate_of
from market.floors import FLOORS
from market.refusals import Refused
from market.settings.environment import Settings
from market.text import N_
from market.web import api
from market.web.edge import db, may
from market.web.logs import configure_logs
from market.web.sentences import sentence_for
from market.web.shell import SHELL
from market.web.showing import FILTERS
from market.web.signin import login_manager
from market.web.too_large import form_sent, too_large_sentence

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"zh_Hans_CN": "中文", "en": "English"}
LOCALE_TAGS = {"zh_Hans_CN": "zh-CN", "en": "en"}
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
STATUS_SENTENCES = {
    400: N_("The request could not be read. Go back and send it again."),
    401: N_("Sign in first."),
    403: N_("This page is not yours to see."),
    404: N_("There is nothing at this address, or it is not yours to see."),
    405: N_("This address does not take that kind of request."),
    409: N_("This step is not possible now."),
    413: N_("What was sent is larger than this system takes. Send less, or a smaller file."),
    414: N_("The address is too long. Go back, clear some of what was looked for, and try again."),
    422: N_("Some of what was sent cannot be taken; each field says why."),
    429: N_("Too many requests. Wait a minute and try again."),
    500: N_("Something went wrong on our side. Nothing was saved; the number below helps us to find it."),
    503: N_("The system cannot reach its database just now. Nothing was lost; try again in a minute."),
}
LONGEST_ADDRESS = 4_000  # characters as they were sent: any view of ours, filters and all, fits several times
log = structlog.get_logger("market.request")


def make_flask(settings: Settings) -> Flask:
    """A Flask application with everything but features."""
    configure_logs()
    app = Flask("market", root_path=str(ROOT), template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SETTINGS=settings,
        MAX_CONTENT_LENGTH=settings.body_limit_bytes,
        MAX_FORM_MEMORY_SIZE=settings.form_limit_bytes,
        MAX_FORM_PARTS=2000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.is_demo,
        SESSION_COOKIE_NAME="market" if settings.is_demo else "__Host-market",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        BABEL_DEFAULT_LOCALE="zh_Hans_CN",
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        BABEL_TRANSLATION_DIRECTORIES=";".join(
            str(ROOT / folder / "translations") for folder in (*FLOORS, "templates")
        ),
        SQLALCHEMY_ENGINES={"default": engine_options(settings)},
    )
    app.static_folder = str(ROOT / "market" / "web" / "static")
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=app.send_static_file)
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies)  # type: ignore[method-assign]
    db.init_app(app)
    CSRFProtect(app)
    login_manager.init_app(app)
    Babel(app, locale_selector=chosen_locale)
    _templates(app, settings)
    _requests(app)
    _errors(app)
    return app


def engine_options(settings: Settings) -> dict[str, Any]:
    """How the application's role connects: bounded waits, UTC, no values in error texts.

    Nothing here runs for so long that compiling it first, or starting helpers for it, would pay.
    """
    waits = f"-c statement_timeout={settings.statement_timeout_ms} -c lock_timeout=4000 -c timezone=UTC"
    waits += " -c jit=off -c max_parallel_workers_per_gather=0"
    return {
        "url": settings.database_url,
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_size": 8,
        "max_overflow": 8,
        "pool_timeout": 5,
        "connect_args": {"options": waits, "connect_timeout": 3, "application_name": "market"},
    }


def chosen_locale() -> str:
    """The reader's choice, else what the browser prefers, else Chinese."""
    chosen = session.get("locale")
    if chosen in LOCALES:
        return str(chosen)
    best = request.accept_languages.best_match(["zh", "zh-CN", "zh-Hans", "en"], default="zh")
    return "en" if best == "en" else "zh_Hans_CN"


def _templates(app: Flask, settings: Settings) -> None:
    app.jinja_loader = ChoiceLoader(
        [
            app.jinja_loader,  # type: ignore[list-item]
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    WTFormsHelpers(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)

    @app.context_processor
    def standing() -> dict[str, Any]:
        locale = chosen_locale()
        work = g.get("work")
        return {
            "shell": SHELL.shown(demo=settings.is_demo),
            "actor": None if work is None or work.actor.is_visitor else work.actor,
            "reader_is_known": work is not None,
            "now": None if work is None else work.now,
            "locale": locale,
            "locale_tag": LOCALE_TAGS[locale],
            "may": may,
            "done": _done(),
        }


def _done() -> str | None:
    """What has just been done, said on the next page that is shown; the page's panels are drawn before it."""
    if "done" not in g:
        g.done = session.pop("done", None) if request.method == "GET" else None
    return gettext(g.done) if g.done else None


def _requests(app: Flask) -> None:
    @app.before_request
    def open_request() -> Any:
        g.request_id = secrets.token_hex(8)  # always ours: it stands in the record, and what is sent may be anything
        g.started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)
        if len(request.environ.get("RAW_URI", request.full_path)) > LONGEST_ADDRESS:
            abort(414)
        if "\x00" in request.path or any("\x00" in value for _, value in request.args.items(multi=True)):
            abort(404)  # no address of ours holds a NUL, and the database takes none
        if request.mimetype == "application/x-www-form-urlencoded":  # the limit of form memory is for forms with files
            request.max_content_length = app.config["MAX_FORM_MEMORY_SIZE"]
        return _check_csrf(app)

    @app.after_request
    def close_request(response: Response) -> Response:
        headers = response.headers
        headers["X-Request-ID"] = g.get("request_id", "")
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if request.endpoint == "static":
            headers["Cache-Control"] = "public, max-age=3600"
        else:
            headers["Cache-Control"] = g.get("may_be_kept", "no-store")
        if request.is_secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        milliseconds = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000)
        log.info(
            "request",
            method=request.method,
            endpoint=request.endpoint,
            status=response.status_code,
            ms=milliseconds,
        )
        return response


def _check_csrf(app: Flask) -> Any:
    """Every form post carries a token; a deed's page answers a stale one itself and keeps what was typed."""
    if request.method not in {"POST", "PUT", "PATCH", "DELETE"} or request.path.startswith(("/api/", "/webhooks/")):
        return None
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        if request.endpoint in app.extensions.get("deeds", {}):
            g.csrf_failed = True
            return None
        return _error_page(Refused("page_too_old"), 400)
    return None


def _errors(app: Flask) -> None:
    app.log_exception = _log_unexpected  # type: ignore[method-assign]

    @app.errorhandler(Refused)
    def refused(error: Refused) -> Any:
        if api.wants_json():
            return api.problem(error)
        return _error_page(error, error.status)

    @app.errorhandler(CSRFError)
    def stale(error: CSRFError) -> Any:
        return _error_page(Refused("page_too_old"), 400)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Any:
        status = error.code or 500
        sentence, back_url = (too_large_sentence(), form_sent()) if status == 413 else ("", "")
        if api.wants_json():
            messages = getattr(error, "data", {}).get("messages", {}) if status == 422 else {}
            return _json_problem(status, messages.get("json", messages), sentence)
        return _status_page(status, sentence, back_url), status

    @app.errorhandler(DBAPIError)
    def database(error: DBAPIError) -> Any:
        state = sqlstate_of(error)
        calm = isinstance(error, OperationalError | InterfaceError) and (
            state is None or state[:2] in {"08", "53", "57", "55", "40"}
        )
        status = 503 if calm else 500
        log.error("database", kind=type(error.orig).__name__, sqlstate=state, status=status, exc_info=error)
        return _without_database(status)

    @app.errorhandler(NoConnection)
    def crowded(error: NoConnection) -> Any:
        log.error("database", kind="no free connection", sqlstate=None, status=503, exc_info=error)
        return _without_database(503)


def _without_database(status: int) -> Any:
    """The page of an error of the database, which itself asks the database for nothing."""
    g.pop("work", None)
    if api.wants_json():
        return _json_problem(status, {})
    return _status_page(status), status


def _log_unexpected(exc_info: Any) -> None:
    """An error nobody expected: by its kind and place; Flask's own line would quote the address asked for."""
    log.error("unexpected", endpoint=request.endpoint, method=request.method, exc_info=exc_info)


def _json_problem(status: int, errors: Any, sentence: str = "") -> Any:
    words = sentence or gettext(STATUS_SENTENCES.get(status, STATUS_SENTENCES[400]))
    body: dict[str, Any] = {"code": f"http_{status}", "sentence": words}
    if errors:
        body["errors"] = _worded(errors)
    answer = jsonify(body)
    answer.status_code = status
    return answer


def _worded(errors: Any) -> Any:
    """Lazy translations become text in the reader's language, whatever they are nested in."""
    if isinstance(errors, dict):
        return {str(key): _worded(value) for key, value in errors.items()}
    if isinstance(errors, list | tuple):
        return [_worded(value) for value in errors]
    return str(errors)


def _error_page(error: Refused, status: int) -> Any:
    return _status_page(status, sentence_for(error)), status


def _status_page(status: int, sentence: str = "", back_url: str = "") -> str:
    known = status if status in {403, 404, 409, 413, 414, 422, 429, 500, 503} else (404 if status < 500 else 500)
    words = sentence or gettext(STATUS_SENTENCES.get(status, STATUS_SENTENCES[400 if status < 500 else 500]))
    return render_template(f"market/errors/{known}.html", sentence=words, status=status, back_url=back_url)
