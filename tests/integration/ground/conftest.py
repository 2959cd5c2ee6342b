"""The vault's master key for this folder's stories, made in memory's stead in a private folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from market import vault
from market.vault.keys import MasterKey


@pytest.fixture(autouse=True, scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MasterKey]:
    path: Path = tmp_path_factory.mktemp("keys") / "vault_key"
    key = MasterKey.generate(path)
    vault.configure(key)
    return key
