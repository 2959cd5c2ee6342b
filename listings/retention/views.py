"""Until when personal data is kept: the list of closed cases, each case's own panel, and what waits for somebody."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from listings.cases.models import PetitionCase
from listings.proposals.queries import last_proposal
from listings.proposals.views import deciding_steps, waiting_group
from listings.retention.lifecycle import ERASURE_STATE_LABELS
from listings.retention.models import Erasure, ErasureState
from listings.retention.queries import (
    Keeping,
    due_cases,
    keeping_of,
    keepings,
    keepings_page,
)
from market.actor import OFFICE
from market.policy import Can, allowed
from market.text import N_
from market.web.deeds import StepButton
from market.web.edge import page
from market.web.shell import LONGEST_GROUP, Panel, WorkGroup, WorkRow
from market.web.showing import day
from market.work import Work

bp = Blueprint("retention", __name__)


@bp.get("/retention")
@page(Can.SEE_CASES)
def index(work: Work) -> str:
    """The closed cases, the one closed longest ago first, and how it stands with their personal data."""
    found = keepings_page(work, request.args.get("after"))
    return render_template(
        "listings/retention/index.html",
        cases=[_row(keeping) for keeping in keepings(work, found.rows)],
        next_url=url_for("retention.index", after=found.after) if found.after else None,
    )


def retention_panel(work: Work, case: PetitionCase) -> Panel | None:
    """On the page of a closed case: until when its personal data is kept, and what can be done about it."""
    keeping = keeping_of(work, case)
    if keeping is None or keeping.erased_at is not None or not allowed(work, Can.SEE_CASES, case):
        return None
    state, tone = _state_of(keeping)
    last = last_proposal(work.session, Erasure, case)
    refusal = last if last is not None and last.status == ErasureState.REFUSED else None
    context = {"keeping": keeping, "refusal": refusal, "state": state, "tone": tone, "steps": _steps(work, keeping)}
    return Panel("listings/retention/panel.html", context, order=60)


def retention_work(work: Work) -> list[WorkGroup]:
    """Cases whose personal data's time is over, and erasures that wait for a second person."""
    return [
        waiting_group(work, Erasure, N_("Erasures of personal data to decide")),
        WorkGroup(
            N_("Cases whose personal data may be erased"),
            [
                WorkRow(case.petition_number, "cases.show", case.public_id)
                for case in due_cases(work, work.actor.serves(*OFFICE), LONGEST_GROUP)
            ],
        ),
    ]


def _row(keeping: Keeping) -> list[Any]:
    state, tone = _state_of(keeping)
    case = keeping.case
    return [
        {"text": case.petition_number, "url": url_for("cases.show", ref=case.public_id)},
        {"text": state, "tone": tone},
        day(keeping.kept_until),
        day(case.closed_at),
    ]


def _state_of(keeping: Keeping) -> tuple[str, str]:
    if keeping.erased_at is not None:
        return gettext("Erased on %(day)s", day=day(keeping.erased_at)), "muted"
    if keeping.hold is not None:
        return gettext("A hold keeps it"), "danger"
    if keeping.proposal is not None:
        return gettext(ERASURE_STATE_LABELS[ErasureState.PROPOSED]), "waiting"
    if keeping.is_due:
        return gettext("May be erased"), "waiting"
    return gettext("Kept"), "active"


def _steps(work: Work, keeping: Keeping) -> list[StepButton]:
    case, offered = keeping.case, list[StepButton]()
    if keeping.proposal is not None:
        erase = (N_("Erase the personal data for good"), "retention.confirm")
        refuse, free = (N_("Refuse the erasure"), "retention.refuse"), keeping.hold is None
        offered += deciding_steps(work, keeping.proposal, Can.DECIDE_ERASURE, erase, refuse, confirmable=free)
    if keeping.may_be_proposed and allowed(work, Can.PROPOSE_ERASURE, case):
        offered.append(_step(N_("Propose to erase the personal data"), "retention.propose", case.public_id))
    if keeping.hold is not None and allowed(work, Can.LIFT_HOLD, keeping.hold):
        offered.append(_step(N_("Lift the hold"), "retention.lift", keeping.hold.public_id))
    if keeping.hold is None and allowed(work, Can.HOLD_DATA, case):
        offered.append(_step(N_("Keep the personal data for a reason"), "retention.hold", case.public_id))
    return offered


def _step(label: str, endpoint: str, ref: str) -> StepButton:
    return StepButton(gettext(label), url_for(endpoint, ref=ref), primary=False, danger=False)
