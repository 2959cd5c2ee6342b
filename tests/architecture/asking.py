"""Everybody asks for every address: each request stands alone, with its own application context and its own identity,
and whatever it wrote is seen, named and undone.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

import wsgi
from listings.cases.models import PetitionCase
from market.actor import VISITOR as NOBODY
from market.actor import Actor
from market.cluster import Addresses, create_database, drop_database
from market.database import database_now
from market.people.models import Account
from market.people.services import start_session
from market.policy import allowed
from market.refusals import Missing
from market.vault.services import configure as configure_vault
from market.vault.services import master_key
from market.web.deeds import DEEDS, Deed
from market.work import Work
from tests.architecture import world
from tests.architecture.fitting import FITTING, Body
from tests.architecture.table import DONE, ROLES, SIGN_IN, VISITOR, Row
from tests.architecture.unpacking import readings, words_in
from tests.integration.conftest import cast_actors, demo_settings
from tests.integration.edge.seeded import Aim, Town

FIXED = {"code": "en", "filename": "built/market.css"}  # addresses without a subject
NOT_OURS = re.compile("alembic_version|procrastinate_.*")
Play = Callable[[Session], tuple[dict[str, str], dict[str, Actor]]]


@dataclass
class House:
    """The played world and its application. `refs` maps subjects to public ids; the others map roles: to the person,
    to the secret of their session, and to the name of their account."""

    app: Flask
    engine: Engine
    refs: dict[str, str]
    people: dict[str, Actor]
    keys: dict[str, str]
    names: dict[str, str]
    bodies: dict[tuple[str, str], Body] = field(default_factory=dict)

    @cached_property
    def rules(self) -> dict[tuple[str, str], str]:
        """The address of every route, by endpoint and method."""
        return {
            (rule.endpoint, method): rule.rule
            for rule in self.app.url_map.iter_rules()
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        }

    @cached_property
    def year(self) -> int:
        """The present year."""
        with Session(self.engine) as session:
            return database_now(session).year

    def petition_number(self, subject: str) -> str:
        """The number of the case that is this subject."""
        wanted = select(PetitionCase.petition_number).where(PetitionCase.public_id == self.refs[subject])
        with Session(self.engine) as session:
            return session.scalars(wanted).one()

    @cached_property
    def town(self) -> Town:
        """The same house as the one who fills in forms sees it."""
        return Town(self.app, self.engine, self.keys, {})

    @cached_property
    def form_keys(self) -> tuple[str, str]:
        """A CSRF secret as the cookie carries it, and as the form does."""
        with self.app.test_request_context():
            shown = generate_csrf()
            return session["csrf_token"], shown

    def address(self, row: Row) -> str:
        """The rule with the row's subject in it."""
        path = self.rules[row.route]
        path = re.sub(r"<(?:string:)?ref>", lambda _: self.refs[row.subject], path)
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: FIXED[found.group(1)], path)

    def ask(self, role: str, row: Row) -> str:
        """One request by one person, from its own beginning to its end; the cell that it gives."""
        path = self.address(row)
        if path.startswith("/api/"):
            answer = self._program(role, row, path)
        else:
            answer = self._browser(role, row, path)
        leads_to = urlsplit(answer.headers.get("Location", "")).path
        return SIGN_IN if answer.status_code == 302 and leads_to == "/sign-in" else str(answer.status_code)

    def get(self, role: str, path: str) -> Any:
        """A page or an API address as this role sees it."""
        if path.startswith("/api/"):
            return self.app.test_client().get(path, headers=self._bearer(role))
        return self._client(role).get(path)

    def _program(self, role: str, row: Row, path: str) -> Any:
        body = self.body(row) if row.method == "POST" else None
        return self.app.test_client().open(path, method=row.method, json=body, headers=self._bearer(role))

    def _browser(self, role: str, row: Row, path: str) -> Any:
        client = self._client(role)
        if row.method == "GET":
            return client.get(path)
        deed = self.deed(row)
        typed = {} if deed is None else self.town.typed(deed, self.body(row))
        typed |= {"csrf_token": self.form_keys[1], "submission_key": secrets.token_urlsafe(18)}
        if deed is not None and deed.seen is not None:  # its page's key says what was shown
            shown = re.search(r'name="submission_key" value="([^"]+)"', client.get(path).text)
            typed |= {"submission_key": shown.group(1)} if shown else {}
        return client.post(path, data=typed)

    def _bearer(self, role: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.keys[role]}"} if role in self.keys else {}

    def _client(self, role: str) -> Any:
        kept = {"locale": "en", "csrf_token": self.form_keys[0]}
        if role in self.keys:
            kept |= {"_user_id": self.keys[role], "_fresh": True}
        client = self.app.test_client()
        serializer = self.app.session_interface.get_signing_serializer(self.app)
        client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], serializer.dumps(kept))
        return client

    def deed(self, row: Row) -> Deed | None:
        """The deed behind a page or an API address, if there is one."""
        name = row.endpoint
        found = (deed for deed in DEEDS.all.values() if f"deeds.{deed.name.replace('.', '_')}" == name)
        return DEEDS.all.get(name) or next(found, None)

    def body(self, row: Row) -> Body:
        """What is sent: for a deed a form that holds, as whoever can see the subject fills it in."""
        deed = self.deed(row)
        if deed is None:
            return {}
        key = (deed.name, row.subject)
        if key not in self.bodies:
            self.bodies[key] = self._filled_in(deed, row)
        return self.bodies[key]

    def _filled_in(self, deed: Deed, row: Row) -> Body:
        role = self.who_may(deed, row.subject)
        assert role is not None, f"nobody may do what {row} is about"
        aim = Aim(deed, self.names.get(role, ""), self.refs.get(row.subject), is_open=True)
        body, _ = self.town.valid(aim)
        return FITTING[deed.name](body, self) if deed.name in FITTING else body

    def who_may(self, deed: Deed, subject: str) -> str | None:
        """The first of the house, a visitor before all, who may do it to this subject."""
        with Session(self.engine) as session:
            now = database_now(session)
            for role in (VISITOR, *self.people):
                work = Work(session, self.people.get(role, NOBODY), now)
                if _may(work, deed, self.refs.get(subject, "")):
                    return role
        return None

    @contextmanager
    def undone(self) -> Iterator[Connection]:
        """What the application commits within is undone at the end. No application context is open meanwhile."""
        with self.app.app_context():
            maker = self.app.extensions["sqlalchemy"].sessionmaker
            engine = self.app.extensions["sqlalchemy"].engine
        with engine.connect() as connection:
            outer = connection.begin()
            maker.configure(bind=connection, join_transaction_mode="create_savepoint")
            try:
                yield connection
            finally:
                maker.configure(bind=engine, join_transaction_mode="conditional_savepoint")
                outer.rollback()

    def answers(self, rows: list[Row]) -> list[Row]:
        """The rows as the house answers now. What somebody was allowed to write is undone before the next one asks;
        nothing else may have written anything. Raises AssertionError otherwise, naming who changed which tables."""
        with self.undone() as connection:
            before = fingerprint(connection)
            found = [
                Row(*row.route, row.subject, {role: self._answer(connection, role, row) for role in ROLES})
                for row in rows
            ]
            if fingerprint(connection) == before:
                return found
        raise AssertionError("\n".join(self._who_wrote(rows)))

    def _answer(self, connection: Connection, role: str, row: Row) -> str:
        if not row.writes:
            return self.ask(role, row)
        frame = connection.begin_nested()
        cell = self.ask(role, row)
        deed = self.deed(row)
        if cell in DONE or (deed is not None and deed.asks_secret):  # a wrong password is counted, and nothing else
            connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
            frame.rollback()
        else:
            frame.commit()
        return cell

    def _who_wrote(self, rows: list[Row]) -> Iterator[str]:
        """Every cell again, one by one: slow, and only walked when something is wrong."""
        with self.undone() as connection:
            before = fingerprint(connection)
        for row in rows:
            for role in ROLES:
                with self.undone() as connection:
                    cell = self._answer(connection, role, row)
                    after = fingerprint(connection)
                changed = sorted(name for name in before if before[name] != after[name])
                if changed:
                    yield f"{row}: {role} was answered {cell} and changed {', '.join(changed)}"


def words_of(answer: Any) -> str:
    """All that comes back: the head, the address it leads to, and the body, whatever it is wrapped in."""
    return f"{readings(str(answer.headers))}\n{words_in(answer.get_data())}"


def _may(work: Work, deed: Deed, ref: str) -> bool:
    try:
        return allowed(work, deed.can, None if deed.load is None else deed.load(work, ref))
    except Missing:
        return False


def fingerprint(connection: Connection) -> dict[str, tuple[int, int]]:
    """How many rows every table holds and what they say, but for the queue's and the migrations' own tables."""
    names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).scalars()
    each = " UNION ALL ".join(
        f"SELECT '{name}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {name} t"
        for name in names
        if not NOT_OURS.fullmatch(name)
    )
    return {str(name): (int(count), int(said)) for name, count, said in connection.execute(text(each))}


@contextmanager
def housed(cluster: Addresses, template: str, folder: Path, play: Play = world.play) -> Iterator[House]:
    """The world played in a database of its own, with the application before it and everybody signed in."""
    name, before = f"house_{secrets.token_hex(3)}", master_key()
    addresses = create_database(cluster, name, template)
    engine = create_engine(addresses.application_url)
    app = wsgi.create_app(demo_settings(addresses, folder))
    app.testing = False  # errors become pages, as they do for people
    try:
        with Session(engine, expire_on_commit=False) as session:
            refs, people = play(session)
        yield House(app, engine, refs, people, *_sign_in(engine, people))
    finally:
        configure_vault(before)
        engine.dispose()
        with app.app_context():
            app.extensions["sqlalchemy"].engine.dispose()
        drop_database(cluster, name)


def _sign_in(engine: Engine, people: dict[str, Actor]) -> tuple[dict[str, str], dict[str, str]]:
    """Each role's session secret, and the name by which its account signs in."""
    with Session(engine) as session:
        system = Work(session, cast_actors(session).system, database_now(session))
        accounts = {role: session.get_one(Account, actor.account_id) for role, actor in people.items()}
        keys = {role: start_session(system, account, 12) for role, account in accounts.items()}
        names = {role: account.sign_in_name for role, account in accounts.items()}
        session.commit()
    return keys, names
