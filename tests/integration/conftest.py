"""A real PostgreSQL of the run's own: a template with every table and the cast, cloned or rolled back.

`work` gives a piece of work that is rolled back after its deferred rules were made to speak;
`database` gives a committed clone for locks, deferred rules, jobs and pages.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.orm import Session, sessionmaker

import wsgi
from demo import cast, machine
from market.actor import SYSTEM_ACTOR, Actor
from market.cluster import Addresses, borrowed, create_database, drop_database
from market.database import database_now
from market.embedded_postgres import EmbeddedPostgres
from market.people.models import Account
from market.people.queries import actor_of
from market.record.writing import write_told
from market.settings.environment import Settings, read_settings
from market.work import Work
from tests.integration.clones import Clones
from tests.integration.object_storage import ObjectServer, serving
from tests.integration.seating import seat_the_cast

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "market_template"


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """The superuser's, owner's and application's addresses of the cluster under test."""
    given = os.environ.get("TEST_SUPERUSER_URL")
    if given:
        yield borrowed(given)
        return
    postgres = EmbeddedPostgres(ROOT / "instance" / "tests" / secrets.token_hex(4), for_tests=True)
    try:
        yield postgres.start()
    finally:
        postgres.erase()


@pytest.fixture(scope="session")
def wired() -> tuple[str, ...]:
    wsgi.wire()
    return wsgi.FLOORS


@pytest.fixture(scope="session")
def template(cluster: Addresses, wired: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with every table, rule and grant of the floors, made by the migrations, and the cast."""
    return made_template(cluster, tmp_path_factory.mktemp("migrating"))


def made_template(cluster: Addresses, instance: Path) -> str:
    """The name of a database that all migrations made, with the cast in it."""
    name = f"{TEMPLATE}_{secrets.token_hex(3)}"
    addresses = create_database(cluster, name)
    upgrade(addresses, instance)
    _seat_the_cast_in(addresses)
    return name


def template_of_floors(cluster: Addresses, floors: tuple[str, ...], *, one_enough: bool = True) -> str:
    """The name of a database with these floors' tables alone, made by their migrations, and the cast in it.

    `one_enough`: what is published may fit a single petitioner; else as many as an office's own setting asks for.

    The chain's order is kept; the migrations of higher floors are passed over, so that what those ask of a lower
    floor's rows is not asked here.
    """
    name = f"{floors[-1]}_template_{secrets.token_hex(3)}"
    addresses = create_database(cluster, name)
    folders = [f"{floor}/migrations" for floor in wsgi.FLOORS]
    chain = ScriptDirectory(str(ROOT / folders[0]), version_locations=[str(ROOT / folder) for folder in folders])
    engine = create_engine(addresses.owner_url)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        for revision in reversed(list(chain.walk_revisions())):
            if Path(revision.path).parent.parent.name in floors:
                revision.module.upgrade()
    engine.dispose()
    _seat_the_cast_in(addresses, one_enough=one_enough)
    return name


def _seat_the_cast_in(addresses: Addresses, *, one_enough: bool = True) -> None:
    engine = create_engine(addresses.owner_url)
    with Session(engine) as session:
        seat_the_cast(session, one_enough=one_enough)
        session.commit()
    engine.dispose()


def demo_settings(addresses: Addresses, instance: Path) -> Settings:
    """The settings of a demonstration on this database, with keys of its own in `instance`."""
    return read_settings(
        _keys(instance)
        | {
            "MARKET_MODE": "demo",
            "INSTANCE_FOLDER": str(instance),
            "DATABASE_URL": addresses.application_url,
            "MIGRATION_DATABASE_URL": addresses.owner_url,
            "PROVIDER_BASE_URL": "http://127.0.0.1:9",
            "ATTEMPTS_AN_HOUR": "1000000",
        }
    )


def _keys(instance: Path) -> dict[str, str]:
    (instance / "demo").mkdir(parents=True, exist_ok=True)
    return machine.make_keys(instance)


def upgrade(addresses: Addresses, instance: Path, upto: str = "heads") -> list[object]:
    """Upgrade from whatever is there to a revision; what the models still want beyond its tables."""
    app = wsgi.create_app(demo_settings(addresses, instance))
    with app.app_context():
        migrations = app.extensions["alembic"]
        migrations.upgrade(upto)
        return list(migrations.compare_metadata())


@dataclass(frozen=True)
class Database:
    """A database of one test's own; `addresses` names its three roles' ways in."""

    addresses: Addresses
    engine: Engine

    @contextmanager
    def session(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session:
            yield session


@pytest.fixture(scope="session")
def clones_of_the_run(cluster: Addresses) -> Iterator[Clones]:
    """Where tests get their clones from."""
    made = Clones(cluster)
    yield made
    made.drop_all()


@pytest.fixture
def database(clones_of_the_run: Clones, template: str) -> Iterator[Database]:
    """A committed clone, as the application's role."""
    with committed_clone(clones_of_the_run, template) as database:
        yield database


@contextmanager
def committed_clone(clones: Clones, template: str) -> Iterator[Database]:
    """A clone of a template for one test alone."""
    clone = clones.take(template)
    engine = create_engine(clone.addresses.application_url, pool_size=40, max_overflow=10)
    try:
        yield Database(clone.addresses, engine)
    finally:
        engine.dispose()
        clones.give_back(template, clone)


@contextmanager
def grown_from(clones: Clones, template: str) -> Iterator[Database]:
    """A database that goes on from a template, for what happens in the block to be a template itself afterwards."""
    addresses = clones.grow(template)
    engine = create_engine(addresses.application_url)
    try:
        yield Database(addresses, engine)
    finally:
        engine.dispose()


def name_of(database: Database) -> str:
    """The name by which PostgreSQL knows a database."""
    name = database.engine.url.database
    assert name is not None
    return name


@pytest.fixture(scope="session")
def shared_engine(cluster: Addresses, template: str) -> Iterator[Engine]:
    with shared_clone(cluster, template) as engine:
        yield engine


@contextmanager
def shared_clone(cluster: Addresses, template: str) -> Iterator[Engine]:
    """A clone as the application's role, for works that are rolled back."""
    name = f"shared_{secrets.token_hex(4)}"
    engine = create_engine(create_database(cluster, name, template).application_url)
    yield engine
    engine.dispose()
    drop_database(cluster, name)


@pytest.fixture
def session(shared_engine: Engine) -> Iterator[Session]:
    """Rolled back at the end, after every deferred rule has spoken."""
    with rolled_back(shared_engine) as session:
        yield session


@contextmanager
def rolled_back(engine: Engine) -> Iterator[Session]:
    """A session whose every commit is undone."""
    with engine.connect() as connection:
        outer = connection.begin()
        session = Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        try:
            yield session
            session.flush()
            session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        finally:
            session.close()
            outer.rollback()


class Cast(SimpleNamespace):
    """The cast as actors, each looked up when a story first asks for them: most stories have two or three."""

    def __init__(self, session: Session) -> None:
        super().__init__(system=SYSTEM_ACTOR)
        self._session, self._now = session, database_now(session)

    def __getattr__(self, key: str) -> Actor:
        found = next((one for one in cast.STAFF if one.key == key), None)
        if found is None:
            raise AttributeError(key)
        wanted = select(Account).where(Account.sign_in_name == found.sign_in_name)
        actor = actor_of(self._session, self._session.execute(wanted).scalar_one(), self._now)
        setattr(self, key, actor)
        return actor


@pytest.fixture
def actors(session: Session) -> Cast:
    """The cast as actors: actors.clerk, actors.reviewer, ..."""
    return cast_actors(session)


def cast_actors(session: Session) -> Cast:
    return Cast(session)


@pytest.fixture
def work(session: Session) -> Callable[[Actor], Work]:
    """`work(actors.clerk)`: a piece of work in the rolled-back transaction."""

    def make(actor: Actor) -> Work:
        return Work(session=session, actor=actor, now=database_now(session), request_id="test")

    return make


@pytest.fixture
def commit_work(database: Database) -> Callable[..., object]:
    """`commit_work(key, do)`: run `do(work)` as a cast member in a committed transaction of its own."""
    factory = sessionmaker(database.engine, expire_on_commit=False)

    def run(key: str, do: Callable[[Work], object]) -> object:
        with factory() as session:
            actor = getattr(cast_actors(session), key)
            piece = Work(session=session, actor=actor, now=database_now(session), request_id="test")
            result = do(piece)
            session.flush()
            write_told(piece)
            session.commit()
            return result

    return run


@pytest.fixture(scope="session")
def object_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectServer]:
    """An S3-compatible storage on loopback."""
    with serving(tmp_path_factory.mktemp("objects") / "buckets") as server:
        yield server
