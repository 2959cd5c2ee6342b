"""The JSON face: the same deeds, the same refusals, told to programs. Signed in by a bearer token."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, g, jsonify, request
from flask_smorest import Api, Blueprint
from marshmallow import RAISE, Schema, fields
from werkzeug.datastructures import FileStorage, MultiDict

from market.refusals import Invalid, Refused
from market.web import submissions
from market.web.attempts import demand_attempt
from market.web.deeds import Deed, perform, subject_for
from market.web.edge import reading, writing
from market.web.fields import Form, Rows, schema_of
from market.web.sentences import sentence_for
from market.work import Work

PREFIX = "/api/v1"


class DoneSchema(Schema):
    """What a deed answers: the public id of what it led to, and its state where it has one."""

    class Meta:
        unknown = RAISE

    id = fields.String(allow_none=True)
    status = fields.String(allow_none=True)
    revealed = fields.String(allow_none=True, metadata={"description": "A secret that is told once, such as a link."})


class FormRefused(Refused):
    """A form that does not hold, with the errors by field."""

    status = 422

    def __init__(self, errors: Any) -> None:
        super().__init__("invalid_form")
        self.errors = errors


class _QuietApi(Api):
    """flask-smorest without its own error answers: pages and API are refused by the same house rules."""

    def _register_error_handlers(self) -> None:
        return


def make_api(app: Flask) -> Api:
    """The OpenAPI document at /api/v1/openapi.json."""
    app.config.update(
        API_TITLE="Bounty marketplace for long-unresolved petition cases",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
            "security": [{"bearer": []}],
        },
    )
    return _QuietApi(app)


def register(blueprint: Blueprint, deed: Deed) -> None:
    """Give a deed its JSON face: POST with the form's fields as an object; 201, a step was made."""
    path = deed.path.replace("<ref>", "<string:ref>")

    def do(payload: dict[str, Any], ref: str | None = None) -> dict[str, Any]:
        key = request.headers.get("Idempotency-Key", "")
        if len(key) > submissions.KEY_LIMIT:
            raise Invalid("key_too_long", limit=submissions.KEY_LIMIT)
        if deed.is_counted:  # whoever may not do it at all was told so before, and uses up nobody's attempts
            demand_attempt(deed.name, by_account=deed.asks_secret)
        return writing(lambda work: _once(work, deed, ref, payload, key))

    do.__name__ = deed.name.replace(".", "_")
    do.__doc__ = f"{deed.title}\n\n{deed.lead}".strip()
    described = blueprint.arguments(schema_of(deed.form))(do)
    described = blueprint.response(201, DoneSchema)(described)  # every deed adds to the record
    blueprint.route(path, methods=["POST"], endpoint=do.__name__)(_permitted_first(deed, described))


def _permitted_first(deed: Deed, do: Callable[..., Any]) -> Callable[..., Any]:
    """Who may not do it at all is told so before what they sent is looked at."""

    @wraps(do)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        with reading() as work:
            subject_for(work, deed, kwargs.get("ref"))
        _demand_readable()
        return do(*args, **kwargs)

    wrapped.permission = deed.can  # type: ignore[attr-defined]
    return wrapped


def _demand_readable() -> None:
    """Answer 400 for JSON that is neither misspelt nor wrongly encoded, which is all that webargs looks for, but
    holds a number too long to convert or is nested too deeply to read."""
    if request.is_json and request.get_data(cache=True):
        try:
            request.get_json()
        except RecursionError:
            abort(400)


def perform_json(work: Work, deed: Deed, ref: str | None, payload: dict[str, Any]) -> Any:
    """Fill the deed's form from JSON and do it. Raises FormRefused with the sentences by field."""
    form = deed.form(_as_typed(deed.form(), payload))
    try:
        return perform(work, deed, ref, form)
    except Invalid as invalid:
        if invalid.code == "invalid_form":
            raise FormRefused(form.errors) from invalid
        raise


def _once(work: Work, deed: Deed, ref: str | None, payload: dict[str, Any], key: str) -> dict[str, Any]:
    """Do it, or answer as the first request with this key was answered; a secret is revealed the first time only."""
    if not key:
        return _answer(deed, perform_json(work, deed, ref, payload))
    earlier = submissions.earlier(work, key, f"api:{deed.name}:{ref or ''}")
    if earlier is not None:
        return dict(json.loads(earlier))
    answer = _answer(deed, perform_json(work, deed, ref, payload))
    submissions.led_to(work, key, json.dumps({name: answer[name] for name in ("id", "status")}))
    return answer


def _answer(deed: Deed, result: Any) -> dict[str, Any]:
    answer = {"id": getattr(result, "public_id", None), "status": getattr(result, "status", None)}
    return answer | ({"revealed": deed.reveals(result)} if deed.reveals else {})


def _as_typed(blank: Form, payload: dict[str, Any], prefix: str = "") -> MultiDict[str, Any]:
    """JSON values as a person would have typed them."""
    typed: MultiDict[str, Any] = MultiDict()
    for name, field in blank._fields.items():
        value = payload.get(name)
        if value is None:
            continue
        if isinstance(field, Rows):
            for index, row in enumerate(value):
                typed.update(_as_typed(field.form_class(), row, f"{prefix}{name}-{index}-"))
            continue
        shown = field.from_json(value)  # type: ignore[attr-defined]
        for item in shown if isinstance(shown, list) else [shown]:
            if isinstance(item, str | FileStorage):
                typed.add(f"{prefix}{name}", item)
    return typed


def wants_json() -> bool:
    """Whether this request came to the JSON face."""
    return request.path.startswith("/api/")


def problem(refused: Refused) -> Any:
    """The refusal as JSON: a code for programs, a sentence for people, errors by field where there are any."""
    status = refused.status
    if status == 403 and g.get("work") is not None and g.work.actor.is_visitor:
        refused, status = Refused("sign_in_first"), 401
    told = [(getattr(one, "field", None), sentence_for(one)) for one in (refused, *refused.others)]
    body: dict[str, Any] = {"code": refused.code, "sentence": " ".join(sentence for _, sentence in told)}
    if isinstance(refused, FormRefused):
        body["errors"] = refused.errors
    elif any(field for field, _ in told):
        body["errors"] = {name: [sentence for field, sentence in told if field == name] for name, _ in told if name}
    if refused.code == "wrong_state":
        body["state"] = refused.facts["state"]
    answer = jsonify(body)
    answer.status_code = status
    return answer
