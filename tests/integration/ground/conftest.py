"""What these stories share: a master key in a private folder, and a room for jobs on a database of their own."""

from pathlib import Path

import pytest
from sqlalchemy.orm import sessionmaker

from market import transactions, vault
from market.files import Folder
from market.files import services as files
from market.jobs import JobRoom
from market.vault.keys import MasterKey


@pytest.fixture(autouse=True, scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> MasterKey:
    path: Path = tmp_path_factory.mktemp("keys") / "vault_key"
    key = MasterKey.generate(path)
    vault.configure(key)
    files.configure(files.store_in(Folder(tmp_path_factory.mktemp("files")), key))
    return key


@pytest.fixture
def room(database) -> JobRoom:
    """Jobs and commands of this test work on its own committed clone."""
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))
    return JobRoom("test")
