"""The floor's reads as JSON: agreements with their marks and the court's steps, and the text within an opening."""

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from agreements.confirmation.models import Confirmation
from agreements.confirmation.queries import confirmations_of
from agreements.confirmation.vocabulary import DECIDED, ConfirmationState
from agreements.dossier.views import application_of, asked_language, pdf
from agreements.drafting.documents import agreement_pdf, parties_of
from agreements.drafting.models import Agreement
from agreements.drafting.private import content_of
from agreements.drafting.queries import agreement_for, agreements_page
from agreements.signing.queries import Required, required_marks
from market.policy import Can, allowed
from market.web.edge import page
from market.work import Work

blp = Blueprint("agreements_api", __name__, description="Agreements and judicial confirmation")


class AgreementSchema(Schema):
    """An agreement without its text. Days are legal days in Beijing."""

    id = fields.String()
    status = fields.String()
    version = fields.Integer()
    listing = fields.String()
    claim = fields.String()
    drafted_at = fields.AwareDateTime()
    signing_opened_at = fields.AwareDateTime(allow_none=True)
    took_effect_on = fields.Date(allow_none=True)
    limit_last_day = fields.Date(allow_none=True)
    within_limit = fields.Boolean(allow_none=True)
    file_by = fields.Date(allow_none=True)
    frozen_hash = fields.String(allow_none=True)


class MarkSchema(Schema):
    """A mark that is needed; `id` is null while it is missing. A day to be verified is not shown to its verifier."""

    id = fields.String(allow_none=True)
    whose = fields.String()
    kind = fields.String()
    manner = fields.String(allow_none=True)
    signed_on = fields.Date(allow_none=True)
    verified = fields.Boolean()


class ConfirmationSchema(Schema):
    """An application for confirmation; the number is null for those who may not see it."""

    id = fields.String()
    status = fields.String()
    court = fields.String()
    filed_on = fields.Date()
    accepted_on = fields.Date(allow_none=True)
    ended_on = fields.Date(allow_none=True)
    outcome = fields.String(allow_none=True)
    ruled_on = fields.Date(allow_none=True)
    served_on = fields.Date(allow_none=True)
    ruling_number = fields.String(allow_none=True)


class AgreementDetailSchema(AgreementSchema):
    """One agreement with its marks and its applications."""

    marks = fields.List(fields.Nested(MarkSchema))
    confirmations = fields.List(fields.Nested(ConfirmationSchema))


class AgreementPageSchema(Schema):
    """One page; `after` asks for the next."""

    items = fields.List(fields.Nested(AgreementSchema))
    after = fields.String(allow_none=True)


class TermSchema(Schema):
    """One obligation; `amount_fen` in fen."""

    who = fields.String()
    what = fields.String()
    amount_fen = fields.Integer(allow_none=True)
    by = fields.Date(allow_none=True)
    how = fields.String()


class NamedPartySchema(Schema):
    """A party as the paper names it."""

    ref = fields.String()
    role = fields.String()
    kind = fields.String()
    name = fields.String()


class TextSchema(Schema):
    """What the agreement states."""

    facts = fields.String()
    issues = fields.String()
    responsibility = fields.String()
    terms = fields.List(fields.Nested(TermSchema))
    manner = fields.String()
    time_limit = fields.String()
    copies = fields.Integer()
    parties = fields.List(fields.Nested(NamedPartySchema))


@blp.get("/agreements")
@page(Can.SEE_AGREEMENT)
@blp.response(200, AgreementPageSchema)
def agreements(work: Work) -> dict[str, Any]:
    """The agreements that one may see, newest first."""
    found = agreements_page(work, "", request.args.get("after"))
    return {"items": [_agreement(one) for one in found.rows], "after": found.after}


@blp.get("/agreements/<string:ref>")
@page(Can.SEE_AGREEMENT, load=agreement_for)
@blp.response(200, AgreementDetailSchema)
def agreement(work: Work, found: Agreement) -> dict[str, Any]:
    """One agreement with its marks and what the court did."""
    return _agreement(found) | {
        "marks": [_mark(work, one) for one in required_marks(work.session, found)],
        "confirmations": [_confirmation(work, one) for one in confirmations_of(work.session, found)],
    }


@blp.get("/agreements/<string:ref>/text")
@page(Can.READ_AGREEMENT, load=agreement_for)
@blp.response(200, TextSchema)
def agreement_text(work: Work, found: Agreement) -> dict[str, Any]:
    """The text, within an opening in force."""
    content = content_of(work, found)
    names = ("facts", "issues", "responsibility", "terms", "manner", "time_limit", "copies")
    return {name: getattr(content, name) for name in names} | {"parties": parties_of(work, found, content)}


@blp.get("/agreements/<string:ref>/agreement.pdf")
@page(Can.READ_AGREEMENT, load=agreement_for)
@blp.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
def agreement_download(work: Work, found: Agreement) -> Response:
    """The agreement as PDF, within an opening in force."""
    return pdf(agreement_pdf(work, found, asked_language()), "agreement", found)


@blp.get("/agreements/<string:ref>/application.pdf")
@page(Can.READ_AGREEMENT, load=agreement_for)
@blp.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
def application_download(work: Work, found: Agreement) -> Response:
    """The joint application for confirmation as PDF, within an opening in force."""
    return pdf(application_of(work, found), "application", found)


def _agreement(one: Agreement) -> dict[str, Any]:
    names = (
        "status", "version", "drafted_at", "signing_opened_at", "took_effect_on", "limit_last_day", "within_limit",
        "file_by", "frozen_hash",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names} | {
        "id": one.public_id,
        "listing": one.listing.public_id,
        "claim": one.claim.public_id,
    }


def _mark(work: Work, required: Required) -> dict[str, Any]:
    mark = required.mark
    shown = mark is not None and (required.is_verified or not allowed(work, Can.VERIFY_MARK, mark))
    return {
        "id": mark.public_id if mark else None,
        "whose": required.ref,
        "kind": required.kind.value,
        "manner": mark.manner if mark else None,
        "signed_on": mark.signed_on if mark and shown else None,
        "verified": required.is_verified,
    }


def _confirmation(work: Work, one: Confirmation) -> dict[str, Any]:
    verified = ConfirmationState(one.status) in DECIDED
    number = one.ruling_number if verified and allowed(work, Can.SEE_RULING, one) else None
    return {
        "id": one.public_id,
        "status": one.status,
        "court": one.court_name,
        "filed_on": one.filed_on,
        "accepted_on": one.accepted_on,
        "ended_on": one.ended_on,
        "outcome": one.outcome if verified else None,
        "ruled_on": one.ruled_on if verified else None,
        "served_on": one.served_on if verified else None,
        "ruling_number": number,
    }
