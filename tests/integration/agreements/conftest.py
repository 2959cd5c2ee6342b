"""This floor with those below it, wired as the roof does; floors above are not asked."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine

import wsgi
from market import vault
from market.cluster import Addresses
from market.files import Folder
from market.files import services as files
from market.vault.keys import MasterKey
from tests.integration.agreements.stories import Story
from tests.integration.conftest import shared_clone, template_of_floors

FLOORS = ("market", "listings", "mediators", "agreements")


@pytest.fixture(scope="session")
def template(cluster: Addresses, wired: tuple[str, ...]) -> str:
    """The tables up to this floor: what the floors above ask of its rows is theirs to test."""
    return template_of_floors(cluster, FLOORS)


@pytest.fixture(scope="session")
def shared_engine(cluster: Addresses, template: str) -> Iterator[Engine]:
    with shared_clone(cluster, template) as engine:
        yield engine


@pytest.fixture(autouse=True, scope="module")
def floor(wired: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Wire up to agreements, give the vault a key and the files a folder, and leave everything as it was."""
    key = MasterKey.generate(tmp_path_factory.mktemp("keys") / "vault_key")
    vault.configure(key)
    files.configure(files.store_in(Folder(tmp_path_factory.mktemp("files")), key))
    wsgi.wire(FLOORS)
    yield
    wsgi.wire(wired)


@pytest.fixture
def story(work, actors: SimpleNamespace) -> Story:
    """巴特尔 has been granted the case of 图雅 and 孙立军."""
    return Story(work, actors)
