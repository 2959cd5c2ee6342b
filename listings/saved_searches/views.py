"""One's own saved searches, each in words, to run, change or remove."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask_babel import gettext

from listings.saved_searches.forms import ALERT_LABELS
from listings.saved_searches.kept import from_text
from listings.saved_searches.models import Alerts, SavedSearch
from listings.saved_searches.queries import own_searches
from listings.saved_searches.words import town_names, words_of_view
from market.policy import Can
from market.refusals import Invalid
from market.web.edge import page
from market.work import Work

bp = Blueprint("searches", __name__)


@dataclass(frozen=True)
class Shown:
    """A saved search on the page; `run_url` is None for one that the board no longer understands."""

    search: SavedSearch
    words: list[str]
    alerts: str
    run_url: str | None


@bp.get("/searches")
@page(Can.SAVE_SEARCH)
def index(work: Work) -> str:
    """My saved searches."""
    towns = town_names(work)
    searches = [_shown(search, towns) for search in own_searches(work)]
    return render_template("listings/saved_searches/index.html", searches=searches)


def _shown(search: SavedSearch, towns: dict[str, str]) -> Shown:
    alerts = gettext(ALERT_LABELS[Alerts(search.alerts)])
    try:
        wanted = from_text(search.view)
    except Invalid:
        return Shown(search, [], alerts, None)
    run_url = url_for("board.index", **wanted.query())  # type: ignore[arg-type]
    return Shown(search, words_of_view(wanted, towns), alerts, run_url)
