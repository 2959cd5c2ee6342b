"""The first page: visitors go to the board, people to what waits for them."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, url_for

from market.policy import Can
from market.web.edge import page, reading
from market.web.shell import work_groups
from market.work import Work

bp = Blueprint("home", __name__)


def front_page() -> str:
    """The endpoint that visitors begin at: the roof names the public board; without it, the sign-in page."""
    named = str(current_app.config.get("FRONT_PAGE", ""))
    return named if named in current_app.view_functions else "people.sign_in"


@bp.get("/")
def start() -> Any:
    """Send each to their own beginning."""
    with reading() as work:
        return redirect(url_for(front_page() if work.actor.is_visitor else "home.work_list"))


@bp.get("/work")
@page(Can.SEE_HOME)
def work_list(work: Work) -> str:
    """What waits for me, by reason."""
    return render_template("market/home/work_list.html", groups=work_groups(work))
