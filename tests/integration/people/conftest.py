"""The whole application over a committed clone: its people sign in by name and password."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from demo import cast
from market.people.models import Account
from market.people.passwords import hash_password
from tests.integration import applications
from tests.integration.conftest import Database, demo_settings

PASSWORD = cast.DEMO_PASSWORD


@pytest.fixture(scope="session")
def hashed() -> str:
    """The password's hash, made once."""
    return hash_password(PASSWORD)


@pytest.fixture
def app(database: Database, hashed: str, tmp_path: Path) -> Flask:
    """The application, with keys of its own and mail written into a folder."""
    with Session(database.engine) as session:
        session.execute(update(Account).values(password_hash=hashed))
        session.commit()
    app = applications.whole(demo_settings(database.addresses, tmp_path))
    app.testing = True
    return app


class Reader:
    """One person before the pages."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        with client.session_transaction() as session:
            session["locale"] = "en"

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def text(self, path: str) -> str:
        return str(self.client.get(path).get_data(as_text=True))

    def post(self, path: str, *, opened: str | None = None, **typed: Any) -> Any:
        """Open the page of a form (`opened`, or the path itself), then send what was typed with its hidden keys; a
        page that is refused because of the present state is the answer."""
        page = self.client.get(opened or path)
        if page.status_code == 409:
            return page
        return self.client.post(path, data=hidden_keys(page.get_data(as_text=True)) | typed)

    def sign_in(self, name: str, password: str = PASSWORD) -> Any:
        return self.post("/sign-in", sign_in_name=name, password=password)


def hidden_keys(page: str) -> dict[str, str]:
    """The hidden fields of the page's last form; the sign-out form in the head has only one of them."""
    found = {}
    for name in ("csrf_token", "submission_key"):
        values = re.findall(rf'name="{name}" value="([^"]*)"', page)
        if values:
            found[name] = values[-1]
    return found


@pytest.fixture
def visitor(app: Flask) -> Reader:
    return Reader(app.test_client())


@pytest.fixture
def as_(app: Flask) -> Any:
    """`as_("menghe")`: that member of the cast, signed in by name and password."""

    def reader(name: str, password: str = PASSWORD) -> Reader:
        one = Reader(app.test_client())
        answer = one.sign_in(name, password)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return one

    return reader


@pytest.fixture
def today(database: Database) -> str:
    """The legal day, as a form takes it."""
    with Session(database.engine) as session:
        return str(session.scalar(text("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date")))
