"""The whole house wired, a key for the vault, and databases that outlast a step: what is tried here is committed."""

import secrets
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine

import wsgi
from market import vault
from market.cluster import Addresses, create_database, drop_database
from market.vault.keys import MasterKey
from tests.integration.conftest import Database, name_of

Clone = Callable[[str], Database]


@pytest.fixture(autouse=True, scope="package")
def sealed(wired: tuple[str, ...], template: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    wsgi.wire(wired)
    vault.configure(MasterKey.generate(tmp_path_factory.mktemp("keys") / "vault_key"))


@pytest.fixture(scope="module")
def begun(cluster: Addresses, template: str) -> Iterator[Database]:
    """A database of this module's own, which its first story fills; others are cloned from it."""
    with_cast = _made(cluster, template)
    yield with_cast
    _gone(cluster, with_cast)


@pytest.fixture
def clones(cluster: Addresses) -> Iterator[Clone]:
    """Makes a copy of a database nobody is connected to; all of them are dropped at the end."""
    made: list[Database] = []

    def clone(name: str) -> Database:
        made.append(_made(cluster, name))
        return made[-1]

    yield clone
    for database in made:
        _gone(cluster, database)


def _made(cluster: Addresses, template: str) -> Database:
    addresses = create_database(cluster, f"faults_{secrets.token_hex(5)}", template)
    return Database(addresses, create_engine(addresses.application_url, pool_size=10))


def _gone(cluster: Addresses, database: Database) -> None:
    database.engine.dispose()
    drop_database(cluster, name_of(database))
