"""The page of the register."""

from flask import Blueprint, render_template

from market.policy import Can
from market.web.deeds import deeds_for
from market.web.edge import page
from market.work import Work
from mediators.committees.queries import kept_committees

bp = Blueprint("committees", __name__)


@bp.get("/committees")
@page(Can.MANAGE_COMMITTEES)
def index(work: Work) -> str:
    """The committees of the banners whose register the actor keeps."""
    committees = kept_committees(work)
    return render_template(
        "mediators/committees/index.html",
        rows=[(committee, deeds_for(work, committee)) for committee in committees],
    )
