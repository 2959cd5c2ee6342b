"""Addresses for supervisors. None of them looks at who asks, but for the figures: those are for this machine,
or for whoever bears the token of the settings."""

import hmac
import time
from ipaddress import ip_address
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, request

from market.health import metrics
from market.health.readiness import readiness
from market.web.edge import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> Any:
    """This process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
def ready() -> Any:
    """The database answers, has the tables of this release, grants no more than it may and, in production, holds no
    account of the demonstration; 503 otherwise."""
    found = readiness(db.engine, is_demo=current_app.config["SETTINGS"].is_demo)
    return jsonify(found), 200 if set(found.values()) == {"ok"} else 503


@bp.get("/metrics")
def figures() -> Any:
    """Prometheus's text format; 404 for everybody else."""
    if not _may_see_figures():
        abort(404)
    return Response(metrics.as_text(db.engine), content_type=metrics.CONTENT_TYPE_LATEST)


def measure(app: Flask) -> None:
    """Count every answer of the application."""

    @app.after_request
    def count(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        metrics.REQUESTS.labels(request.method, endpoint, str(response.status_code)).inc()
        metrics.SECONDS.labels(endpoint).observe(time.perf_counter() - g.get("started", time.perf_counter()))
        return response


def _may_see_figures() -> bool:
    token = current_app.config["SETTINGS"].metrics_token
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if token and scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode()):
        return True
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
