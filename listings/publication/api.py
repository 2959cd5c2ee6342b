"""The office's listings for programs, drafts included."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields, validate

from listings.publication.models import Listing
from listings.publication.queries import listing_for, listings_page
from listings.publication.vocabulary import ListingState
from listings.reidentification.queries import is_taken_back
from listings.showing import called, told
from market.policy import Can
from market.web.edge import page
from market.web.schemas import Strict
from market.work import Work

bp = Blueprint("listings_api", __name__, description="Listings of the office")


class ListingsQuery(Strict):
    status = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in ListingState)]))
    after = fields.String(load_default="", validate=validate.Length(max=300))


class ListingSchema(Strict):
    """A listing in any state. Money in fen; days are legal days in Beijing.

    Of a text that was taken back, `title` and `body` say so in the reader's language.
    """

    ref = fields.String()
    case = fields.String()
    status = fields.String()
    title = fields.String()
    body = fields.String()
    is_taken_back = fields.Boolean()
    category = fields.String()
    case_class = fields.String()
    reward_fen = fields.Integer(allow_none=True)
    days_allowed = fields.Integer(allow_none=True)
    claim_by = fields.Date(allow_none=True)
    end_code = fields.String(allow_none=True)


class ListingsPage(Strict):
    listings = fields.List(fields.Nested(ListingSchema))
    after = fields.String(allow_none=True)


@bp.route("/listings", methods=["GET"])
@bp.arguments(ListingsQuery, location="query", as_kwargs=True)
@bp.response(200, ListingsPage)
@page(Can.SEE_LISTING_WORK)
def listings(work: Work, status: str, after: str) -> dict[str, Any]:
    """One page of the office's listings."""
    found = listings_page(work, status, after)
    return {"listings": [_told(listing) for listing in found.rows], "after": found.after}


@bp.route("/listings/<string:ref>", methods=["GET"])
@bp.response(200, ListingSchema)
@page(Can.SEE_LISTING_WORK, load=listing_for)
def listing(work: Work, listing: Listing) -> dict[str, Any]:
    """One listing in any state."""
    return _told(listing)


def _told(listing: Listing) -> dict[str, Any]:
    return {
        "ref": listing.public_id,
        "case": listing.case.public_id,
        "status": listing.status,
        "title": called(listing),
        "body": told(listing),
        "is_taken_back": is_taken_back(listing),
        "category": listing.category,
        "case_class": listing.case_class,
        "reward_fen": listing.reward_fen,
        "days_allowed": listing.days_allowed,
        "claim_by": listing.claim_by,
        "end_code": listing.end_code,
    }
