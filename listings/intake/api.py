"""Imports for the office's programs: counts and the places of errors, never what stood there."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import fields, validate

from listings.intake.models import CaseImport
from listings.intake.queries import faults_page, import_for
from listings.intake.views import sentence
from market.policy import Can
from market.web.edge import page
from market.web.schemas import Strict
from market.work import Work

bp = Blueprint("imports_api", __name__, description="Workbooks of cases")


class ImportQuery(Strict):
    """`after` is the mark of the next page of errors."""

    after = fields.String(load_default="", validate=validate.Length(max=300))


class ImportFaultSchema(Strict):
    """A place in the workbook, as the spreadsheet counts, and one sentence."""

    sheet = fields.String()
    row = fields.Integer()
    column = fields.String(allow_none=True)
    code = fields.String()
    sentence = fields.String()


class CaseImportSchema(Strict):
    """Rows are rows of cases."""

    ref = fields.String()
    status = fields.String()
    rows_total = fields.Integer()
    rows_valid = fields.Integer()
    rows_known = fields.Integer()
    rows_faulty = fields.Integer()
    rows_done = fields.Integer()
    cases_made = fields.Integer()
    errors = fields.List(fields.Nested(ImportFaultSchema))
    after = fields.String(allow_none=True)


@bp.route("/imports/<string:ref>", methods=["GET"])
@bp.arguments(ImportQuery, location="query", as_kwargs=True)
@bp.response(200, CaseImportSchema)
@page(Can.SEE_IMPORTS, load=import_for)
def import_in_full(work: Work, subject: CaseImport, after: str) -> dict[str, Any]:
    """One workbook with a page of its errors, by sheet, row and column."""
    found = faults_page(work, subject, after)
    counts = ("status", "rows_total", "rows_valid", "rows_known", "rows_faulty", "rows_done", "cases_made")
    return {name: getattr(subject, name) for name in counts} | {
        "ref": subject.public_id,
        "errors": [
            {
                "sheet": fault.sheet,
                "row": fault.sheet_row,
                "column": fault.letters,
                "code": fault.code,
                "sentence": sentence(fault),
            }
            for fault in found.rows
        ],
        "after": found.after,
    }
