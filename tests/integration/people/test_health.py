"""Supervisors see whether it lives and is ready; figures are for this machine or for who bears the token."""

import dataclasses
import json
import re

from sqlalchemy import create_engine, select, text

import wsgi
from market.health.readiness import expected_heads
from market.record.models import RecordEvent
from market.settings.environment import Mode
from market.web.edge import db
from market.web.logs import exception_without_values
from tests.integration.conftest import demo_settings
from tests.integration.people.conftest import hidden_keys


def test_alive_and_ready(app):
    client = app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (
        200,
        {"database": "ok", "migrations": "ok", "grants": "ok", "accounts": "ok"},
    )
    assert len(expected_heads()) == 1, "one line of migrations"


def test_tables_of_another_release_are_not_ready(app, database):
    owner = create_engine(database.addresses.owner_url)
    with owner.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'market_0001'"))
    owner.dispose()
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["migrations"]) == (503, "differ")


def test_a_role_that_could_rewrite_the_record_is_not_ready(app, database):
    """The grant came, or the database answered, only after the start."""
    owner = create_engine(database.addresses.owner_url)
    with owner.begin() as connection:
        connection.execute(text("GRANT DELETE ON record_event TO market_app"))
    owner.dispose()
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["grants"]) == (503, "too_wide")


def test_production_on_accounts_of_the_demonstration_is_not_ready(app, database):
    """The database answered only after the start."""
    owner = create_engine(database.addresses.owner_url)
    with owner.begin() as connection:
        connection.execute(text("UPDATE account SET is_demo = true WHERE sign_in_name = 'surina'"))
    owner.dispose()
    client = app.test_client()
    assert client.get("/readyz").status_code == 200, "a demonstration has them"
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], mode=Mode.PRODUCTION)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["accounts"]) == (503, "demonstration")


def test_without_a_database_it_lives_but_is_not_ready(database, tmp_path):
    settings = demo_settings(database.addresses, tmp_path)
    nowhere = dataclasses.replace(
        settings, database_url="postgresql+psycopg://nobody:x@127.0.0.1:9/none", migration_database_url=None
    )
    client = wsgi.create_app(nowhere).test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["database"]) == (503, "unreachable")
    assert client.get("/sign-in").status_code == 503
    assert client.get("/metrics").status_code == 200
    assert "market_database_up 0.0" in client.get("/metrics").get_data(as_text=True)


def test_when_every_connection_is_taken_it_says_so_calmly_and_recovers(app):
    client = app.test_client()
    with app.app_context():
        pool = db.engine.pool
        pool._timeout = 0.2
        taken = [db.engine.connect() for _ in range(pool.size() + pool._max_overflow)]
    assert client.get("/sign-in").status_code == 503
    assert client.post("/api/v1/session", json={"sign_in_name": "a", "password": "b"}).status_code == 503
    for connection in taken:
        connection.close()
    assert client.get("/sign-in").status_code == 200


def test_figures_are_not_for_everybody(database, tmp_path):
    settings = dataclasses.replace(demo_settings(database.addresses, tmp_path), metrics_token="a token for figures")
    client = wsgi.create_app(settings).test_client()
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    client.get("/readyz")
    figures = client.get("/metrics").get_data(as_text=True)
    assert 'market_requests_total{endpoint="health.ready"' in figures
    assert "market_database_up 1.0" in figures
    assert "market_mail_waiting 0.0" in figures
    assert client.get("/metrics", environ_overrides=elsewhere).status_code == 404
    for token, status in (("a token for figures", 200), ("another", 404)):
        bearer = {"Authorization": f"Bearer {token}"}
        assert client.get("/metrics", environ_overrides=elsewhere, headers=bearer).status_code == status


def test_a_log_line_names_no_value(app, visitor, capsys):
    visitor.sign_in("surina", "a password that must stay unknown")
    visitor.get("/invitation/a-secret-that-must-stay-unknown")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    ours = [line for line in lines if line["event"] == "request"]
    assert {line["endpoint"] for line in ours} >= {"people.do_sign_in", "invitations.accept"}
    assert all(line["request_id"] for line in ours)
    said = json.dumps(lines)
    assert "must stay unknown" not in said
    assert "must-stay-unknown" not in said
    assert "surina" not in said


def test_the_id_of_a_request_is_ours_whatever_was_sent(visitor, as_, database, capsys):
    sent = {"X-Request-ID": "job-15062319900101123X"}
    answer = visitor.client.get("/sign-in", headers=sent)
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-ID"])
    surina = as_("surina")
    surina.client.post("/sign-out", data=hidden_keys(surina.text("/work")), headers=sent)
    with database.session() as session:
        assert not any("1506" in event.request_id for event in session.scalars(select(RecordEvent)))
    assert "15062319900101123X" not in capsys.readouterr().err


def test_an_exception_is_logged_by_kind_and_place():
    try:
        raise ValueError("15062319880101001X")
    except ValueError as error:
        line = exception_without_values(None, "error", {"event": "unexpected", "exc_info": error})
    assert line["exception"] == ["ValueError"]
    assert line["raised_at"][0].startswith("tests/integration/people/test_health.py:")
    assert "15062319880101001X" not in json.dumps(line)


def test_a_page_that_is_not_there_says_so_on_a_page(visitor):
    for path in ("/no-such-page", "/staff/none/none", "/invitation/a%00b", "/board?town=%00"):
        answer = visitor.get(path)
        assert answer.status_code == 404, path
        assert "<h1" in answer.get_data(as_text=True)
