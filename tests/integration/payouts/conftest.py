"""The whole house wired, and a key for the vault."""

import pytest

from market import vault
from market.vault.keys import MasterKey


@pytest.fixture(autouse=True, scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> None:
    vault.configure(MasterKey.generate(tmp_path_factory.mktemp("keys") / "vault_key"))
