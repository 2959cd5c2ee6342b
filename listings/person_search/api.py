"""What a search found, for the office's programs; personal data is not given here at all."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields

from listings.person_search.models import PersonSearch
from listings.person_search.queries import found_by, search_for
from market.policy import Can
from market.web.edge import page
from market.web.schemas import Strict
from market.work import Work

bp = Blueprint("person_search_api", __name__, description="Finding a case by a person")


class FindSchema(Strict):
    """A case and the part the person has in it; `removed` says that the party was taken out of the case."""

    case = fields.String()
    petition_number = fields.String()
    status = fields.String()
    role = fields.String()
    removed = fields.Boolean()


class SearchSchema(Strict):
    kind = fields.String()
    purpose = fields.String()
    searched_at = fields.DateTime()
    finds = fields.List(fields.Nested(FindSchema))


@bp.route("/person-searches/<string:ref>", methods=["GET"])
@bp.response(200, SearchSchema)
@page(Can.FIND_PERSON, load=search_for)
def person_search(work: Work, search: PersonSearch) -> dict[str, Any]:
    """The cases that this search of one's own found."""
    return {
        "kind": search.kind,
        "purpose": search.purpose,
        "searched_at": search.searched_at,
        "finds": [
            {
                "case": party.case.public_id,
                "petition_number": party.case.petition_number,
                "status": party.case.status,
                "role": party.role,
                "removed": party.removed_at is not None,
            }
            for party in found_by(work, search)
        ],
    }
