"""The public board: what anyone may read, signed in or not."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from listings.board.cards import Published, published
from listings.board.forms import ALL, BoardForm
from listings.board.queries import BoardFilter, all_towns, board_page, public_timeline
from listings.publication.journey import journey_of_listing
from listings.publication.models import Listing
from listings.publication.queries import public_listing_for
from listings.views_words import worded_stages, worded_timeline
from market.policy import Can, allowed
from market.web.deeds import deeds_for
from market.web.edge import page
from market.web.shell import drawn_panels
from market.work import Work

bp = Blueprint("board", __name__)


def card(face: Published) -> dict[str, Any]:
    """A published listing with its words in the reader's language and its address."""
    return asdict(face) | {
        "url": url_for("board.show", ref=face.ref),
        "category_label": gettext(face.category_label),
        "status_label": gettext(face.status_label),
        "place": face.place or gettext("Place not stated"),
    }


@bp.get("/board")
@page(Can.SEE_BOARD)
def index(work: Work) -> str:
    """The board with its filters, one page at a time."""
    asked = {name: request.args.getlist(name)[-1] for name in request.args}
    form = BoardForm(request.args if "status" in asked else None)
    form.town.offer([ALL, *((town.public_id, town.name_zh) for town in all_towns(work))])
    form.validate()
    known = {name: value for name, value in form.data.items() if value and not form[name].errors}
    wanted = BoardFilter(**({"status": ""} | known))
    found = board_page(work, wanted, asked.get("after"))
    kept: dict[str, Any] = {name: form.data[name] or "" for name in form.data}
    return render_template(
        "listings/board/index.html",
        form=form,
        cards=[card(published(listing, work.today)) for listing in found.rows],
        filtered=any(value for name, value in known.items() if name not in ("status", "sort")),
        next_url=url_for("board.index", **kept, after=found.after) if found.after else None,
    )


@bp.get("/board/<ref>")
@page(Can.SEE_LISTING, load=public_listing_for)
def show(work: Work, listing: Listing) -> str:
    """One listing with what has happened to it."""
    face = published(listing, work.today)
    journey = journey_of_listing(listing, office=False)
    office = allowed(work, Can.SEE_LISTING_WORK, listing)
    return render_template(
        "listings/board/show.html",
        listing=card(face),
        duration=gettext(face.duration_label) if face.duration_label else None,
        amount=gettext(face.amount_label) if face.amount_label else None,
        states=worded_stages(journey),
        journey=journey,
        entries=worded_timeline(public_timeline(work, listing), with_actors=False),
        steps=[] if office else deeds_for(work, listing),
        office_url=url_for("listings.show", ref=listing.public_id) if office else None,
        panels=drawn_panels(work, "board_listing", listing),
    )
