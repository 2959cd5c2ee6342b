"""The API's own page, from assets that came with a package: nothing is fetched from elsewhere."""

from importlib.resources import files
from typing import Any

import flask_swagger_ui
from flask import Blueprint, render_template, send_from_directory

from market.web.edge import reading

bp = Blueprint("api_page", __name__)
_SHOWN = {"swagger-ui-bundle.js", "swagger-ui.css"}
_ASSETS = str(files(flask_swagger_ui).joinpath("dist"))


@bp.get("/developers")
def index() -> str:
    """What programs can do here, with every field and refusal."""
    with reading():
        return render_template("market/api_page.html")


@bp.get("/developers/assets/<name>")
def asset(name: str) -> Any:
    """The page's script and style, out of the wheel that brings them."""
    return send_from_directory(_ASSETS, name) if name in _SHOWN else ("", 404)
