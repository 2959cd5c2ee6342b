"""The page for programs is drawn from the OpenAPI document: it leaves no operation out, and reads in Chinese."""

import re
from typing import Any

from flask import Flask
from flask_babel import force_locale, gettext

from market.web.api_page import METHODS, document, parts

HAN = re.compile(r"[\u4e00-\u9fff]")


def operations(told: dict[str, Any]) -> list[dict[str, Any]]:
    """What the document tells of every method of every address."""
    return [
        told["paths"][path][method] for path in told["paths"] for method in METHODS if method in told["paths"][path]
    ]


def test_every_operation_stands_on_the_page(app: Flask) -> None:
    with app.test_request_context():
        told = document()
        shown = [operation for part in parts(told) for operation in part.operations]
    assert len(shown) == len(operations(told)) > 100
    assert {operation.status for operation in shown} <= {"200", "201", "204"}


def test_the_fields_of_rows_stand_after_their_list(app: Flask) -> None:
    with app.test_request_context():
        shown = {operation.path: operation for part in parts(document()) for operation in part.operations}
    taken = {given.name: given for given in shown["/cases/new"].takes}
    assert taken["parties"].kind == "array"
    assert taken["parties[].name"].required
    assert not taken["parties[].phone"].required


def test_every_text_of_the_document_has_its_chinese(app: Flask) -> None:
    with app.test_request_context(), force_locale("zh_Hans_CN"):
        said = [
            text for told in operations(document()) for text in (told.get("summary"), told.get("description")) if text
        ]
        assert [text for text in said if not HAN.search(gettext(" ".join(text.split())))] == []
