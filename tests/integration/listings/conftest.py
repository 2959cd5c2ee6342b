"""This floor is proved on the floors below it alone: what higher floors add is theirs to test."""

import copy
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

import wsgi
from listings.publication import expiry
from market import clocks, jobs, vault
from market.cluster import Addresses, create_database
from market.database import Base
from market.events import EVENTS
from market.notifications.wording import NOTICES
from market.policy import POLICY
from market.refusals import WORDING
from market.settings.dated import DATED
from market.vault.keys import MasterKey
from market.web import deeds
from market.web.shell import SHELL
from tests.integration.conftest import ROOT, Database, seat_the_cast, shared_clone
from tests.integration.listings.browsing import Pages, make_app

FLOORS = ("market", "listings")
REGISTRIES = (EVENTS, POLICY, WORDING, NOTICES, DATED, SHELL, clocks.CLOCKS, jobs.HANDLERS, deeds.DEEDS)


@pytest.fixture(autouse=True, scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> MasterKey:
    path: Path = tmp_path_factory.mktemp("keys") / "vault_key"
    key = MasterKey.generate(path)
    vault.configure(key)
    return key


def build_schema(engine: Engine) -> None:
    """The tables of these floors from their models, then their own rules and grants."""
    for floor in FLOORS:
        own = [table for table in Base.metadata.sorted_tables if _floor_of(table.name) == floor]
        with engine.begin() as connection:
            Base.metadata.create_all(connection, tables=own)
            driver = connection.connection.driver_connection
            if floor == "market":
                jobs.apply_schema(driver)
            driver.execute((ROOT / floor / "migrations" / f"{floor}_0001.sql").read_text())


def _floor_of(table_name: str) -> str:
    mapper = next(one for one in Base.registry.mappers if one.local_table.name == table_name)
    return str(mapper.class_.__module__).split(".")[0]


@contextmanager
def these_floors_alone() -> Iterator[None]:
    """Wire these floors and put back what the run had wired."""
    before = [{name: copy.copy(value) for name, value in vars(one).items()} for one in REGISTRIES]
    wsgi.wire(FLOORS)
    try:
        yield
    finally:
        for registry, kept in zip(REGISTRIES, before, strict=True):
            vars(registry).update(kept)


@pytest.fixture(autouse=True)
def only_these_floors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The question about claims is a higher floor's; here nobody claims unless a test says so."""
    monkeypatch.setattr(expiry, "_ASKED", expiry._Asked())
    with these_floors_alone():
        yield


@pytest.fixture(scope="session")
def template(cluster: Addresses) -> str:
    """A database with the tables of these floors, their rules and grants, and the cast."""
    name = f"listings_template_{secrets.token_hex(3)}"
    engine = create_engine(create_database(cluster, name).owner_url)
    with these_floors_alone():
        build_schema(engine)
    with Session(engine) as session:
        seat_the_cast(session)
        session.commit()
    engine.dispose()
    return name


@pytest.fixture(scope="session")
def shared_engine(cluster: Addresses, template: str) -> Iterator[Engine]:
    with shared_clone(cluster, template) as engine:
        yield engine


@pytest.fixture
def pages(database: Database, tmp_path: Path) -> Pages:
    """The pages and the API of these floors over a committed clone; `pages.as_("clerk")` signs a person in."""
    return Pages(database, make_app(database.addresses.application_url, tmp_path))
