"""The whole application on a committed database, and people before it with a session of their own."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from demo import cast
from market.database import database_now
from market.people.models import Account, Department
from market.people.services import start_session
from market.work import Work
from tests.integration import applications
from tests.integration.conftest import Database, cast_actors, demo_settings


class Visit:
    """One person's browser: pages with their hidden keys, and the API with a bearer token."""

    def __init__(self, client: FlaskClient, secret: str | None) -> None:
        self.client = client
        self.secret = secret

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def keys(self, path: str) -> dict[str, str]:
        """The hidden keys of the form on a page."""
        page = self.client.get(path).text
        return {name: _hidden(page, name) for name in ("csrf_token", "submission_key")}

    def post(self, path: str, typed: dict[str, Any], keys: dict[str, str] | None = None) -> Any:
        return self.client.post(path, data=typed | (keys or self.keys(path)))

    def api(self, path: str, body: Any, *, key: str | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self.secret}", "Accept-Language": "en"}
        return self.client.post(
            f"/api/v1{path}", json=body, headers=headers | ({"Idempotency-Key": key} if key else {})
        )


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, f"no hidden {name} on the page"
    return found.group(1)


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Flask:
    with Session(database.engine) as session:
        for kind, name in (("town", "昂素镇"), ("department", "林业和草原局")):
            session.add(Department(jurisdiction_id=cast.OTOG_FRONT, kind=kind, name_zh=name))
        session.commit()
    app = applications.whole(demo_settings(database.addresses, tmp_path))
    app.testing = False  # errors become pages, as they do for people
    return app


@pytest.fixture
def visit(site: Flask, database: Database) -> Callable[..., Visit]:
    """`visit("clerk")` is that member of the cast before the site; `visit(None)` a visitor."""

    def come(key: str | None) -> Visit:
        client = site.test_client()
        secret = None
        if key is not None:
            with Session(database.engine) as session:
                account = session.scalars(
                    select(Account).where(Account.sign_in_name == cast.member(key).sign_in_name)
                ).one()
                secret = start_session(Work(session, cast_actors(session).system, database_now(session)), account, 1)
                session.commit()
        with client.session_transaction() as cookie:
            cookie["locale"] = "en"
            if secret is not None:
                cookie["_user_id"], cookie["_fresh"] = secret, True
        return Visit(client, secret)

    return come


@pytest.fixture
def count(database: Database) -> Callable[[str], int]:
    """How many rows a table holds now."""

    def rows(table: str) -> int:
        with database.engine.connect() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    return rows


@pytest.fixture
def a_case(database: Database) -> dict[str, Any]:
    """What a clerk types to register a case with two parties."""
    with Session(database.engine) as session:
        town, unit = (
            session.scalars(select(Department.public_id).where(Department.name_zh == name)).one()
            for name in ("昂素镇", "林业和草原局")
        )
    typed: dict[str, Any] = {
        "petition_number": "XF-2026-0001", "category": "land", "place_town": town, "responsible_department": unit,
        "arose_on": "2018-05-01", "first_petition_on": "2019-03-01", "languages": ["zh"],
        "narrative": "两户草场边界多年不清。",
    }  # fmt: skip
    for row, (name, role) in enumerate((("那仁图雅", "petitioner"), ("苏和", "respondent"))):
        typed |= {f"parties-{row}-name": name, f"parties-{row}-role": role, f"parties-{row}-kind": "person"}
    return typed
