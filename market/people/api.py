"""Programs sign in as people do: the same check, the same throttle; they carry a bearer token instead of a cookie."""

from datetime import datetime, timedelta
from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from werkzeug.datastructures import MultiDict

from market.people import services
from market.people.forms import SignInForm
from market.refusals import Forbidden, Refused
from market.web.api import FormRefused
from market.web.edge import session_hours, writing
from market.web.fields import schema_of
from market.work import Work

blp = Blueprint("session", __name__, description="Signing in and out")


class SignInRefused(Refused):
    """The name and the password do not belong together."""

    status = 422


class Throttled(Refused):
    """Too many failures for this name."""

    status = 429


class TokenSchema(Schema):
    """A bearer token and the instant (UTC) at which it ends."""

    token = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)


@blp.post("/session")
@blp.arguments(schema_of(SignInForm))
@blp.response(201, TokenSchema)
def open_session(payload: dict[str, Any]) -> dict[str, Any]:
    """Sign in

    Answers a token for the header “Authorization: Bearer …”. 422 for a wrong name or password, 429 while the
    name must wait.
    """
    form = SignInForm(MultiDict(payload))
    if not form.validate():
        raise FormRefused(form.errors)

    def do(work: Work) -> tuple[services.SignInOutcome, datetime]:
        hours = session_hours()
        return services.sign_in(work, **form.values(), hours=hours), work.now + timedelta(hours=hours)

    outcome, expires_at = writing(do)
    if outcome.wait_until is not None:
        raise Throttled("people.throttled", until=outcome.wait_until)
    if outcome.secret is None:
        raise SignInRefused("people.sign_in_failed")
    return {"token": outcome.secret, "expires_at": expires_at}


@blp.delete("/session")
@blp.response(204)
def close_session() -> None:
    """Sign out

    The token that the request carries is worth nothing afterwards.
    """

    def do(work: Work) -> None:
        if work.actor.is_visitor:
            raise Forbidden()
        services.sign_out(work, request.headers["Authorization"].partition(" ")[2].strip())

    writing(do)
