"""What finance does with the budget, each told once for the page and the API."""

from typing import Any

from sqlalchemy import select

from market.actor import Role
from market.people.models import Jurisdiction
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.web.showing import worded, yuan
from market.work import Work
from payouts.budget import services
from payouts.budget.forms import OpenYearForm, PaperForm, RejectForm
from payouts.budget.lifecycle import BUDGET_PAPER
from payouts.budget.models import PAPER_KIND_LABELS, BudgetPaper, FiscalYear, PaperKind, YearState
from payouts.budget.queries import paper_for, year_for
from payouts.ledger.vocabulary import LINE_LABELS, BudgetLine


def offer_banners(work: Work, subject: None, form: Any) -> None:
    """The banners whose budget the actor prepares; this year to begin with."""
    served = work.actor.serves(Role.FINANCE_PREPARER)
    banners = work.session.scalars(select(Jurisdiction).where(Jurisdiction.id.in_(served)).order_by(Jurisdiction.id))
    form.jurisdiction_id.offer([(banner.id, banner.name_zh) for banner in banners])
    if form.jurisdiction_id.data is None and len(served) == 1:
        form.jurisdiction_id.data = next(iter(served))
    if form.year.typed is None:
        form.year.data = work.today.year


def is_open(work: Work, year: FiscalYear) -> bool:
    """The year still takes papers."""
    return year.status == YearState.OPEN


def what_it_says(work: Work, paper: BudgetPaper) -> list[tuple[str, Any]]:
    """The paper in rows, beside the form that decides it."""
    return [
        (worded(N_("What the paper does")), worded(PAPER_KIND_LABELS[PaperKind(paper.kind)])),
        (worded(N_("Year")), paper.fiscal_year),
        (worded(N_("Budget line")), worded(LINE_LABELS[BudgetLine(paper.line)])),
        (worded(N_("Amount")), yuan(paper.amount_fen)),
        (worded(N_("Document number")), paper.document_number),
        (worded(N_("Prepared by")), paper.prepared_by.display_name),
        (worded(N_("Note")), paper.note),
    ]


DEEDS = [
    Deed(
        "budget.open_year", "/budget/years/new", Can.PREPARE_BUDGET, OpenYearForm, services.open_budget_year,
        title=N_("Open a budget year"), submit=N_("Open the year"), then="budget.show", prepare=offer_banners,
        lead=N_("A year begins empty; budget papers bring its money."), done=N_("The budget year is open."),
    ),
    Deed(
        "budget.prepare_paper", "/budget/<ref>/papers/new", Can.PREPARE_BUDGET, PaperForm, services.prepare_paper,
        title=N_("Prepare a budget paper"), submit=N_("Hand in for approval"), then="budget.paper", load=year_for,
        lead=N_("Its money is available once another person has approved it (Budget Law 13)."), on=FiscalYear,
        possible=is_open, closed="budget.year_not_open", primary=True, back="budget.show",
        done=N_("The paper waits for approval."),
    ),
    Deed(
        "budget.approve_paper", "/budget/papers/<ref>/approve", Can.APPROVE_BUDGET, NothingForm,
        services.approve_paper, title=N_("Approve the paper"), submit=N_("Approve"), then="budget.paper",
        load=paper_for, lifecycle=BUDGET_PAPER, step="approve", primary=True, summary=what_it_says,
        lead=N_("Compare it with the document. Its money is available at once."), done=N_("The money is available."),
    ),
    Deed(
        "budget.reject_paper", "/budget/papers/<ref>/reject", Can.APPROVE_BUDGET, RejectForm, services.reject_paper,
        title=N_("Reject the paper"), submit=N_("Reject"), then="budget.paper", load=paper_for,
        lifecycle=BUDGET_PAPER, step="reject", danger=True, summary=what_it_says, done=N_("The paper is rejected."),
    ),
]  # fmt: skip
