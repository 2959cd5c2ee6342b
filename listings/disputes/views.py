"""The other cases of a dispute on a case's page, and the register searched for one that belongs there."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from listings.cases.closed import refuse_closed
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for, responsible_units, towns
from listings.cases.vocabulary import CASE_STATE_LABELS, CATEGORY_LABELS, CaseState, Category
from listings.disputes.forms import CandidatesForm
from listings.disputes.queries import CandidateFilter, candidates_page, linked_cases
from listings.showing import CASE_TONES
from market.policy import Can, allowed
from market.web.edge import new_submission_key, page
from market.web.shell import Panel
from market.web.showing import day
from market.work import Work

bp = Blueprint("disputes", __name__)


@bp.get("/cases/<ref>/same-dispute")
@page(Can.EDIT_CASE, load=case_for)
def find(work: Work, case: PetitionCase) -> str:
    """The office's register, searched for a case of the same dispute; at first by the case's own place and category."""
    refuse_closed(case)
    alike = {"category": case.category, "town": case.place_town.public_id}
    form = CandidatesForm(request.args or MultiDict(alike))
    form.town.offer([(town.public_id, town.name_zh) for town in towns(work, [case.jurisdiction_id])])
    form.unit.offer([(unit.public_id, unit.name_zh) for unit in responsible_units(work, [case.jurisdiction_id])])
    form.validate()
    kept = {name: value for name, value in form.data.items() if value and not form[name].errors}
    found = candidates_page(work, case, CandidateFilter(**kept), request.args.get("after"))
    own_url = url_for("disputes.find", ref=case.public_id)
    return render_template(
        "listings/disputes/find.html",
        case=case,
        form=form,
        filtered=bool(request.args and kept),
        candidates=[_candidate(other) for other in found.rows],
        submission_key=new_submission_key(),
        all_url=url_for("disputes.find", ref=case.public_id, number=""),
        own_url=own_url,
        next_url=url_for("disputes.find", ref=case.public_id, **kept, after=found.after) if found.after else None,
    )


def _candidate(case: PetitionCase) -> dict[str, Any]:
    told = (
        gettext(CASE_STATE_LABELS[CaseState(case.status)]),
        gettext(CATEGORY_LABELS[Category(case.category)]),
        case.place_town.name_zh,
        case.responsible_department.name_zh,
        gettext("arose %(day)s", day=day(case.arose_on)),
        gettext("first petition %(day)s", day=day(case.first_petition_on)),
    )
    return {"ref": case.public_id, "number": case.petition_number, "told": " · ".join(told)}


def dispute_panel(work: Work, case: PetitionCase) -> Panel | None:
    """The linked cases, for the office alone: a mediator was given one case and sees no other."""
    if not allowed(work, Can.SEE_CASES, case):
        return None
    linked = linked_cases(work.session, case)
    if not linked:
        return None
    rows = [
        {
            "ref": other.public_id,
            "number": other.petition_number,
            "status": gettext(CASE_STATE_LABELS[CaseState(other.status)]),
            "tone": CASE_TONES[CaseState(other.status)],
        }
        for other in linked
    ]
    return Panel("listings/disputes/panel.html", {"rows": rows}, order=10)
