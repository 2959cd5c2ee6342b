"""The floor's reads as JSON: mediators, the claims on a listing, one's own claims, one claim."""

from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from listings.cases.queries import active_parties
from listings.publication.models import Listing
from listings.publication.queries import listing_for
from market.clocks.queries import run_for
from market.policy import Can
from market.web.edge import page
from market.work import Work
from mediators.claims.models import Claim
from mediators.claims.queries import claim_for, claims_to_compare, latest_answers, own_claims
from mediators.vetting.models import Mediator
from mediators.vetting.queries import mediator_for, mediators_page

blp = Blueprint("mediators_api", __name__, description="Mediators and claims")


class MediatorSchema(Schema):
    """A mediator without identity; that stands in the vault."""

    id = fields.String()
    display_name = fields.String()
    status = fields.String()
    committee = fields.String()
    languages = fields.List(fields.String())
    categories = fields.List(fields.String())
    public_employee = fields.Boolean()


class ClaimSchema(Schema):
    """A claim with its plan."""

    id = fields.String()
    status = fields.String()
    listing = fields.String()
    mediator = fields.String()
    plan_approach = fields.String()
    plan_days = fields.Integer()
    plan_visits = fields.Integer()
    received_at = fields.AwareDateTime()
    proposed_at = fields.AwareDateTime(allow_none=True)
    granted_at = fields.AwareDateTime(allow_none=True)
    ended_at = fields.AwareDateTime(allow_none=True)
    end_reason = fields.String()


class AnswerSchema(Schema):
    """What one party said; no answer is null."""

    party = fields.String()
    role = fields.String()
    answer = fields.String(allow_none=True)
    answered_on = fields.Date(allow_none=True)


class ClaimDetailSchema(ClaimSchema):
    """One claim with the parties' answers and its limit."""

    answers = fields.List(fields.Nested(AnswerSchema))
    limit_last_day = fields.Date(allow_none=True)


class MediatorPageSchema(Schema):
    """One page; `after` asks for the next."""

    items = fields.List(fields.Nested(MediatorSchema))
    after = fields.String(allow_none=True)


class ClaimPageSchema(Schema):
    """One page; `after` asks for the next."""

    items = fields.List(fields.Nested(ClaimSchema))
    after = fields.String(allow_none=True)


@blp.get("/mediators")
@page(Can.SEE_MEDIATORS)
@blp.response(200, MediatorPageSchema)
def mediators(work: Work) -> dict[str, Any]:
    """Mediators and applications that one may see, newest first."""
    found = mediators_page(work, "", request.args.get("after"))
    return {"items": [_mediator(one) for one in found.rows], "after": found.after}


@blp.get("/mediators/<string:ref>")
@page(Can.SEE_MEDIATOR, load=mediator_for)
@blp.response(200, MediatorSchema)
def mediator(work: Work, found: Mediator) -> dict[str, Any]:
    """One mediator."""
    return _mediator(found)


@blp.get("/listings/<string:ref>/claims")
@page(Can.SEE_CLAIMS, load=listing_for)
@blp.response(200, ClaimPageSchema)
def listing_claims(work: Work, listing: Listing) -> dict[str, Any]:
    """The claims on a listing, open ones first."""
    found = claims_to_compare(work, listing, request.args.get("after"))
    return {"items": [_claim(one) for one in found.rows], "after": found.after}


@blp.get("/my/claims")
@page(Can.SEE_OWN_CLAIMS)
@blp.response(200, ClaimPageSchema)
def my_claims(work: Work) -> dict[str, Any]:
    """One's own claims, newest first."""
    found = own_claims(work, request.args.get("after"))
    return {"items": [_claim(one) for one in found.rows], "after": found.after}


@blp.get("/claims/<string:ref>")
@page(Can.SEE_CLAIM, load=claim_for)
@blp.response(200, ClaimDetailSchema)
def claim(work: Work, found: Claim) -> dict[str, Any]:
    """One claim with what the parties said and its time limit."""
    limit = run_for(work, "claim_limit", found)
    said = latest_answers(work.session, found.id)
    answers = [
        {
            "party": party.public_id,
            "role": party.role,
            "answer": said[party.id].answer if party.id in said else None,
            "answered_on": said[party.id].answered_on if party.id in said else None,
        }
        for party in (active_parties(work.session, found.case_id) if found.proposed_at else [])
    ]
    return _claim(found) | {"answers": answers, "limit_last_day": limit.last_day if limit else None}


def _mediator(one: Mediator) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "display_name": one.display_name,
        "status": one.status,
        "committee": one.committee.name,
        "languages": one.languages,
        "categories": one.categories,
        "public_employee": one.public_employee,
    }


def _claim(one: Claim) -> dict[str, Any]:
    names = ("status", "plan_approach", "plan_days", "plan_visits", "received_at", "proposed_at", "granted_at")
    return {name: getattr(one, name) for name in (*names, "ended_at", "end_reason")} | {
        "id": one.public_id,
        "listing": one.listing.public_id,
        "mediator": one.mediator.public_id,
    }
