"""The board for programs: the same published values, signed in or not."""

from dataclasses import asdict
from typing import Any

from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, fields, validate

from listings.board.cards import published
from listings.board.queries import DEFAULT_SORT, SHELVES, SORTS, BoardFilter, board_page, public_timeline
from listings.cases.vocabulary import CaseClass, Category
from listings.publication.models import Listing
from listings.publication.queries import public_listing_for
from listings.publication.vocabulary import REWARD_BANDS
from market.policy import Can
from market.web.edge import page
from market.work import Work

bp = Blueprint("board_api", __name__, description="The public board")


class _Strict(Schema):
    class Meta:
        unknown = RAISE


class BoardQuery(_Strict):
    """The filters of the board; `after` is the mark of the next page."""

    status = fields.String(load_default="open", validate=validate.OneOf(["", *(shelf.code for shelf in SHELVES)]))
    category = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in Category)]))
    case_class = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in CaseClass)]))
    town = fields.String(load_default="", validate=validate.Length(max=16))
    reward = fields.String(load_default="", validate=validate.OneOf(["", *(band.code for band in REWARD_BANDS)]))
    sort = fields.String(load_default=DEFAULT_SORT, validate=validate.OneOf(list(SORTS)))
    after = fields.String(load_default="", validate=validate.Length(max=300))


class PublishedSchema(_Strict):
    """A listing as anyone may read it. Money in fen; days are legal days in Beijing."""

    ref = fields.String()
    title = fields.String()
    body = fields.String()
    case_class = fields.String()
    category = fields.String()
    place = fields.String(allow_none=True)
    reward_fen = fields.Integer()
    days_allowed = fields.Integer()
    claim_by = fields.Date()
    status = fields.String()
    released_at = fields.AwareDateTime()


class HappenedSchema(_Strict):
    event = fields.String()
    happened_at = fields.AwareDateTime()


class PublishedInFull(PublishedSchema):
    history = fields.List(fields.Nested(HappenedSchema))


class BoardPage(_Strict):
    listings = fields.List(fields.Nested(PublishedSchema))
    after = fields.String(allow_none=True)


@bp.route("/board", methods=["GET"])
@bp.arguments(BoardQuery, location="query", as_kwargs=True)
@bp.response(200, BoardPage)
@page(Can.SEE_BOARD)
def board(work: Work, after: str, **wanted: str) -> dict[str, Any]:
    """One page of the board."""
    found = board_page(work, BoardFilter(**wanted), after)
    return {"listings": [asdict(published(row, work.today)) for row in found.rows], "after": found.after}


@bp.route("/board/<string:ref>", methods=["GET"])
@bp.response(200, PublishedInFull)
@page(Can.SEE_LISTING, load=public_listing_for)
def board_listing(work: Work, listing: Listing) -> dict[str, Any]:
    """One listing with what has happened to it since its release."""
    history = [
        {"event": event.name, "happened_at": event.happened_at} for event in public_timeline(work, listing).events
    ]
    return asdict(published(listing, work.today)) | {"history": history}
