"""What every test process does first, so that hundreds of applications and clones cost little."""

import gc
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

# The dictionaries of the analysers and the mapped classes stay to the end: looking through them again and again
# for garbage took a twelfth of the time of a run.
gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A test's application finds the templates as another one compiled them: a quarter of the time of page tests."""
    folder: Path = tmp_path_factory.mktemp("templates")
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}
