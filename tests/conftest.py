"""What every test process does first, so that hundreds of applications and clones cost little."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from market.people import passwords

# The dictionaries of the analysers and the mapped classes stay to the end: looking through them again and again
# for garbage took a twelfth of the time of a run.
gc.set_threshold(50_000, 20, 100)

OF_THE_PRODUCT = passwords._HASHER


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A test's application finds the templates as another one compiled them: a quarter of the time of page tests."""
    folder: Path = tmp_path_factory.mktemp("templates")
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """argon2id takes its time by design, a sixth of a second a hash and a check; nobody attacks these passwords."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),)))
        yield


@pytest.fixture
def slow_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The product's own way, for who asks about it."""
    monkeypatch.setattr(passwords, "_HASHER", OF_THE_PRODUCT)
