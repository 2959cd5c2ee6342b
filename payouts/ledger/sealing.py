"""What the hash of a posting is taken over: every column of it and of its entries that could be argued about."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Moved:
    """One entry to be: amounts and balances in fen."""

    account_id: int
    kind: str
    amount_fen: int
    previous_balance_fen: int
    account_version: int

    @property
    def balance_fen(self) -> int:
        return self.previous_balance_fen + self.amount_fen


@dataclass(frozen=True)
class Header:
    """What a posting says of itself. `promise` and `reverses` are ids or none."""

    public_id: str
    key: str
    name: str
    jurisdiction_id: str
    fiscal_year: int
    line: str
    promise: int | None
    amounts: Mapping[str, int]
    happened_at: datetime
    booked_at: datetime
    reverses: int | None


def micros(instant: datetime) -> int:
    """Microseconds since 1970-01-01 UTC."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def posting_hash(header: Header, moved: Iterable[Moved]) -> str:
    """SHA-256, in hex, over the header and the entries in the order of their accounts.

    No part can hold a bar or a line break (CHECKs of the tables), so that no two postings read alike.
    """
    first = (
        "market.posting/1", header.public_id, header.key, header.name, header.jurisdiction_id, header.fiscal_year,
        header.line, header.promise, ",".join(f"{name}={fen}" for name, fen in sorted(header.amounts.items())),
        micros(header.happened_at), micros(header.booked_at), header.reverses,
    )  # fmt: skip
    entries = [
        (one.account_id, one.kind, one.amount_fen, one.previous_balance_fen, one.balance_fen, one.account_version)
        for one in sorted(moved, key=lambda entry: entry.account_id)
    ]
    lines = [_line(parts) for parts in (first, *entries)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _line(parts: tuple[object, ...]) -> str:
    return "|".join("-" if part is None else str(part) for part in parts)
