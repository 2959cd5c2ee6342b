"""Applications are kept with the clone that they were made for: making one costs more than most tests do with it.

What settings change from test to test, keys and folders, is given to a kept application as to a new one; whatever else
its making depends on makes another one.
"""

from collections.abc import Callable

from flask import Flask

import wsgi
from market.settings.environment import Settings
from market.web import deeds
from market.web.edge import db
from market.web.starting import start_ground
from payouts.payments.webhooks import reach_provider

_KEPT: dict[tuple[object, ...], Flask] = {}


def whole(settings: Settings) -> Flask:
    """As `wsgi.create_app` makes it."""
    app = kept_or_made(settings, wsgi.FLOORS, lambda: wsgi.create_app(settings))
    start_ground(app)
    reach_provider(app)
    return app


def kept_or_made(settings: Settings, floors: tuple[str, ...], make: Callable[[], Flask]) -> Flask:
    """The application of these floors on this database, wired anew; nobody's connection or configuration is left."""
    key = (
        floors, settings.database_url, settings.migration_database_url, settings.mode, settings.trusted_proxies,
        settings.body_limit_bytes, settings.form_limit_bytes, settings.statement_timeout_ms,
    )  # fmt: skip
    app = _KEPT.get(key)
    if app is None:
        app = _KEPT[key] = make()
        app.extensions["made with"] = dict(app.config)
        return app
    wsgi.wire(floors)
    app.extensions["deeds"] = deeds.DEEDS.all
    app.config.clear()
    app.config.update(app.extensions["made with"] | {"SECRET_KEY": settings.secret_key, "SETTINGS": settings})
    app.testing = False
    with app.app_context():
        db.engine.dispose()
    return app
