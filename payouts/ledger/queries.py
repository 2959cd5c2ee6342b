"""Figures of the ledger: by year and line, of one promise, now or at any instant before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import selectinload

from market.refusals import Missing
from market.work import Work
from payouts.ledger.models import LedgerAccount, LedgerEntry, LedgerPosting
from payouts.ledger.vocabulary import AccountKind, BudgetLine

PAGE = 50


@dataclass(frozen=True)
class Balances:
    """What stands where, in fen; appropriated is shown positive."""

    by_kind: dict[AccountKind, int]

    def __getitem__(self, kind: AccountKind | str) -> int:
        amount_fen = self.by_kind.get(AccountKind(kind), 0)
        return -amount_fen if kind == AccountKind.APPROPRIATED else amount_fen


def balances_by_line(
    work: Work, jurisdiction_id: str, fiscal_year: int, at: datetime | None = None
) -> dict[BudgetLine, Balances]:
    """The year's lines that have accounts, with their balances now, or as booked up to `at` (included)."""
    place = and_(LedgerAccount.jurisdiction_id == jurisdiction_id, LedgerAccount.fiscal_year == fiscal_year)
    found: dict[BudgetLine, dict[AccountKind, int]] = defaultdict(dict)
    for line, kind, amount_fen in _sums(work, place, at):
        found[BudgetLine(line)][AccountKind(kind)] = amount_fen
    return {line: Balances(found[line]) for line in BudgetLine if line in found}


def total(balances: Iterable[Balances]) -> Balances:
    """Several lines as one."""
    added: dict[AccountKind, int] = defaultdict(int)
    for one in balances:
        for kind, amount_fen in one.by_kind.items():
            added[kind] += amount_fen
    return Balances(dict(added))


def balances_of_promise(work: Work, listing_id: int, at: datetime | None = None) -> Balances:
    """Where the reward promised for a listing stands now, or stood at `at`."""
    place = LedgerAccount.promise_listing_id == listing_id
    return Balances({AccountKind(kind): amount_fen for _, kind, amount_fen in _sums(work, place, at)})


def available_fen(work: Work, jurisdiction_id: str, fiscal_year: int, line: str) -> int:
    """What a line can still promise, in fen; nought where nothing was ever appropriated."""
    found = work.session.execute(
        select(LedgerAccount.balance_fen).where(
            LedgerAccount.jurisdiction_id == jurisdiction_id,
            LedgerAccount.fiscal_year == fiscal_year,
            LedgerAccount.line == line,
            LedgerAccount.kind == AccountKind.AVAILABLE.value,
        )
    ).scalar_one_or_none()
    return found or 0


def _sums(work: Work, place: ColumnElement[bool], at: datetime | None) -> list[tuple[str, str, int]]:
    if at is None:
        amount = func.sum(LedgerAccount.balance_fen)
        query = select(LedgerAccount.line, LedgerAccount.kind, amount).where(place)
    else:
        amount = func.sum(LedgerEntry.amount_fen)
        query = (
            select(LedgerAccount.line, LedgerAccount.kind, amount)
            .join(LedgerEntry, LedgerEntry.account_id == LedgerAccount.id)
            .join(LedgerPosting, LedgerPosting.id == LedgerEntry.posting_id)
            .where(place, LedgerPosting.booked_at <= at)
        )
    rows = work.session.execute(query.group_by(LedgerAccount.line, LedgerAccount.kind))
    return [(line, kind, int(amount_fen)) for line, kind, amount_fen in rows]


def journal(
    work: Work,
    jurisdiction_id: str,
    fiscal_year: int,
    *,
    line: str | None = None,
    kind: str | None = None,
    before: int | None = None,
) -> tuple[list[LedgerPosting], int | None]:
    """A page of the year's postings, newest first, and the id to go on before; `line` and `kind` narrow it."""
    query = (
        select(LedgerPosting)
        .where(LedgerPosting.jurisdiction_id == jurisdiction_id, LedgerPosting.fiscal_year == fiscal_year)
        .options(selectinload(LedgerPosting.entries).joinedload(LedgerEntry.account))
        .order_by(LedgerPosting.id.desc())
        .limit(PAGE + 1)
    )
    if line:
        query = query.where(LedgerPosting.line == line)
    if kind:
        touched = select(LedgerEntry.posting_id).join(LedgerAccount).where(LedgerAccount.kind == kind)
        query = query.where(LedgerPosting.id.in_(touched))
    if before:
        query = query.where(LedgerPosting.id < before)
    rows = list(work.session.scalars(query))
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def postings_of_promise(work: Work, listing_id: int) -> list[LedgerPosting]:
    """Every posting about a listing's reward, in the order in which they were booked."""
    query = (
        select(LedgerPosting)
        .where(LedgerPosting.promise_listing_id == listing_id)
        .options(selectinload(LedgerPosting.entries).joinedload(LedgerEntry.account))
        .order_by(LedgerPosting.id)
    )
    return list(work.session.scalars(query))


def posting_for(work: Work, ref: str, jurisdictions: Iterable[str]) -> LedgerPosting:
    """A posting by its public id within the given jurisdictions. Raises Missing."""
    found = work.session.scalars(
        select(LedgerPosting).where(
            LedgerPosting.public_id == ref, LedgerPosting.jurisdiction_id.in_(list(jurisdictions))
        )
    ).one_or_none()
    if found is None:
        raise Missing()
    return found
