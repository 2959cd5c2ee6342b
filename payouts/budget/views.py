"""Finance's pages of the budget: at a glance, on any day, and down to every entry."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from market.calendar import end_of_day
from market.policy import Can
from market.refusals import Missing
from market.text import N_
from market.web.deeds import DEEDS, deeds_for
from market.web.edge import page
from market.web.shell import WorkGroup, WorkRow
from market.web.showing import day, yuan
from market.work import Work
from payouts.budget.deeds import what_it_says
from payouts.budget.forms import AsOfForm, JournalForm
from payouts.budget.models import PAPER_STATE_LABELS, BudgetPaper, FiscalYear, PaperState
from payouts.budget.queries import paper_for, papers_of, papers_to_decide, year_for, year_row, years
from payouts.ledger.queries import Balances, balances_by_line, journal, total
from payouts.ledger.views import posting_row
from payouts.ledger.vocabulary import KIND_LABELS, LINE_LABELS, AccountKind, BudgetLine

bp = Blueprint("budget", __name__)
COLUMNS = (
    AccountKind.APPROPRIATED,
    AccountKind.ENCUMBERED,
    AccountKind.PAYABLE,
    AccountKind.IN_TRANSIT,
    AccountKind.PAID,
    AccountKind.WITHHELD_TAX,
    AccountKind.AVAILABLE,
)
GLANCE = (AccountKind.APPROPRIATED, AccountKind.ENCUMBERED, AccountKind.PAID, AccountKind.AVAILABLE)
PAPER_TONES = {PaperState.PREPARED: "waiting", PaperState.APPROVED: "success", PaperState.REJECTED: "muted"}


@bp.get("/budget")
@page(Can.SEE_BUDGET)
def index(work: Work) -> str:
    """The budget years, each with its figures."""
    rows = []
    for year in years(work):
        sums = total(balances_by_line(work, year.jurisdiction_id, year.year).values())
        rows.append(
            [{"text": str(year.year), "url": url_for("budget.show", ref=year.public_id)}]
            + [yuan(sums[kind]) for kind in COLUMNS]
        )
    deed = DEEDS.all["budget.open_year"]
    return render_template(
        "payouts/budget/index.html",
        columns=[gettext("Year"), *_money_columns()],
        rows=rows,
        open_url=url_for(deed.name) if deed.is_open(work, None) else None,
    )


@bp.get("/budget/<ref>")
@page(Can.SEE_BUDGET, load=year_for)
def show(work: Work, year: FiscalYear) -> str:
    """One year at a glance, now or as it stood at the end of a day."""
    form = AsOfForm(request.args)
    on: date | None = form.on.data if form.validate() else None
    lines = balances_by_line(work, year.jurisdiction_id, year.year, at=_end(on))
    rows = [_line_row(year, line, lines[line]) for line in lines]
    sums = total(lines.values())
    papers = papers_of(work, year, request.args.get("after"))
    if rows:
        rows.append([gettext("Together"), *(yuan(sums[kind]) for kind in COLUMNS)])
    return render_template(
        "payouts/budget/show.html",
        year=year,
        form=form,
        on=on,
        figures=[(gettext(KIND_LABELS[kind]), yuan(sums[kind])) for kind in GLANCE],
        columns=[gettext("Budget line"), *_money_columns()],
        rows=rows,
        papers=[_paper_row(paper) for paper in papers.rows],
        next_url=url_for("budget.show", ref=year.public_id, on=on, after=papers.after) if papers.after else None,
        steps=deeds_for(work, year),
    )


@bp.get("/budget/<ref>/journal", endpoint="journal")
@page(Can.SEE_BUDGET, load=year_for)
def journal_of_year(work: Work, year: FiscalYear) -> str:
    """Every posting of a year, newest first."""
    form = JournalForm(request.args)
    ok = form.validate()
    line, kind = (form.line.data, form.kind.data) if ok else (None, None)
    found, before = journal(
        work, year.jurisdiction_id, year.year, line=line, kind=kind, before=_mark(request.args.get("before"))
    )
    return render_template(
        "payouts/budget/journal.html",
        year=year,
        form=form,
        filtered=bool(line or kind),
        rows=[posting_row(posting) for posting in found],
        next_url=url_for("budget.journal", ref=year.public_id, line=line, kind=kind, before=before) if before else None,
    )


@bp.get("/budget/papers/<ref>")
@page(Can.SEE_BUDGET, load=paper_for)
def paper(work: Work, paper: BudgetPaper) -> str:
    """One budget paper."""
    state = PaperState(paper.status)
    rows = what_it_says(work, paper)
    if paper.decided_by is not None:
        rows += [
            (gettext("Decided by"), paper.decided_by.display_name),
            (gettext("Decided on"), day(paper.decided_at)),
            (gettext("Reason"), paper.reason),
        ]
    return render_template(
        "payouts/budget/paper.html",
        paper=paper,
        rows=rows,
        state_label=gettext(PAPER_STATE_LABELS[state]),
        tone=PAPER_TONES[state],
        year=year_row(work, paper.jurisdiction_id, paper.fiscal_year),
        steps=deeds_for(work, paper),
    )


def budget_work(work: Work) -> list[WorkGroup]:
    """What waits for an approver: budget papers that another prepared."""
    rows = [
        WorkRow(paper.document_number, "budget.paper", paper.public_id, yuan(paper.amount_fen))
        for paper in papers_to_decide(work)
    ]
    return [WorkGroup(N_("Budget papers to decide"), rows)]


def _money_columns() -> list[dict[str, Any]]:
    return [{"label": gettext(KIND_LABELS[kind]), "numeric": True} for kind in COLUMNS]


def _line_row(year: FiscalYear, line: BudgetLine, sums: Balances) -> list[Any]:
    def cell(kind: AccountKind) -> dict[str, str]:
        url = url_for("budget.journal", ref=year.public_id, line=line.value, kind=kind.value)
        return {"text": yuan(sums[kind]), "url": url}

    return [gettext(LINE_LABELS[line]), *(cell(kind) for kind in COLUMNS)]


def _paper_row(paper: BudgetPaper) -> list[Any]:
    state = PaperState(paper.status)
    return [
        {"text": paper.document_number, "url": url_for("budget.paper", ref=paper.public_id)},
        gettext(LINE_LABELS[BudgetLine(paper.line)]),
        yuan(paper.amount_fen),
        paper.prepared_by.display_name,
        {"text": gettext(PAPER_STATE_LABELS[state]), "tone": PAPER_TONES[state]},
    ]


def _end(on: date | None) -> datetime | None:
    return None if on is None else end_of_day(on)


def _mark(given: str | None) -> int | None:
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) < 19):
        raise Missing()
    return int(given)
