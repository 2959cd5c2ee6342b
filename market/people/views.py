"""Pages of signing in and out, and of choosing the language."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, login_user, logout_user

from market.people import services
from market.people.forms import SignInForm
from market.refusals import Refused
from market.web.application import LOCALES
from market.web.edge import reading, session_hours, writing
from market.web.sentences import sentence_for
from market.web.signin import SignedIn

bp = Blueprint("people", __name__)
web = Blueprint("web", __name__)


@bp.get("/sign-in")
def sign_in() -> Any:
    """The sign-in page."""
    with reading():
        return _page(SignInForm())


@bp.post("/sign-in")
def do_sign_in() -> Any:
    """Check and let in; a failure is committed too, so that the throttle holds."""
    form = SignInForm(request.form)
    with reading():
        if not form.validate():
            return _page(form), 422
    outcome = writing(
        lambda work: services.sign_in(
            work,
            sign_in_name=form.sign_in_name.data,
            password=form.password.data,
            hours=session_hours(),
            instead_of=current_user.secret if current_user.is_authenticated else None,
        )
    )
    if outcome.secret is None or outcome.actor is None:
        refused = (
            Refused("people.throttled", until=outcome.wait_until)
            if outcome.wait_until
            else Refused("people.sign_in_failed")
        )
        form.refuse(None, sentence_for(refused))
        with reading():
            return _page(form), 429 if outcome.wait_until else 422
    locale = session.get("locale")
    session.clear()  # nothing from before the sign-in is carried over, the CSRF secret least of all
    if locale in LOCALES:
        session["locale"] = locale
    login_user(SignedIn(outcome.secret, outcome.actor))
    return redirect(_safe(request.args.get("next")) or url_for("home.start"), code=303)


@bp.post("/sign-out")
def sign_out() -> Any:
    """End the session, here and in the database."""

    def do(work: Any) -> None:
        if current_user.is_authenticated:
            services.sign_out(work, current_user.secret)

    writing(do)
    logout_user()
    session.clear()
    g.pop("work", None)
    return redirect(url_for("home.start"), code=303)


@web.get("/language/<code>")
def language(code: str) -> Any:
    """Keep the reader's language in the cookie and go back."""
    locale = "zh_Hans_CN" if code == "zh" else code
    if locale in LOCALES:
        session["locale"] = locale
    return redirect(_safe(request.args.get("next")) or url_for("home.start"))


def _page(form: SignInForm) -> str:
    return render_template("market/people/sign_in.html", form=form, title=gettext("Sign in"))


def _safe(target: str | None) -> str | None:
    """Only a path of this site; anything else would be an open redirect."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or any(ord(character) <= ord(" ") for character in target):
        return None  # browsers read a backslash as a slash and drop tabs and line ends
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target
