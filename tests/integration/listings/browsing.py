"""Pages as people reach them: signed in by a session of their own, posting the form that the page showed."""

import re
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

import wsgi
from demo import cast
from market.database import database_now
from market.people.models import Account
from market.people.services import start_session
from market.settings.environment import Mode, Settings
from market.web.application import make_flask
from market.work import Work
from tests.integration.applications import kept_or_made
from tests.integration.conftest import Database, cast_actors

FLOORS = ("market", "listings")


def make_app(database_url: str, instance: Path) -> Flask:
    """The application with these floors alone."""
    settings = Settings(
        mode=Mode.DEMO, database_url=database_url, migration_database_url=None, instance_folder=instance,
        secret_key="not a secret, for a test alone 0123456789", vault_key_file=instance / "vault_key",
        checkpoint_key_file=instance / "checkpoint_key", provider_base_url="http://127.0.0.1:1",
        provider_api_key="sk_test_none", provider_webhook_secret="whsec_none", public_url="http://127.0.0.1",
        trusted_proxies=0, statement_timeout_ms=8000, session_hours=12, body_limit_bytes=2**24,
        form_limit_bytes=2**22, mail_url=None,
    )  # fmt: skip
    app = kept_or_made(settings, FLOORS, lambda: _made(settings))
    app.testing = True
    return app


def _made(settings: Settings) -> Flask:
    features = wsgi.wire(FLOORS)
    app = make_flask(settings)
    wsgi._edges(app, _without_configuration(features))
    return app


def _without_configuration(features: list[Any]) -> list[Any]:
    """The features without what they configure at start: keys and files are the fixtures' business here."""
    names = ("BLUEPRINTS", "API_BLUEPRINTS", "CLI")
    return [type("Feature", (), {name: getattr(one, name, ()) for name in names}) for one in features]


class Pages:
    """Clients of one application; `doing` runs services in committed transactions on its database."""

    def __init__(self, database: Database, app: Flask) -> None:
        self.database = database
        self.app = app

    def as_(self, key: str | None, *, locale: str = "en") -> "Reader":
        """A reader who is the cast's `key`, or a visitor."""
        client = self.app.test_client()
        secret = None if key is None else self._session_of(key)
        with client.session_transaction() as session:
            session["locale"] = locale
            if secret is not None:
                session["_user_id"] = secret
                session["_fresh"] = True
        return Reader(client, secret)

    def _session_of(self, key: str) -> str:
        with Session(self.database.engine) as session:
            name = cast.member(key).sign_in_name
            account = session.scalars(select(Account).where(Account.sign_in_name == name)).one()
            work = Work(session, cast_actors(session).system, database_now(session))
            secret = start_session(work, account, 1)
            session.commit()
            return secret


class Reader:
    """One person before the pages and the API."""

    def __init__(self, client: FlaskClient, secret: str | None) -> None:
        self.client = client
        self.headers = {} if secret is None else {"Authorization": f"Bearer {secret}"}

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def post(self, path: str, **typed: Any) -> Any:
        """Open a form's page, then send it with its hidden keys and what was typed; a refused page is the answer."""
        shown = self.client.get(path)
        if shown.status_code != 200:
            return shown
        page = shown.get_data(as_text=True)
        hidden = {name: hidden_value(page, name) for name in ("csrf_token", "submission_key")}
        return self.client.post(path, data=hidden | typed)

    def post_from(self, shown: str, path: str, **typed: Any) -> Any:
        """Send what a page shows to another address, with the page's hidden keys."""
        page = self.client.get(shown).get_data(as_text=True)
        hidden = {name: hidden_value(page, name) for name in ("csrf_token", "submission_key")}
        return self.client.post(path, data=hidden | typed)

    def ask(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{path}", query_string=query, headers=self.headers)

    def tell(self, path: str, **payload: Any) -> Any:
        return self.client.post(f"/api/v1{path}", json=payload, headers=self.headers)


def hidden_value(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"the page has no hidden {name}"
    return found[1]
