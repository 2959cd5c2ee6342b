"""One exact status for every cell of route x role, in a committed table that knows nothing of the policy.

Every address with a subject is asked for with a real one of the first banner; the second banner's people must
find nothing there. A route that is not in the table fails, and forbidden cells change no row.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

import wsgi
from demo import cast
from market import vault
from market.cluster import Addresses, create_database, drop_database
from market.vault.keys import MasterKey
from tests.architecture import world
from tests.integration.conftest import (  # noqa: F401 - fixtures of the same database
    Database,
    cast_actors,
    cluster,
    demo_settings,
    template,
    wired,
)

TABLE = Path(__file__).with_name("routes.csv")
STAFF_ROLES = (
    "clerk", "reviewer", "second_reviewer", "preparer", "approver", "auditor", "system_admin", "security_admin",
    "audit_admin", "other_clerk", "other_reviewer", "other_preparer",
)  # fmt: skip
ROLES = ("visitor", *STAFF_ROLES, "granted_mediator", "other_mediator")
# What stands in an address, by how it begins: the longest beginning that fits names the subject.
SUBJECTS = {
    "/cases/<ref>": "unlisted_case", "/cases/<ref>/listing": "draftable_case", "/parties/<ref>": "party",
    "/listings/<ref>": "draft_listing", "/listings/<ref>/release": "waiting_listing",
    "/listings/<ref>/return": "waiting_listing", "/listings/<ref>/withdraw": "listing",
    "/listings/<ref>/end-mediation": "listing", "/listings/<ref>/claims": "claimed_listing",
    "/board/<ref>": "listing", "/claims/<ref>": "standing_claim", "/claims/<ref>/answers": "proposed_claim",
    "/claims/<ref>/grant": "accepted_claim", "/claims/<ref>/unanswered": "proposed_claim",
    "/claims/<ref>/relinquish": "granted_claim", "/claims/<ref>/replace": "granted_claim",
    "/claims/<ref>/sessions": "granted_claim", "/claims/<ref>/workspace": "granted_claim",
    "/claims/<ref>/agreement": "granted_claim", "/agreements/<ref>": "agreement",
    "/agreements/<ref>/edit": "draft_agreement", "/agreements/<ref>/sign": "draft_agreement",
    "/agreements/<ref>/marks": "unmarked_agreement", "/agreements/<ref>/conclude": "dismissed_agreement",
    "/marks/<ref>": "mark", "/confirmations/<ref>": "filed_confirmation", "/mediators/<ref>": "other_mediator_row",
    "/committees/<ref>": "committee", "/budget/<ref>": "year", "/budget/papers/<ref>": "paper",
    "/budget/postings/<ref>": "posting", "/postings/<ref>": "posting", "/ledger/<ref>": "posting",
    "/rewards/<ref>": "due_reward", "/payouts/<ref>": "payout", "/payouts/<ref>/again": "failed_payout",
    "/payouts/<ref>/give-up": "failed_payout", "/staff/<ref>": "person", "/appointments/<ref>": "proposed_appointment",
    "/appointments/<ref>/end": "held_appointment", "/settings/<ref>": "setting",
    "/setting-values/<ref>": "setting_version", "/invitation/<ref>": "invitation", "/inbox/<ref>": "notification",
}  # fmt: skip
FIXED = {"code": "en", "filename": "built/market.css", "name": "swagger-ui.css", "path": "x"}
LEFT_OUT = {"static", "health.figures"}  # a file, and a page that looks at the address instead of the person


@dataclass
class Played:
    """The played house: its application, the refs by name, a session's secret for each role."""

    app: Flask
    database: Database
    refs: dict[str, str]
    secrets: dict[str, str]

    def client(self, role: str) -> Any:
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["locale"] = "en"
            if role in self.secrets:
                cookie["_user_id"], cookie["_fresh"] = self.secrets[role], True
        return client


@pytest.fixture(scope="module")
def played(
    cluster: Addresses,  # noqa: F811
    template: str,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Played]:
    name = "routes_of_the_house"
    addresses = create_database(cluster, name, template)
    engine = create_engine(addresses.application_url, pool_size=10)
    database = Database(addresses, engine)
    folder = tmp_path_factory.mktemp("routes")
    app = wsgi.create_app(demo_settings(addresses, folder))
    vault.configure(MasterKey.load(folder / "vault_key"))
    with Session(engine, expire_on_commit=False) as session:
        refs, mediators = world.play(session)
        session.commit()
    with Session(engine) as session:
        staff = {role: getattr(cast_actors(session), role) for role in STAFF_ROLES}
    refs["other_mediator_row"] = refs.get("liuzhiyuan", refs.get("liu", ""))
    secrets = world.sign_in_sessions(database, staff | mediators)
    try:
        yield Played(app, database, refs, secrets)
    finally:
        engine.dispose()
        drop_database(cluster, name)


def routes(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Every rule with its endpoint, once for GET and once for POST."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: (one.rule, one.endpoint)):
        for method in ("GET", "POST"):
            if method in (rule.methods or ()) and rule.endpoint not in LEFT_OUT:
                yield rule.endpoint, method, rule.rule


def address(refs: dict[str, str], rule: str) -> str:
    """The rule with a real subject in it. Raises KeyError for a rule whose subject nobody named."""
    plain = re.sub(r"<(?:string:)?ref>", "<ref>", rule.removeprefix("/api/v1"))
    fitting = [beginning for beginning in SUBJECTS if plain == beginning or plain.startswith(beginning + "/")]
    if "<ref>" in plain:
        ref = refs[SUBJECTS[max(fitting, key=len)]]
        rule = re.sub(r"<(?:string:)?ref>", ref, rule)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: FIXED[found.group(1)], rule)


def ask(played: Played, role: str, method: str, path: str) -> int:
    """The status of one cell. A POST carries valid keys and nothing typed."""
    client = played.client(role)
    if path.startswith("/api/"):
        secret = played.secrets.get(role)
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return int(client.open(path, method=method, json={} if method == "POST" else None, headers=headers).status_code)
    if method == "GET":
        return int(client.get(path).status_code)
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)
    assert token
    keys = {"csrf_token": token.group(1), "submission_key": f"{role}{abs(hash(path))}"[:60]}
    return int(client.post(path, data=keys).status_code)


def fingerprint(played: Played) -> dict[str, Any]:
    """Count and content of every table that a forbidden request must leave alone."""
    with played.database.engine.connect() as connection:
        names = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'procrastinate%'")
        ).scalars()
        return {
            name: connection.execute(text(f"SELECT count(*), sum(hashtext(t::text)::bigint) FROM {name} t")).one()
            for name in sorted(names)
            if name not in {"alembic_version"}
        }


def measured(played: Played) -> list[list[str]]:
    """The table as the application answers now. Allowed POSTs are undone; the others must have changed nothing."""
    before = fingerprint(played)
    rows = []
    for endpoint, method, rule in routes(played.app):
        path = address(played.refs, rule)
        with world.undone(played.app, played.database):
            rows.append([endpoint, method, *(str(ask(played, role, method, path)) for role in ROLES)])
    assert fingerprint(played) == before
    return rows


def test_every_cell_answers_as_the_table_says(played: Played) -> None:
    with TABLE.open(newline="") as file:
        head, *expected = list(csv.reader(file))
    assert tuple(head[2:]) == ROLES
    found = measured(played)
    listed = {(row[0], row[1]): row for row in expected}
    assert {(row[0], row[1]) for row in found} == listed.keys(), "a route without a row, or a row without a route"
    wrong = [
        f"{row[0]} {row[1]} {role}: {status}, not {told}"
        for row in found
        for role, status, told in zip(ROLES, row[2:], listed[row[0], row[1]][2:], strict=True)
        if status != told
    ]
    assert wrong == []


def test_the_second_banner_finds_nothing_of_the_first(played: Played) -> None:
    with TABLE.open(newline="") as file:
        rows = {(row["endpoint"], row["method"]): row for row in csv.DictReader(file)}
    for endpoint in ("cases.show", "listings.show", "agreements.show", "rewards.show", "payouts.show", "staff.show"):
        for stranger in ("other_clerk", "other_reviewer", "other_preparer"):
            assert rows[endpoint, "GET"][stranger] in {"404", "403"}, (endpoint, stranger)


def test_nobody_of_the_cast_is_missing(played: Played) -> None:
    assert set(STAFF_ROLES) <= {one.key for one in cast.STAFF}
