"""A scene of one floor and those below it: set once and committed, grown into a clone for each story, played by pages.

A conftest takes the fixtures from here and says in `kind_of_scene` which scene its floor begins with.
"""

from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar, Self

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from market.actor import Actor
from market.cluster import Addresses
from market.database import database_now
from market.people.models import Account
from market.people.services import start_session
from market.record.writing import write_told
from market.work import Work
from tests.integration.clones import Clones
from tests.integration.conftest import (
    Database,
    cast_actors,
    committed_clone,
    grown_from,
    name_of,
    shared_clone,
    template_of_floors,
)
from tests.integration.listings import browsing


class Pages(browsing.Pages):
    """`as_` takes the cast's key, or a sign-in name that an application gave."""

    def _session_of(self, key: str) -> str:
        with Session(self.database.engine) as session:
            account = session.scalars(select(Account).where(Account.sign_in_name == key)).one_or_none()
            if account is None:
                return super()._session_of(key)
            secret = start_session(Work(session, cast_actors(session).system, database_now(session)), account, 1)
            session.commit()
            return secret


class Scene:
    """What `tell` makes is committed, with its record; then people act through pages."""

    FLOORS: ClassVar[tuple[str, ...]]

    def __init__(self, database: Database) -> None:
        self.database = database
        with Session(database.engine, expire_on_commit=False) as session:
            pieces: list[Work] = []

            def work(actor: Actor) -> Work:
                pieces.append(Work(session=session, actor=actor, now=database_now(session), request_id="test"))
                return pieces[-1]

            self.tell(work, cast_actors(session))
            for piece in pieces:
                write_told(piece)
            session.commit()

    def tell(self, work: Callable[[Actor], Work], actors: SimpleNamespace) -> None:
        """What has happened before the curtain rises; kept on the scene is what stories ask for."""
        raise NotImplementedError

    def on(self, database: Database) -> Self:
        """The same in another database, which begins where this one ended."""
        scene = copy(self)
        scene.database = database
        return scene

    def one(self, statement: Any) -> Any:
        with Session(self.database.engine, expire_on_commit=False) as session:
            return session.scalars(statement).one()


@pytest.fixture(scope="session")
def template(cluster: Addresses, wired: tuple[str, ...], kind_of_scene: type[Scene]) -> str:
    """The tables up to this floor: what the floors above ask of its rows is theirs to test."""
    return template_of_floors(cluster, kind_of_scene.FLOORS)


@pytest.fixture(scope="session")
def shared_engine(cluster: Addresses, template: str) -> Iterator[Engine]:
    with shared_clone(cluster, template) as engine:
        yield engine


@pytest.fixture(scope="module")
def begun(clones_of_the_run: Clones, template: str, floor: None, kind_of_scene: type[Scene]) -> Scene:
    """The scene, set once; it is a template for what each story makes of it."""
    with grown_from(clones_of_the_run, template) as database:
        return kind_of_scene(database)


@pytest.fixture
def database(request: pytest.FixtureRequest, clones_of_the_run: Clones, template: str) -> Iterator[Database]:
    """A committed clone, as the application's role; for who asks for `scene`, with the scene in it."""
    set_before = "scene" in request.fixturenames
    with committed_clone(
        clones_of_the_run, name_of(request.getfixturevalue("begun").database) if set_before else template
    ) as one:
        yield one


@pytest.fixture
def scene(begun: Scene, database: Database) -> Scene:
    return begun.on(database)


@pytest.fixture
def pages(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind_of_scene: type[Scene]) -> Pages:
    monkeypatch.setattr(browsing, "FLOORS", kind_of_scene.FLOORS)
    return Pages(database, browsing.make_app(database.addresses.application_url, tmp_path))
