"""This floor with those below it, wired as the roof does; floors above are not asked."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

import wsgi
from market import vault
from market.cluster import Addresses
from market.vault.keys import MasterKey
from tests.integration.conftest import made_template, shared_clone


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types a password in these stories, and argon2id takes its time by design."""
    monkeypatch.setattr("market.people.services.hash_password", lambda password: "never compared")


@pytest.fixture(scope="session")
def template(cluster: Addresses, wired: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The tables up to this floor: what the floors above ask of its rows is theirs to test."""
    return made_template(cluster, tmp_path_factory.mktemp("migrating"), "mediators_0001")


@pytest.fixture(scope="session")
def shared_engine(cluster: Addresses, template: str) -> Iterator[Engine]:
    with shared_clone(cluster, template) as engine:
        yield engine


@pytest.fixture(autouse=True, scope="module")
def floor(wired: tuple[str, ...], template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Wire up to mediators, give the vault a key, and leave everything as it was."""
    vault.configure(MasterKey.generate(tmp_path_factory.mktemp("keys") / "vault_key"))
    wsgi.wire(("market", "listings", "mediators"))
    yield
    wsgi.wire(wired)
