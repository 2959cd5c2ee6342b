"""The API's own page, drawn on the server from the OpenAPI document: it reads without script, and in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, current_app, render_template
from flask_babel import gettext

from market.web.api import PREFIX
from market.web.edge import reading

bp = Blueprint("api_page", __name__)
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Given:
    """A field that is sent; `meaning` is worded, `kind` is JSON's own word."""

    name: str
    kind: str
    required: bool
    meaning: str


@dataclass(frozen=True)
class Operation:
    """One method of one address; `answers` is the status of success with the names of what comes back."""

    method: str
    path: str
    title: str
    lead: str
    takes: list[Given]
    status: str
    answers: list[str]


@dataclass(frozen=True)
class Part:
    """The operations under one first word of the path."""

    name: str
    operations: list[Operation] = field(default_factory=list)


@bp.get("/developers")
def index() -> str:
    """What programs can do here, with every field and refusal."""
    with reading():
        return render_template("market/api_page.html", parts=parts(document()), prefix=PREFIX)


def document() -> dict[str, Any]:
    """The OpenAPI document of this application, as programs get it."""
    api = next(iter(current_app.extensions["flask-smorest"]["apis"].values()))["ext_obj"]
    told: dict[str, Any] = api.spec.to_dict()
    return told


def parts(told: dict[str, Any]) -> list[Part]:
    """The document's operations by the first word of their path, in the reader's language."""
    found: dict[str, Part] = {}
    for path, methods in told["paths"].items():
        short = path.removeprefix(PREFIX)
        name = short.split("/")[1]
        for method in METHODS:
            if method in methods:
                part = found.setdefault(name, Part(name))
                part.operations.append(_operation(method, short, methods[method], told["components"]["schemas"]))
    return [found[name] for name in sorted(found)]


def _operation(method: str, path: str, told: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    status, answer = next((code, answer) for code, answer in told["responses"].items() if code.startswith("2"))
    return Operation(
        method=method.upper(),
        path=path,
        title=_worded(told.get("summary", "")),
        lead=_worded(told.get("description", "")),
        takes=[*_queried(told.get("parameters", [])), *_sent(_content(told.get("requestBody", {})), schemas)],
        status=status,
        answers=sorted(_properties(_content(answer), schemas)),
    )


def _worded(text: str) -> str:
    """A text of the document in the reader's language, whatever the lines it was written on."""
    told = " ".join(text.split())
    return gettext(told) if told else ""


def _content(body: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = body.get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _properties(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = _resolved(schema, schemas).get("properties", {})
    return found


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema that is meant: behind a reference, within a list, or the first of those that may be null."""
    if "anyOf" in schema:
        return _resolved(schema["anyOf"][0], schemas)
    if "items" in schema:
        return _resolved(schema["items"], schemas)
    return schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _queried(parameters: list[dict[str, Any]]) -> Iterator[Given]:
    for one in parameters:
        if one["in"] == "query":
            schema = one["schema"]
            choices = " | ".join(str(value) for value in schema.get("enum", []) if value != "")
            yield Given(one["name"], schema.get("type", "string"), one.get("required", False), choices)


def _sent(schema: dict[str, Any], schemas: dict[str, Any], within: str = "") -> Iterator[Given]:
    """The fields of a body, those of its rows after the list that holds them."""
    resolved = _resolved(schema, schemas)
    for name, told in resolved.get("properties", {}).items():
        kinds = told.get("type", "object")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        full = f"{within}{name}"
        yield Given(full, kind, name in resolved.get("required", []), _worded(told.get("description", "")))
        inner = _resolved(told, schemas)
        if inner is not told and "properties" in inner:
            yield from _sent(inner, schemas, f"{full}{'[]' if kind == 'array' else ''}.")
