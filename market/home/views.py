"""The first page: visitors go to the board, people to what waits for them."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from market.policy import Can
from market.web.edge import page, reading
from market.web.shell import work_groups
from market.work import Work

bp = Blueprint("home", __name__)


@bp.get("/")
def start() -> Any:
    """Send each to their own beginning."""
    with reading() as work:
        return redirect(url_for("board.index" if work.actor.is_visitor else "home.work_list"))


@bp.get("/work")
@page(Can.SEE_HOME)
def work_list(work: Work) -> str:
    """What waits for me, by reason."""
    return render_template("market/home/work_list.html", groups=work_groups(work))
