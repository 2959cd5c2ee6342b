"""The application for its tables only: no database stands behind it."""

import pytest
from flask import Flask

import wsgi
from demo.machine import make_keys
from market.settings.environment import read_settings


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    instance = tmp_path_factory.mktemp("instance")
    (instance / "demo").mkdir()
    settings = {
        "MARKET_MODE": "demo", "INSTANCE_FOLDER": str(instance), "PROVIDER_BASE_URL": "http://127.0.0.1:9",
        "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:9/none",
    }  # fmt: skip
    return wsgi.create_app(read_settings(make_keys(instance) | settings))
