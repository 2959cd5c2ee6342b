"""The other cases of a dispute on a case's page, and the register searched for one that belongs there."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from listings.cases.closed import refuse_closed
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for, responsible_units, towns
from listings.cases.vocabulary import CASE_STATE_LABELS, CATEGORY_LABELS, CaseState, Category
from listings.disputes.forms import CandidatesForm
from listings.disputes.meaning import what_linking_means, which_drafts_wait
from listings.disputes.models import Separation, SeparationState
from listings.disputes.queries import (
    cases_with_draft,
    linked_cases,
    why_not_separated,
    with_reward,
)
from listings.disputes.queries_candidates import (
    CandidateFilter,
    candidates_page,
    candidates_sharing,
    compared,
)
from listings.proposals.queries import last_proposal
from listings.proposals.views import deciding_steps, waiting_group
from listings.showing import CASE_TONES
from market.policy import Can, allowed
from market.text import N_
from market.vault.queries import has_opening
from market.web.deeds import StepButton
from market.web.edge import new_submission_key, page
from market.web.shell import Panel, WorkGroup
from market.web.showing import day
from market.work import Work

bp = Blueprint("disputes", __name__)

SHARED_LABELS = {
    "id_number": N_("A party has the same ID number or social credit code"),
    "phone": N_("A party has the same phone"),
}


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
    wanted, after = CandidateFilter(**kept), request.args.get("after")
    shared = compared(work, case)
    sharing = candidates_sharing(work, case, wanted if request.args else CandidateFilter(), shared or {})
    found = candidates_page(work, case, wanted, after, leave_out=[one.id for one in sharing])
    shown = [*([] if after else sharing), *found.rows]
    own_url = url_for("disputes.find", ref=case.public_id)
    return render_template(
        "listings/disputes/find.html",
        case=case,
        form=form,
        filtered=bool(request.args and kept),
        candidates=_candidates(work, case, shown, shared or {}),
        opened=has_opening(work, case),
        compared=shared is not None,
        none_share=shared == {},
        sharing_linked=[one.petition_number for one in linked_cases(work.session, case) if one.id in (shared or {})],
        warning=what_linking_means(work, case),
        drafts=which_drafts_wait(work, case),
        submission_key=new_submission_key(),
        comparison_key=new_submission_key(),
        all_url=url_for("disputes.find", ref=case.public_id, number=""),
        own_url=own_url,
        next_url=url_for("disputes.find", ref=case.public_id, **kept, after=found.after) if found.after else None,
    )


def _candidates(
    work: Work, case: PetitionCase, shown: Sequence[PetitionCase], shared: Mapping[int, set[str]]
) -> list[dict[str, Any]]:
    rewarded = with_reward(work.session, [case.dispute_id, *(one.dispute_id for one in shown)])
    drafted = cases_with_draft(work.session, [one.dispute_id for one in shown])
    return [
        _candidate(
            one, shared.get(one.id, set()), rewarded & {case.dispute_id, one.dispute_id}, is_drafted=one in drafted
        )
        for one in shown
    ]


def _candidate(case: PetitionCase, shared: set[str], rewarded: set[str], *, is_drafted: bool) -> dict[str, Any]:
    told = (
        *([gettext("no second reward once linked")] if rewarded else []),
        *([gettext("a draft is on its way to the board")] if is_drafted else []),
        gettext(CASE_STATE_LABELS[CaseState(case.status)]),
        gettext(CATEGORY_LABELS[Category(case.category)]),
        case.place_town.name_zh,
        case.responsible_department.name_zh,
        gettext("arose %(day)s", day=day(case.arose_on)),
        gettext("first petition %(day)s", day=day(case.first_petition_on)),
    )
    return {
        "ref": case.public_id,
        "number": case.petition_number,
        "told": " · ".join(told),
        "shared": [gettext(words) for purpose, words in SHARED_LABELS.items() if purpose in shared],
    }


def dispute_panel(work: Work, case: PetitionCase) -> Panel | None:
    """The linked cases, for the office alone: a mediator was given one case and sees no other. A proposal to take the
    case out that waits, or why the last one was refused, is shown even where every other case has left meanwhile."""
    if not allowed(work, Can.SEE_CASES, case):
        return None
    linked = linked_cases(work.session, case)
    last = last_proposal(work.session, Separation, case)
    proposal = last if last is not None and last.waits else None
    refusal = last if last is not None and last.status == SeparationState.REFUSED else None
    if not linked and proposal is None and refusal is None:
        return None
    separable = why_not_separated(work.session, case) is None
    rows = [
        {
            "ref": other.public_id,
            "number": other.petition_number,
            "status": gettext(CASE_STATE_LABELS[CaseState(other.status)]),
            "tone": CASE_TONES[CaseState(other.status)],
        }
        for other in linked
    ]
    steps = _steps(work, proposal, separable) if proposal else []
    context = {"rows": rows, "proposal": proposal, "refusal": refusal, "separable": separable, "steps": steps}
    return Panel("listings/disputes/panel.html", context, order=10)


def separation_work(work: Work) -> list[WorkGroup]:
    """Cases that somebody proposed to take out of their dispute, for another person to decide; why is told there."""
    title = N_("Cases to take out of their dispute, to decide")
    return [waiting_group(work, Separation, title, lambda one: gettext(CATEGORY_LABELS[Category(one.case.category)]))]


def _steps(work: Work, proposal: Separation, separable: bool) -> list[StepButton]:
    take_out = (N_("Take the case out of the dispute"), "disputes.confirm_separation")
    keep = (N_("Keep the case in the dispute"), "disputes.refuse_separation")
    return deciding_steps(work, proposal, Can.DECIDE_SEPARATION, take_out, keep, confirmable=separable)
