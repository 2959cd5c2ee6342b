"""This floor with those below it, wired as the roof does; floors above are not asked."""

from collections.abc import Iterator

import pytest

import wsgi
from market import vault
from market.vault.keys import MasterKey
from tests.integration.mediators.scene import Scene
from tests.integration.mediators.stories import acting, mediator, released_listing
from tests.integration.scenes import begun, database, pages, scene, shared_engine, template

__all__ = ["begun", "database", "pages", "scene", "shared_engine", "template"]  # this floor's fixtures too


@pytest.fixture(scope="session")
def kind_of_scene() -> type[Scene]:
    return Scene


@pytest.fixture(autouse=True, scope="module")
def floor(wired: tuple[str, ...], template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Wire up to mediators, give the vault a key, and leave everything as it was."""
    vault.configure(MasterKey.generate(tmp_path_factory.mktemp("keys") / "vault_key"))
    wsgi.wire(Scene.FLOORS)
    yield
    wsgi.wire(wired)


@pytest.fixture
def listing(work, actors):
    """On the board, to be asked about and claimed."""
    return released_listing(work, actors)


@pytest.fixture
def bateer(work, actors):
    """巴特尔, an approved mediator."""
    return mediator(work, actors, "巴特尔")


@pytest.fixture
def liu(work, actors):
    """刘志远, another one."""
    return mediator(work, actors, "刘志远")


@pytest.fixture
def asker(work, actors, bateer):
    """巴特尔 at work; asking again gives a fresh piece of work."""
    actor = acting(work(actors.system).session, bateer, work(actors.system))
    return lambda: work(actor)
