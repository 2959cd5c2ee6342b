"""The board for programs: the same published values, signed in or not."""

from dataclasses import asdict
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_smorest import Blueprint
from marshmallow import ValidationError, fields, validate

from listings.board.cards import published
from listings.board.counts import counts_of
from listings.board.filter import DEFAULT_SHELF, DEFAULT_SORT, FACETS, SHELVES, SORTS, UNSTATED, BoardFilter, Facet
from listings.board.queries import board_page, public_timeline
from listings.board.words import words_of
from listings.publication.models import Listing
from listings.publication.public_end import public_event
from listings.publication.queries import public_listing_for
from listings.reidentification.queries import is_taken_back
from listings.showing import called, told
from market.policy import Can
from market.web.edge import page
from market.web.fields.form import worded
from market.web.schemas import Strict
from market.web.values import BadValue
from market.work import Work

bp = Blueprint("board_api", __name__, description="The public board")


def _words_can_be_looked_for(question: str) -> None:
    try:
        words_of(question)
    except BadValue as error:
        raise ValidationError(worded(error, gettext("Keywords"))) from error


def _codes(facet: Facet) -> validate.Validator:
    if not facet.values:
        return validate.Length(max=16)
    return validate.OneOf(["", *(code for code, _ in facet.values), *([UNSTATED] * facet.may_be_unstated)])


_STATUS = validate.OneOf(["", *(shelf.code for shelf in SHELVES)])
_FACETS = {facet.name: fields.String(load_default="", validate=_codes(facet)) for facet in FACETS}
BoardQuery = Strict.from_dict(
    {
        "q": fields.String(load_default="", validate=_words_can_be_looked_for),
        "status": fields.String(load_default=DEFAULT_SHELF, validate=_STATUS),
        **_FACETS,
        "sort": fields.String(load_default=DEFAULT_SORT, validate=validate.OneOf(list(SORTS))),
        "after": fields.String(load_default="", validate=validate.Length(max=300)),
    },
    name="BoardQuery",
)


class CountsQuery(Strict):
    status = fields.String(load_default=DEFAULT_SHELF, validate=_STATUS)


class CountsSchema(Strict):
    """The numbers of the day's count: of the status asked for, by filter and value; of every status, '' for all."""

    counted_on = fields.Date(allow_none=True)
    total = fields.Integer()
    statuses = fields.Dict(keys=fields.String(), values=fields.Integer())
    filters = fields.Dict(keys=fields.String(), values=fields.Dict(keys=fields.String(), values=fields.Integer()))


class PublishedSchema(Strict):
    """A listing as anyone may read it. Money in fen; days are legal days in Beijing.

    `claim_by` is null where no claim can be received any more, as the page shows none; `end_reason` says why a
    listing ended without success. Of a text that was taken back, `title` and `body` say so in the reader's language.
    """

    ref = fields.String()
    title = fields.String()
    body = fields.String()
    is_taken_back = fields.Boolean()
    case_class = fields.String()
    category = fields.String()
    place = fields.String(allow_none=True)
    duration_band = fields.String(allow_none=True)
    amount_band = fields.String(allow_none=True)
    reward_fen = fields.Integer()
    days_allowed = fields.Integer()
    claim_by = fields.Date(attribute="claims_until", allow_none=True)
    status = fields.String()
    end_reason = fields.String(allow_none=True)
    released_at = fields.AwareDateTime()


class HappenedSchema(Strict):
    event = fields.String()
    happened_at = fields.AwareDateTime()


class PublishedInFull(PublishedSchema):
    history = fields.List(fields.Nested(HappenedSchema))


class BoardPage(Strict):
    listings = fields.List(fields.Nested(PublishedSchema))
    after = fields.String(allow_none=True)


@bp.route("/board", methods=["GET"])
@bp.arguments(BoardQuery, location="query", as_kwargs=True)
@bp.response(200, BoardPage)
@page(Can.SEE_BOARD)
def board(work: Work, after: str, **wanted: str) -> dict[str, Any]:
    """One page of the board."""
    found = board_page(work, BoardFilter(**wanted), after)
    return {"listings": [_read(row, work.today) for row in found.rows], "after": found.after}


@bp.route("/board/counts", methods=["GET"])
@bp.arguments(CountsQuery, location="query", as_kwargs=True)
@bp.response(200, CountsSchema)
@page(Can.SEE_BOARD)
def board_counts(work: Work, status: str) -> dict[str, Any]:
    """How many listings each filter shows, as counted once a day."""
    counts = counts_of(work, status)
    return {
        "counted_on": counts.counted_on,
        "total": counts.total,
        "statuses": counts.shelves,
        "filters": {facet.name: counts.by_code(facet) for facet in FACETS},
    }


@bp.route("/board/<string:ref>", methods=["GET"])
@bp.response(200, PublishedInFull)
@page(Can.SEE_LISTING, load=public_listing_for)
def board_listing(work: Work, listing: Listing) -> dict[str, Any]:
    """One listing with what has happened to it since its release."""
    history = [
        {"event": public_event(event.name), "happened_at": event.happened_at}
        for event in public_timeline(work, listing).events
    ]
    return _read(listing, work.today) | {"history": history}


def _read(listing: Listing, today: date) -> dict[str, Any]:
    """The published values; where the text was taken back, what stands in its place is in the reader's language."""
    face = published(listing, today)
    read = {"title": called(face), "body": told(face), "is_taken_back": is_taken_back(face)}
    return asdict(face) | read
