"""Opening a year and putting money into its lines; what a paper says becomes money only when another approves it."""

from typing import Any

from market.lifecycle import lock
from market.notifications.services import notify
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work
from payouts.budget.lifecycle import BUDGET_PAPER
from payouts.budget.models import BudgetPaper, FiscalYear, PaperKind, PaperState
from payouts.budget.queries import open_year as open_year
from payouts.budget.queries import year_row
from payouts.ledger.postings import post
from payouts.ledger.vocabulary import BudgetLine
from payouts.notices import approvers

PAGE = "budget.paper"


def open_budget_year(work: Work, *, jurisdiction_id: str, year: int) -> FiscalYear:
    """Open a budget year. Raises Invalid for one that is open already, or too far from the present."""
    if not abs(year - work.today.year) <= 1:
        raise Invalid("budget.year_far", field="year", this_year=work.today.year)
    if year_row(work, jurisdiction_id, year) is not None:
        raise Invalid("budget.year_is_open", field="year", year=year)
    opened = FiscalYear(
        jurisdiction_id=jurisdiction_id, year=year, opened_at=work.now, opened_by_id=work.actor.person_id
    )
    demand(work, Can.PREPARE_BUDGET, opened)
    work.session.add(opened)
    work.session.flush()
    work.tell("budget.year_opened", opened, fiscal_year=year)
    return opened


def prepare_paper(
    work: Work, year: FiscalYear, *, kind: str, line: str, amount_fen: int, document_number: str, note: str
) -> BudgetPaper:
    """Prepare a paper for a line of a year; it moves nothing yet. Raises Refused budget.year_closed."""
    demand(work, Can.PREPARE_BUDGET, year)
    if open_year(work, year.jurisdiction_id, year.year) is None:
        raise Refused("budget.year_closed", fiscal_year=year.year)
    paper = BudgetPaper(
        jurisdiction_id=year.jurisdiction_id,
        fiscal_year=year.year,
        kind=PaperKind(kind).value,
        line=BudgetLine(line).value,
        amount_fen=amount_fen,
        document_number=document_number.strip(),
        note=note,
        prepared_at=work.now,
        prepared_by_id=work.actor.person_id,
    )
    work.session.add(paper)
    work.session.flush()
    work.tell("budget.paper_prepared", paper, **_facts(paper))
    notify(
        work, approvers(work, paper.jurisdiction_id), "paper_to_decide", PAGE, paper.public_id,
        number=paper.document_number, amount_fen=paper.amount_fen,
    )  # fmt: skip
    return paper


def approve_paper(work: Work, paper: BudgetPaper) -> BudgetPaper:
    """Approve a paper that another prepared: its money is available from now. Raises Refused budget.year_closed."""
    year_closed = open_year(work, paper.jurisdiction_id, paper.fiscal_year) is None
    BUDGET_PAPER.apply(work, "approve", paper, year_closed=year_closed, **_facts(paper))
    notify(work, [paper.prepared_by_id], "paper_approved", PAGE, paper.public_id, number=paper.document_number)
    return paper


def reject_paper(work: Work, paper: BudgetPaper, *, reason: str) -> BudgetPaper:
    """Reject a paper that another prepared, with the reason."""
    lock(work, paper)
    if paper.status == PaperState.PREPARED:
        paper.reason = reason
    BUDGET_PAPER.apply(work, "reject", paper, reason=reason, **_facts(paper))
    notify(work, [paper.prepared_by_id], "paper_rejected", PAGE, paper.public_id, number=paper.document_number)
    return paper


def appropriate(work: Work, paper: BudgetPaper, facts: Any) -> None:
    """Hears "budget.appropriated": the paper's money comes into its line."""
    post(
        work,
        "budget.appropriated",
        jurisdiction_id=paper.jurisdiction_id,
        fiscal_year=paper.fiscal_year,
        line=paper.line,
        amounts={"amount": paper.amount_fen},
        key=f"paper:{paper.public_id}",
    )


def _facts(paper: BudgetPaper) -> dict[str, Any]:
    return {"fiscal_year": paper.fiscal_year, "line": paper.line, "amount_fen": paper.amount_fen}
