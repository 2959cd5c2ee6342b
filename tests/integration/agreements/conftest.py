"""This floor with those below it, wired as the roof does; floors above are not asked."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

import wsgi
from market import vault
from market.files import Folder
from market.files import services as files
from market.vault.keys import MasterKey
from tests.integration.agreements.scene import Scene
from tests.integration.agreements.stories import Story
from tests.integration.scenes import begun, database, pages, scene, shared_engine, template

__all__ = ["begun", "database", "pages", "scene", "shared_engine", "template"]  # this floor's fixtures too


@pytest.fixture(scope="session")
def kind_of_scene() -> type[Scene]:
    return Scene


@pytest.fixture(autouse=True, scope="module")
def floor(wired: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Wire up to agreements, give the vault a key and the files a folder, and leave everything as it was."""
    key = MasterKey.generate(tmp_path_factory.mktemp("keys") / "vault_key")
    vault.configure(key)
    files.configure(files.store_in(Folder(tmp_path_factory.mktemp("files")), key))
    wsgi.wire(Scene.FLOORS)
    yield
    wsgi.wire(wired)


@pytest.fixture
def story(work, actors: SimpleNamespace) -> Story:
    """巴特尔 has been granted the case of 图雅 and 孙立军."""
    return Story(work, actors)
