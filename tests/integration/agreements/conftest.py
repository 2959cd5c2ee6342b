"""This floor with those below it, wired as the roof does; floors above are not asked."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine

import wsgi
from market import vault
from market.cluster import Addresses
from market.files import Folder
from market.files import services as files
from market.vault.keys import MasterKey
from tests.integration.agreements.scene import FLOORS, Pages, Scene
from tests.integration.agreements.stories import Story
from tests.integration.clones import Clones
from tests.integration.conftest import Database, committed_clone, grown_from, name_of, shared_clone, template_of_floors
from tests.integration.listings import browsing


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


@pytest.fixture(scope="module")
def begun(clones_of_the_run: Clones, template: str, floor: None) -> Scene:
    """The scene, set once; it is a template for what each story makes of it."""
    with grown_from(clones_of_the_run, template) as database:
        return Scene(database)


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
def pages(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pages:
    monkeypatch.setattr(browsing, "FLOORS", FLOORS)
    return Pages(database, browsing.make_app(database.addresses.application_url, tmp_path))


@pytest.fixture
def story(work, actors: SimpleNamespace) -> Story:
    """巴特尔 has been granted the case of 图雅 and 孙立军."""
    return Story(work, actors)
