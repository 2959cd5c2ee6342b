"""What the whole house is asked with: one PostgreSQL for all who play it, and the application for its tables only."""

import pytest
from flask import Flask

import wsgi
from demo.machine import make_keys
from market.settings.environment import read_settings
from tests.integration.conftest import cluster, template, wired  # noqa: F401 - one of each for the whole run


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """No database stands behind it."""
    instance = tmp_path_factory.mktemp("instance")
    (instance / "demo").mkdir()
    settings = {
        "MARKET_MODE": "demo", "INSTANCE_FOLDER": str(instance), "PROVIDER_BASE_URL": "http://127.0.0.1:9",
        "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:9/none",
    }  # fmt: skip
    return wsgi.create_app(read_settings(make_keys(instance) | settings))
