"""Questions and answers for programs: what anyone may read beside a listing."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields, validate

from listings.publication.models import Listing
from listings.publication.queries import public_listing_for
from listings.questions.queries import published_page
from listings.reidentification.queries import beside
from market.policy import Can
from market.web.edge import page
from market.web.schemas import Strict
from market.work import Work

bp = Blueprint("questions_api", __name__, description="Questions and answers on listings")
PAGE_SIZE = 20


class PageQuery(Strict):
    after = fields.String(load_default="", validate=validate.Length(max=300))


class AnsweredSchema(Strict):
    """A question with its answer; nobody is told who asked."""

    question = fields.String()
    answer = fields.String()
    published_at = fields.AwareDateTime()


class AnsweredPage(Strict):
    questions = fields.List(fields.Nested(AnsweredSchema))
    after = fields.String(allow_none=True)


@bp.route("/board/<string:ref>/questions", methods=["GET"])
@bp.arguments(PageQuery, location="query", as_kwargs=True)
@bp.response(200, AnsweredPage)
@page(Can.SEE_LISTING, load=public_listing_for)
def on_board(work: Work, listing: Listing, after: str) -> dict[str, Any]:
    """One page of what was asked and answered on a listing, newest first."""
    found = published_page(work, listing, after, size=PAGE_SIZE)
    shown = beside(work, listing).shown
    told = [
        {"question": shown(one.question), "answer": shown(one.answer), "published_at": one.published_at}
        for one in found.rows
    ]
    return {"questions": told, "after": found.after}
