"""The feed of a view. A reader that has it already is answered in one line (RFC 9110: ETag, Last-Modified)."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, Response, g, request, url_for
from flask_babel import get_locale, gettext

from listings.board.cards import published
from listings.board.filter import BoardFilter
from listings.board.queries import board_page
from listings.board.views_filter import view_asked_for
from listings.feed.atom import Entry, Feed, as_xml, urn
from listings.feed.queries import changed_at, offices
from listings.publication.models import Listing
from listings.saved_searches.kept import as_text
from listings.showing import called, told
from market.notifications.sending import full_address
from market.people.models import Jurisdiction
from market.policy import Can
from market.web.edge import page
from market.web.showing import day, yuan
from market.work import Work

bp = Blueprint("feed", __name__)
BEFORE_ANYTHING = datetime(2000, 1, 1, tzinfo=UTC)


@bp.get("/board/feed.atom")
@page(Can.SEE_BOARD)
def board(work: Work) -> Response:
    """The first page of a view of the board, as Atom."""
    wanted = view_asked_for(work).wanted
    feed = _feed(work, wanted, board_page(work, wanted, None).rows)
    response = Response(as_xml(feed), content_type="application/atom+xml; charset=utf-8")
    response.last_modified = feed.updated_at
    response.add_etag()
    response.vary.update(["Accept-Language", "Cookie"])
    g.may_be_kept = "no-cache"  # kept by the reader, and asked for again each time
    response.make_conditional(request)
    return response


def _feed(work: Work, wanted: BoardFilter, listings: Sequence[Listing]) -> Feed:
    changes, banners = changed_at(work, listings), offices(work)
    entries = [
        _entry(work, listing, changes.get(listing.id, listing.released_at or BEFORE_ANYTHING), banners)
        for listing in listings
    ]
    query = wanted.query()
    return Feed(
        id=urn("view", as_text(wanted)),
        title=gettext("The board"),
        url=full_address(url_for("feed.board", **query)),  # type: ignore[arg-type]
        board_url=full_address(url_for("board.index", **query)),  # type: ignore[arg-type]
        updated_at=max((entry.updated_at for entry in entries), default=BEFORE_ANYTHING),
        language=str(get_locale()).replace("_", "-"),
        author=gettext("Office for petition cases"),
        entries=entries,
    )


def _entry(work: Work, listing: Listing, updated_at: datetime, banners: dict[str, Jurisdiction]) -> Entry:
    face = published(listing, work.today)
    place = face.place or gettext("Place not stated")
    facts_told = {
        "letter": face.case_class, "category": gettext(face.category_label), "place": place,
        "reward": yuan(face.reward_fen), "status": gettext(face.status_label),
    }  # fmt: skip
    facts = (
        gettext(
            "Class %(letter)s · %(category)s · %(place)s · reward %(reward)s · claim by %(day)s · %(status)s",
            **facts_told, day=day(face.claims_until),
        )
        if face.claims_until
        else gettext("Class %(letter)s · %(category)s · %(place)s · reward %(reward)s · %(status)s", **facts_told)
    )  # fmt: skip
    banner = banners[listing.jurisdiction_id]
    return Entry(
        id=urn("listing", listing.public_id),
        title=called(face),
        url=full_address(url_for("board.show", ref=listing.public_id)),
        published_at=listing.released_at or BEFORE_ANYTHING,
        updated_at=updated_at,
        author=banner.name_zh if str(get_locale()).startswith("zh") else banner.name_en,
        summary=facts,
        content=f"{facts}\n\n{told(face)}",
        categories=[face.case_class, *([face.category] if face.category else [])],
    )
