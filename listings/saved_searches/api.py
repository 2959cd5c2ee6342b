"""One's own saved searches for programs."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields

from listings.saved_searches.queries import own_searches
from market.policy import Can
from market.web.edge import page
from market.web.schemas import Strict
from market.work import Work

bp = Blueprint("searches_api", __name__, description="Saved searches")


class KeptSearchSchema(Strict):
    """`view` has the parameters of /board; `alerts` is none, inbox or mail (in the inbox too)."""

    ref = fields.String()
    name = fields.String()
    view = fields.String()
    alerts = fields.String()
    saved_at = fields.AwareDateTime()


class SearchesSchema(Strict):
    searches = fields.List(fields.Nested(KeptSearchSchema))


@bp.route("/searches", methods=["GET"])
@bp.response(200, SearchesSchema)
@page(Can.SAVE_SEARCH)
def searches(work: Work) -> dict[str, Any]:
    """My saved searches, the latest first; there are never more than twenty."""
    told = [
        {"ref": one.public_id, "name": one.name, "view": one.view, "alerts": one.alerts, "saved_at": one.saved_at}
        for one in own_searches(work)
    ]
    return {"searches": told}
