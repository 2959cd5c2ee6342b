"""What happened decides which legs move; `post` is the only writer of the ledger.

It locks the accounts in one order, writes a key once and for ever, and lets the hash of what it wrote
stand in the event that caused it. Overdrafts are refused here in words, and by the database in any case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from market.database import public_id
from market.money import MAX_FEN
from market.refusals import Refused
from market.work import Work
from payouts.ledger.models import LedgerAccount, LedgerEntry, LedgerPosting
from payouts.ledger.sealing import Header, Moved, posting_hash
from payouts.ledger.vocabulary import KIND_LABELS, OF_THE_LINE, AccountKind

K = AccountKind


@dataclass(frozen=True)
class Leg:
    """Money that leaves one kind of account for another; `amount` names which of the event's amounts."""

    source: AccountKind
    target: AccountKind
    amount: str


POSTINGS: dict[str, tuple[Leg, ...]] = {
    "budget.appropriated": (Leg(K.APPROPRIATED, K.AVAILABLE, "amount"),),
    "listing.released": (Leg(K.AVAILABLE, K.ENCUMBERED, "reward"),),
    "reward.released": (Leg(K.ENCUMBERED, K.AVAILABLE, "reward"),),
    "payout.approved": (Leg(K.ENCUMBERED, K.PAYABLE, "net"), Leg(K.ENCUMBERED, K.WITHHELD_TAX, "tax")),
    "payout.begun": (Leg(K.PAYABLE, K.IN_TRANSIT, "net"),),
    "payout.failed": (Leg(K.IN_TRANSIT, K.PAYABLE, "net"),),
    "payout.given_up": (Leg(K.PAYABLE, K.ENCUMBERED, "net"), Leg(K.WITHHELD_TAX, K.ENCUMBERED, "tax")),
    "payout.paid": (Leg(K.IN_TRANSIT, K.PAID, "net"),),
}


@dataclass(frozen=True)
class Place:
    """The part of the budget a posting moves money in: one line of one year, and perhaps one promise of it."""

    jurisdiction_id: str
    fiscal_year: int
    line: str
    promise: int | None


@dataclass(frozen=True)
class _Locked:
    """An account as it stands while it is locked."""

    id: int
    balance_fen: int
    version: int
    at: datetime


def post(
    work: Work,
    name: str,
    *,
    jurisdiction_id: str,
    fiscal_year: int,
    line: str,
    promise: int | None = None,
    amounts: Mapping[str, int],
    key: str,
    happened_at: datetime | None = None,
) -> LedgerPosting:
    """Move the named amounts (fen, nought or more) as POSTINGS says, inside the event that causes it.

    The same key with the same content gives the posting already made; with other content it is refused.
    Raises Refused("budget.not_enough", available_fen=…, needed_fen=…), Refused("ledger.key_used_otherwise"),
    KeyError for a name without legs, ValueError for an amount that is none.
    """
    legs = POSTINGS[name]
    _demand_amounts(name, legs, amounts)
    change: dict[AccountKind, int] = {}
    for leg in legs:
        change[leg.source] = change.get(leg.source, 0) - amounts[leg.amount]
        change[leg.target] = change.get(leg.target, 0) + amounts[leg.amount]
    place = Place(jurisdiction_id, fiscal_year, str(line), promise)
    return _book(work, name, place, change, dict(amounts), key, happened_at or work.now, reverses_id=None)


def reverse(work: Work, posting: LedgerPosting, *, key: str) -> LedgerPosting:
    """Undo a posting by its mirror image, linked to it; each can be reversed once, a reversal never.

    The one door for corrections: entries are never changed. No page leads to it yet; the database keeps the mirror.

    Raises Refused("ledger.reversal_of_reversal"), Refused("ledger.reversed_before"), and whatever `post` does.
    """
    if posting.reverses_id is not None:
        raise Refused("ledger.reversal_of_reversal")
    earlier = work.session.scalars(select(LedgerPosting).where(LedgerPosting.reverses_id == posting.id)).one_or_none()
    if earlier is not None and earlier.idempotency_key != key:
        raise Refused("ledger.reversed_before")
    change = {AccountKind(entry.account.kind): -entry.amount_fen for entry in posting.entries}
    place = Place(posting.jurisdiction_id, posting.fiscal_year, posting.line, posting.promise_listing_id)
    return _book(work, posting.name, place, change, posting.amounts, key, work.now, reverses_id=posting.id)


def _demand_amounts(name: str, legs: Iterable[Leg], amounts: Mapping[str, int]) -> None:
    wanted = {leg.amount for leg in legs}
    if amounts.keys() != wanted:
        raise ValueError(f"{name} takes the amounts {sorted(wanted)}, not {sorted(amounts)}")
    for amount in amounts.values():
        if type(amount) is not int or not 0 <= amount <= MAX_FEN:
            raise ValueError(f"an amount is a whole number of fen, nought or more: {amount!r}")
    if not any(amounts.values()):
        raise ValueError(f"{name} would move nothing")


def _book(
    work: Work,
    name: str,
    place: Place,
    change: Mapping[AccountKind, int],
    amounts: dict[str, Any],
    key: str,
    happened_at: datetime,
    reverses_id: int | None,
) -> LedgerPosting:
    content = (name, place, amounts, reverses_id)
    earlier = _with_key(work, key)
    if earlier is not None:
        return _same(earlier, content)
    change = {kind: amount for kind, amount in change.items() if amount}
    locked = _locked(work, place, change)
    _demand_cover(change, locked)
    moved = [
        Moved(locked[kind].id, kind.value, amount, locked[kind].balance_fen, locked[kind].version + 1)
        for kind, amount in change.items()
    ]
    header = Header(
        public_id(), key, name, place.jurisdiction_id, place.fiscal_year, place.line, place.promise, amounts,
        happened_at, next(iter(locked.values())).at, reverses_id,
    )  # fmt: skip
    posting = _write(work, header, moved)
    if posting is None:  # the same key came in while we waited for the locks
        return _same(work.session.scalars(select(LedgerPosting).filter_by(idempotency_key=key)).one(), content)
    work.witness(posting.hash)
    return posting


def _with_key(work: Work, key: str) -> LedgerPosting | None:
    return work.session.scalars(select(LedgerPosting).filter_by(idempotency_key=key)).one_or_none()


def _same(earlier: LedgerPosting, content: tuple[Any, ...]) -> LedgerPosting:
    place = Place(earlier.jurisdiction_id, earlier.fiscal_year, earlier.line, earlier.promise_listing_id)
    if (earlier.name, place, earlier.amounts, earlier.reverses_id) != content:
        raise Refused("ledger.key_used_otherwise", key=earlier.idempotency_key)
    return earlier


def _locked(work: Work, place: Place, kinds: Iterable[AccountKind]) -> dict[AccountKind, _Locked]:
    """The accounts, opened where they are new, locked in the order of their ids."""
    wanted = sorted(kinds)
    ids = _account_ids(work, place, wanted)
    if len(ids) < len(wanted):
        values = [
            {
                "jurisdiction_id": place.jurisdiction_id,
                "fiscal_year": place.fiscal_year,
                "line": place.line,
                "kind": kind.value,
                "promise_listing_id": _promise_of(place, kind),
            }
            for kind in wanted
            if kind not in ids
        ]
        work.session.execute(insert(LedgerAccount).values(values).on_conflict_do_nothing())
        ids = _account_ids(work, place, wanted)
    rows = func.ledger_lock(sorted(ids.values())).table_valued("account_id", "balance_fen", "version", "locked_at")
    by_id = {row.account_id: _Locked(*row) for row in work.session.execute(select(rows))}
    return {kind: by_id[ids[kind]] for kind in wanted}


def _promise_of(place: Place, kind: AccountKind) -> int | None:
    return None if kind in OF_THE_LINE else place.promise


def _account_ids(work: Work, place: Place, kinds: Iterable[AccountKind]) -> dict[AccountKind, int]:
    rows = work.session.execute(
        select(LedgerAccount.kind, LedgerAccount.promise_listing_id, LedgerAccount.id).where(
            LedgerAccount.jurisdiction_id == place.jurisdiction_id,
            LedgerAccount.fiscal_year == place.fiscal_year,
            LedgerAccount.line == place.line,
            LedgerAccount.kind.in_([kind.value for kind in kinds]),
            LedgerAccount.promise_listing_id.is_(None) | (LedgerAccount.promise_listing_id == place.promise),
        )
    )
    return {AccountKind(kind): account_id for kind, _, account_id in rows}


def _demand_cover(change: Mapping[AccountKind, int], locked: Mapping[AccountKind, _Locked]) -> None:
    for kind, amount in change.items():
        after = locked[kind].balance_fen + amount
        if kind is AccountKind.APPROPRIATED:
            if after > 0:
                raise Refused("ledger.more_than_appropriated")
        elif after < 0:
            code = "budget.not_enough" if kind is AccountKind.AVAILABLE else "ledger.not_enough"
            raise Refused(
                code, available_fen=locked[kind].balance_fen, needed_fen=-amount, account_label=KIND_LABELS[kind]
            )


def _write(work: Work, header: Header, moved: list[Moved]) -> LedgerPosting | None:
    """Write the posting and its entries; None when the key has been used meanwhile."""
    row = insert(LedgerPosting).values(
        public_id=header.public_id,
        idempotency_key=header.key,
        name=header.name,
        jurisdiction_id=header.jurisdiction_id,
        fiscal_year=header.fiscal_year,
        line=header.line,
        promise_listing_id=header.promise,
        amounts=header.amounts,
        happened_at=header.happened_at,
        booked_at=header.booked_at,
        reverses_id=header.reverses,
        entry_count=len(moved),
        hash=posting_hash(header, moved),
    )
    once = row.on_conflict_do_nothing(index_elements=["idempotency_key"]).returning(LedgerPosting)
    posting = work.session.scalars(once).one_or_none()
    if posting is None:
        return None
    entries = [
        {
            "posting_id": posting.id,
            "account_id": one.account_id,
            "amount_fen": one.amount_fen,
            "previous_balance_fen": one.previous_balance_fen,
            "balance_fen": one.balance_fen,
            "account_version": one.account_version,
        }
        for one in sorted(moved, key=lambda entry: entry.account_id)
    ]
    work.session.execute(insert(LedgerEntry).values(entries))
    return posting
