"""The notices to print: Chinese for the village board, English for reading."""

import io
from collections.abc import Iterable

from flask import Blueprint, Response, request, send_file, url_for
from flask_babel import force_locale, gettext

from listings.board.cards import Published, published
from listings.board.queries import board_page
from listings.board.views_filter import address_of, view_asked_for
from listings.notices.documents import board_pdf, notice_pdf
from listings.publication.models import Listing
from listings.publication.queries import public_listing_for
from listings.reidentification.queries import is_taken_back
from listings.saved_searches.words import town_names, words_of_view
from listings.views_words import worded_duration
from market.notifications.sending import full_address
from market.people.models import Jurisdiction
from market.policy import Can
from market.refusals import Missing
from market.web.edge import page
from market.work import Work

bp = Blueprint("notices", __name__)
CHINESE, ENGLISH = "zh_Hans_CN", "en"


@bp.get("/board/<ref>/notice.pdf")
@page(Can.SEE_LISTING, load=public_listing_for)
def listing(work: Work, listing: Listing) -> Response:
    """One listing as an A4 notice with a code that leads to it."""
    if is_taken_back(listing):  # there is nothing left to invite to
        raise Missing()
    language = _language()
    address = full_address(url_for("board.show", ref=listing.public_id))
    with force_locale(language):
        face = published(listing, work.today)
        content = notice_pdf(
            face, _words(face), office=_offices(work, [listing], language), address=address, today=work.today,
            made_at=work.now, locale=language,
        )  # fmt: skip
    return _pdf(content, f"notice-{listing.public_id}.pdf")


@bp.get("/board/notice.pdf")
@page(Can.SEE_BOARD)
def board(work: Work) -> Response:
    """A page of the board as an A4 notice, each listing with a code of its own: those that can be claimed today, for a
    sheet on a village board invites."""
    language = _language()
    wanted = view_asked_for(work).wanted
    found = board_page(work, wanted, request.args.get("after"))
    with force_locale(language):
        claimable = [listing for listing in found.rows if published(listing, work.today).takes_claims]
        faces = [published(listing, work.today) for listing in claimable]
        rows = [(face, _words(face), full_address(url_for("board.show", ref=face.ref))) for face in faces]
        content = board_pdf(
            rows, office=_offices(work, claimable or found.rows, language),
            view=words_of_view(wanted, town_names(work)),
            left_out=len(found.rows) - len(faces), address=full_address(address_of(wanted)), today=work.today,
            made_at=work.now, locale=language,
        )  # fmt: skip
    return _pdf(content, "notice.pdf")


def _words(face: Published) -> dict[str, str]:
    return {
        "category": gettext(face.category_label),
        "place": face.place or gettext("Place not stated"),
        "duration": worded_duration(face),
        "amount": gettext(face.amount_label) if face.amount_label else gettext("Not stated"),
        "status": gettext(face.status_label),
    }


def _offices(work: Work, listings: Iterable[Listing], language: str) -> str:
    """The banners whose offices post the notice."""
    banners = [work.session.get_one(Jurisdiction, one) for one in sorted({row.jurisdiction_id for row in listings})]
    return gettext(", ").join(one.name_en if language == ENGLISH else one.name_zh for one in banners)


def _language() -> str:
    return ENGLISH if request.args.get("language") == ENGLISH else CHINESE


def _pdf(content: bytes, name: str) -> Response:
    return send_file(io.BytesIO(content), mimetype="application/pdf", download_name=name)
