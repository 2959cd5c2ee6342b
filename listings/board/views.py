"""The public board: what anyone may read, signed in or not."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from listings.board.cards import Published, excerpt, published
from listings.board.queries import board_page, public_timeline
from listings.board.views_filter import address_of, view_asked_for
from listings.board.words import marked, words_of
from listings.publication.journey import journey_of_listing
from listings.publication.models import Listing
from listings.publication.public_end import public_event
from listings.publication.queries import public_listing_for
from listings.reidentification.queries import is_taken_back
from listings.saved_searches.kept import mark_of
from listings.showing import called, told
from listings.views_words import worded_duration, worded_stages, worded_timeline
from market.policy import Can, allowed
from market.web.deeds import deeds_for
from market.web.edge import page
from market.web.shell import drawn_panels
from market.work import Work

bp = Blueprint("board", __name__)


def card(face: Published, words: tuple[str, ...] = ()) -> dict[str, Any]:
    """A published listing with its words in the reader's language, what was looked for marked, and its address."""
    return asdict(face) | {
        "url": url_for("board.show", ref=face.ref),
        "title": called(face),
        "body": told(face),
        "title_pieces": marked(called(face), words),
        "summary_pieces": marked(excerpt(told(face), words), words),
        "category_label": gettext(face.category_label),
        "status_label": gettext(face.status_label),
        "place": face.place or gettext("Place not stated"),
    }


@bp.get("/board")
@page(Can.SEE_BOARD)
def index(work: Work) -> str:
    """The board with its filters, one page at a time."""
    view = view_asked_for(work)
    after = request.args.get("after")
    found = board_page(work, view.wanted, after)
    words = words_of(view.wanted.q)
    return render_template(
        "listings/board/index.html",
        view=view,
        cards=[card(published(listing, work.today), words) for listing in found.rows],
        canonical_url=address_of(view.wanted),
        save_ref=mark_of(view.wanted),
        after=after,
        first_url=address_of(view.wanted) if after else None,
        next_url=address_of(view.wanted, after=found.after) if found.after else None,
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
        is_told=not is_taken_back(listing),
        duration=worded_duration(face),
        amount=gettext(face.amount_label) if face.amount_label else None,
        states=worded_stages(journey),
        journey=journey,
        end_reason=gettext(face.end_reason_label) if face.end_reason_label else None,
        entries=worded_timeline(public_timeline(work, listing), with_actors=False, named=public_event),
        steps=[] if office else deeds_for(work, listing),
        office_url=url_for("listings.show", ref=listing.public_id) if office else None,
        panels=drawn_panels(work, "board_listing", listing),
    )
