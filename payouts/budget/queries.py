"""Budget years and papers, each found only within the jurisdictions whose money the actor may see."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from listings.paging import Page, page_of
from market.actor import Role
from market.refusals import Missing
from market.work import Work
from payouts.budget.models import BudgetPaper, FiscalYear, PaperState, YearState

WATCHING = (Role.FINANCE_PREPARER, Role.FINANCE_APPROVER, Role.AUDITOR)


def watched(work: Work) -> list[str]:
    """The jurisdictions whose budget and payouts the actor may see."""
    return sorted(work.actor.serves(*WATCHING))


def years(work: Work) -> Sequence[FiscalYear]:
    """The budget years the actor may see, the latest first."""
    query = select(FiscalYear).where(FiscalYear.jurisdiction_id.in_(watched(work)))
    return work.session.scalars(query.order_by(FiscalYear.year.desc(), FiscalYear.jurisdiction_id)).all()


def year_for(work: Work, ref: str) -> FiscalYear:
    """A budget year by its public id. Raises Missing."""
    found = work.session.scalars(
        select(FiscalYear).where(FiscalYear.public_id == ref, FiscalYear.jurisdiction_id.in_(watched(work)))
    ).one_or_none()
    if found is None:
        raise Missing()
    return found


def open_year(work: Work, jurisdiction_id: str, year: int) -> FiscalYear | None:
    """A budget year from which money can be promised: opened and not closed."""
    found = year_row(work, jurisdiction_id, year)
    return found if found is not None and found.status == YearState.OPEN else None


def year_row(work: Work, jurisdiction_id: str, year: int) -> FiscalYear | None:
    """The row of a budget year, open or closed."""
    return work.session.scalars(
        select(FiscalYear).where(FiscalYear.jurisdiction_id == jurisdiction_id, FiscalYear.year == year)
    ).one_or_none()


def paper_for(work: Work, ref: str) -> BudgetPaper:
    """A budget paper by its public id. Raises Missing."""
    found = work.session.scalars(
        select(BudgetPaper).where(BudgetPaper.public_id == ref, BudgetPaper.jurisdiction_id.in_(watched(work)))
    ).one_or_none()
    if found is None:
        raise Missing()
    return found


def papers_of(work: Work, year: FiscalYear, after: str | None = None) -> Page[BudgetPaper]:
    """A page of the papers of a year, newest first."""
    query = (
        select(BudgetPaper)
        .where(BudgetPaper.jurisdiction_id == year.jurisdiction_id, BudgetPaper.fiscal_year == year.year)
        .options(joinedload(BudgetPaper.prepared_by))
    )
    return page_of(work.session, query, [BudgetPaper.id], after)


def papers_to_decide(work: Work, limit: int = 50) -> Sequence[BudgetPaper]:
    """Papers that wait for this approver, those of their own making left out."""
    return work.session.scalars(
        select(BudgetPaper)
        .where(
            BudgetPaper.jurisdiction_id.in_(work.actor.serves(Role.FINANCE_APPROVER)),
            BudgetPaper.status == PaperState.PREPARED.value,
            BudgetPaper.prepared_by_id != work.actor.person_id,
        )
        .order_by(BudgetPaper.id)
        .limit(limit)
    ).all()
