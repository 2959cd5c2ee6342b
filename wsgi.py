"""The roof: create_app() lists the features and wires policies, events, pages and jobs. Nobody imports it."""

from importlib import import_module
from types import ModuleType
from typing import Any

from flask import Flask
from flask_alembic import Alembic
from flask_smorest import Blueprint
from sqlalchemy import create_engine

from market import clocks, jobs
from market.backup.proof import PROOFS
from market.database import Base
from market.events import EVENTS
from market.floors import FLOORS as FLOORS
from market.notifications.wording import NAMES, NOTICES
from market.policy import POLICY
from market.printed.money_moves import POSTINGS
from market.record.protection import PROTECTION
from market.refusals import WORDING
from market.settings.dated import DATED
from market.settings.environment import Settings, read_settings
from market.web import api, api_page, deed_pages, deeds
from market.web.application import make_flask
from market.web.shell import SHELL


def create_app(settings: Settings | None = None) -> Flask:
    """The whole application. Raises SettingsRefused, or RuntimeError when the tables do not fit together."""
    settings = settings or read_settings()
    features = wire()
    app = make_flask(settings)
    _edges(app, features)
    _migrations(app, settings)
    if settings.is_demo:
        commands = import_module("demo.cli")  # not part of a production install
        app.cli.add_command(commands.demo)
        app.cli.add_command(commands.seed_bulk_command)
    return app


def _offered(feature: ModuleType, name: str, default: Any) -> Any:
    return getattr(feature, name, default)


# Every table that the floors fill together. Merging begins anew for each application that is made.
REGISTRIES = (
    EVENTS, POLICY, WORDING, NOTICES, NAMES, POSTINGS, DATED, SHELL, clocks.CLOCKS, jobs.HANDLERS, deeds.DEEDS,
    PROTECTION, PROOFS,
)  # fmt: skip


def wire(floors: tuple[str, ...] = FLOORS) -> list[ModuleType]:
    """Merge the floors' tables; every gap fails start-up. Returns the floors' feature modules."""
    features = [import_module(f"{floor}.feature") for floor in floors]
    for registry in REGISTRIES:
        registry.clear()
    for feature in features:
        _take_tables(feature)
    for feature in features:
        for event_name, handler in _offered(feature, "SUBSCRIBERS", ()):
            EVENTS.subscribe(event_name, handler)
    EVENTS.observe(clocks.observe)
    if floors == FLOORS:
        EVENTS.check()
        clocks.CLOCKS.check(EVENTS, DATED.known)
        POLICY.check()
        jobs.HANDLERS.check()
    return features


def _take_tables(feature: ModuleType) -> None:
    EVENTS.declare(_offered(feature, "EVENTS", ()))
    POLICY.add(_offered(feature, "POLICY", {}))
    WORDING.add(_offered(feature, "SENTENCES", {}), _offered(feature, "CONSTRAINTS", {}))
    NOTICES.add(_offered(feature, "NOTICES", {}))
    NAMES.add(_offered(feature, "NAMES", {}))
    POSTINGS.add(_offered(feature, "POSTINGS", {}))
    DATED.add(_offered(feature, "SETTINGS", {}))
    clocks.CLOCKS.add(_offered(feature, "CLOCKS", ()))
    jobs.HANDLERS.add(_offered(feature, "JOBS", {}))
    deeds.DEEDS.add(_offered(feature, "DEEDS", ()))
    PROTECTION.add(_offered(feature, "PROTECTED", ()))
    PROOFS.add(_offered(feature, "PROOFS", ()))
    SHELL.add(_offered(feature, "NAVIGATION", ()), _offered(feature, "WORK_LISTS", ()), _offered(feature, "PANELS", {}))


def _edges(app: Flask, features: list[ModuleType]) -> None:
    """Pages, the API, commands."""
    described = api.make_api(app)
    deeds_api = Blueprint("deeds", __name__, url_prefix=api.PREFIX, description="What people can do")
    for deed in deeds.DEEDS.all.values():
        deed_pages.register(app, deed)
        if deed.in_api:
            api.register(deeds_api, deed)
    described.register_blueprint(deeds_api)
    app.register_blueprint(api_page.bp)
    for feature in features:
        for blueprint in _offered(feature, "BLUEPRINTS", ()):
            app.register_blueprint(blueprint)
        for blueprint in _offered(feature, "API_BLUEPRINTS", ()):
            described.register_blueprint(blueprint, url_prefix=api.PREFIX)
        for command in _offered(feature, "CLI", ()):
            app.cli.add_command(command)
        for configure in _offered(feature, "CONFIGURE", ()):
            configure(app)
    app.extensions["deeds"] = deeds.DEEDS.all
    app.config["FRONT_PAGE"] = "board.index"


def _migrations(app: Flask, settings: Settings) -> None:
    """`flask db upgrade|check` as the owner of the tables, never as the application's role."""
    url = settings.migration_database_url
    if url is None:
        return
    app.config["ALEMBIC"] = {
        "script_location": "market/migrations",
        "version_locations": [f"{floor}/migrations" for floor in FLOORS[1:]],
    }
    app.config["ALEMBIC_CONTEXT"] = {"compare_server_default": False, "include_name": jobs.is_ours}
    Alembic(app, run_mkdir=False, metadatas=Base.metadata, engines=create_engine(url, hide_parameters=True))
