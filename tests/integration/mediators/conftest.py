"""This floor with those below it, wired as the roof does; floors above are not asked."""

from collections.abc import Iterator

import pytest

import wsgi
from market import vault
from market.vault.keys import MasterKey


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types a password in these stories, and argon2id takes its time by design."""
    monkeypatch.setattr("market.people.services.hash_password", lambda password: "never compared")


@pytest.fixture(autouse=True, scope="module")
def floor(wired: tuple[str, ...], template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Wire up to mediators, give the vault a key, and leave everything as it was."""
    vault.configure(MasterKey.generate(tmp_path_factory.mktemp("keys") / "vault_key"))
    wsgi.wire(("market", "listings", "mediators"))
    yield
    wsgi.wire(wired)
