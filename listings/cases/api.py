"""Cases for the office's programs; personal data is not given here at all."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields, validate

from listings.cases.models import PetitionCase
from listings.cases.queries import CaseFilter, active_parties, case_for, cases_page
from listings.cases.vocabulary import CaseClass, CaseState, Category
from listings.consents.queries import latest_consents
from listings.mediability.queries import answers_of
from market.policy import Can, allowed
from market.web.edge import page
from market.web.schemas import Strict
from market.work import Work

GRADED = ("difficulty", "merit", "close_code")
REASONS = ("difficulty_reason", "merit_reason", "class_reason", "close_note")  # the office's own

bp = Blueprint("cases_api", __name__, description="Cases of the office")


class CasesQuery(Strict):
    """The filters of the list; `after` is the mark of the next page."""

    number = fields.String(load_default="", validate=validate.Length(max=40))
    status = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in CaseState)]))
    case_class = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in CaseClass)]))
    category = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in Category)]))
    town = fields.String(load_default="", validate=validate.Length(max=16))
    after = fields.String(load_default="", validate=validate.Length(max=300))


class CaseSchema(Strict):
    """A case without personal data. Money in fen; days are legal days in Beijing."""

    ref = fields.String()
    petition_number = fields.String()
    status = fields.String()
    case_class = fields.String(allow_none=True)
    category = fields.String()
    town = fields.String()
    responsible_unit = fields.String()
    arose_on = fields.Date()
    first_petition_on = fields.Date()
    amount_in_dispute_fen = fields.Integer(allow_none=True)
    languages = fields.List(fields.String())


class PartySchema(Strict):
    ref = fields.String()
    role = fields.String()
    kind = fields.String()
    consent = fields.String(allow_none=True)


class CaseInFull(CaseSchema):
    parties = fields.List(fields.Nested(PartySchema))
    difficulty = fields.String(allow_none=True)
    difficulty_reason = fields.String()
    merit = fields.String(allow_none=True)
    merit_reason = fields.String()
    class_reason = fields.String()
    close_code = fields.String(allow_none=True)
    close_note = fields.String()
    gate = fields.Dict(keys=fields.String(), values=fields.Boolean())


class CasesPage(Strict):
    cases = fields.List(fields.Nested(CaseSchema))
    after = fields.String(allow_none=True)


@bp.route("/cases", methods=["GET"])
@bp.arguments(CasesQuery, location="query", as_kwargs=True)
@bp.response(200, CasesPage)
@page(Can.SEE_CASES)
def cases(work: Work, after: str, **wanted: str) -> dict[str, Any]:
    """One page of the office's cases."""
    found = cases_page(work, CaseFilter(**wanted), after)
    return {"cases": [_told(case) for case in found.rows], "after": found.after}


@bp.route("/cases/<string:ref>", methods=["GET"])
@bp.response(200, CaseInFull)
@page(Can.SEE_CASE, load=case_for)
def case_in_full(work: Work, case: PetitionCase) -> dict[str, Any]:
    """One case with its grades, its parties' roles and answers, and which mediability questions bar it."""
    consents = latest_consents(work.session, case.id)
    office = allowed(work, Can.SEE_CASES, case)
    return _told(case) | {
        "parties": [
            {
                "ref": party.public_id,
                "role": party.role,
                "kind": party.kind,
                "consent": consents[party.id].answer if party.id in consents else None,
            }
            for party in active_parties(work.session, case.id)
        ],
        **{column: getattr(case, column) for column in GRADED},
        **{column: getattr(case, column) if office else "" for column in REASONS},
        "gate": _gate(work, case) if office else {},
    }


def _gate(work: Work, case: PetitionCase) -> dict[str, bool]:
    """Which mediability questions bar it."""
    return {code: answer.bars for code, answer in answers_of(work.session, case.id).items()}


def _told(case: PetitionCase) -> dict[str, Any]:
    return {
        "ref": case.public_id,
        "petition_number": case.petition_number,
        "status": case.status,
        "case_class": case.case_class,
        "category": case.category,
        "town": case.place_town.name_zh,
        "responsible_unit": case.responsible_department.name_zh,
        "arose_on": case.arose_on,
        "first_petition_on": case.first_petition_on,
        "amount_in_dispute_fen": case.amount_in_dispute_fen,
        "languages": case.languages,
    }
