"""Balances follow from entries and from nothing else: the application can read an account, open an empty one,
and add postings with their entries; a trigger moves the balance, and nothing is ever changed or removed.

`appropriated` is the one account kept at or below nought (it is where money comes from); every other is
kept at or above it by a CHECK, so that no line and no promise can be overspent, whatever the code does.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.database import Base, identity, public_identity, state_check
from payouts.ledger.vocabulary import OF_THE_LINE, AccountKind, BudgetLine

KEY_PATTERN = "^[A-Za-z0-9:._-]{1,120}$"
_LINE_KINDS = ", ".join(f"'{kind.value}'" for kind in OF_THE_LINE)


class LedgerAccount(Base):
    """Where some money of a line stands. `balance_fen` in fen; `version` counts the entries that made it.

    `promise_listing_id` is the listing whose reward it is, or none for what belongs to the whole line.
    """

    __tablename__ = "ledger_account"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "fiscal_year"],
            ["fiscal_year.jurisdiction_id", "fiscal_year.year"],
            name="fk_ledger_account_fiscal_year",
        ),
        ForeignKeyConstraint(
            ["jurisdiction_id", "promise_listing_id"],
            ["listing.jurisdiction_id", "listing.id"],
            name="fk_ledger_account_listing",
        ),
        UniqueConstraint(
            "jurisdiction_id", "fiscal_year", "line", "kind", "promise_listing_id",
            name="uq_ledger_account_place",
            postgresql_nulls_not_distinct=True,
        ),
        state_check(AccountKind, "kind"),
        state_check(BudgetLine, "line"),
        CheckConstraint(
            "CASE WHEN kind = 'appropriated' THEN balance_fen <= 0 ELSE balance_fen >= 0 END", name="never_overdrawn"
        ),
        CheckConstraint(f"(kind IN ({_LINE_KINDS})) = (promise_listing_id IS NULL)", name="promise_where_it_belongs"),
        CheckConstraint("version >= 0 AND (version > 0 OR balance_fen = 0)", name="starts_empty"),
        Index("ix_ledger_account_promise", "promise_listing_id"),
    )  # fmt: skip

    id: Mapped[int] = identity()
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    fiscal_year: Mapped[int]
    line: Mapped[str]
    kind: Mapped[str]
    promise_listing_id: Mapped[int | None]
    balance_fen: Mapped[int] = mapped_column(server_default=text("0"))
    version: Mapped[int] = mapped_column(server_default=text("0"))


class LedgerPosting(Base):
    """One movement of money, named by what caused it.

    `idempotency_key` is unique for ever. `happened_at` is the instant of the cause, `booked_at` the database's
    clock once every account was locked. `amounts` are the named amounts (fen) that the legs were made of;
    `hash` covers the posting and its entries, and stands in the event of the record that caused it.
    """

    __tablename__ = "ledger_posting"
    __table_args__ = (
        ForeignKeyConstraint(
            ["jurisdiction_id", "fiscal_year"],
            ["fiscal_year.jurisdiction_id", "fiscal_year.year"],
            name="fk_ledger_posting_fiscal_year",
        ),
        ForeignKeyConstraint(
            ["jurisdiction_id", "promise_listing_id"],
            ["listing.jurisdiction_id", "listing.id"],
            name="fk_ledger_posting_listing",
        ),
        UniqueConstraint("idempotency_key", name="uq_ledger_posting_key"),
        UniqueConstraint("reverses_id", name="uq_ledger_posting_reversed_once"),
        state_check(BudgetLine, "line"),
        CheckConstraint(f"idempotency_key ~ '{KEY_PATTERN}'", name="key_plain"),
        CheckConstraint("name ~ '^[a-z_]+[.][a-z_]+$'", name="name_plain"),
        CheckConstraint("entry_count >= 2", name="has_two_sides"),
        CheckConstraint("hash ~ '^[0-9a-f]{64}$'", name="hash_is_sha256"),
        Index("ix_ledger_posting_journal", "jurisdiction_id", "fiscal_year", "id"),
        Index("ix_ledger_posting_promise", "promise_listing_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = identity()
    public_id: Mapped[str] = public_identity()
    idempotency_key: Mapped[str]
    name: Mapped[str]
    jurisdiction_id: Mapped[str] = mapped_column(ForeignKey("jurisdiction.id"))
    fiscal_year: Mapped[int]
    line: Mapped[str]
    promise_listing_id: Mapped[int | None]
    amounts: Mapped[dict[str, Any]]
    happened_at: Mapped[datetime]
    booked_at: Mapped[datetime]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_posting.id"))
    entry_count: Mapped[int]
    hash: Mapped[str]

    entries: Mapped[list["LedgerEntry"]] = relationship(back_populates="posting", order_by="LedgerEntry.account_id")
    reverses: Mapped["LedgerPosting | None"] = relationship(remote_side="LedgerPosting.id")


class LedgerEntry(Base):
    """One side of a posting: the signed amount (fen), and the account's balance before and after it."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("account_id", "account_version", name="uq_ledger_entry_version"),
        UniqueConstraint("posting_id", "account_id", name="uq_ledger_entry_one_a_posting"),
        CheckConstraint("amount_fen <> 0", name="moves_something"),
        CheckConstraint("balance_fen = previous_balance_fen + amount_fen", name="adds_up"),
    )

    id: Mapped[int] = identity()
    posting_id: Mapped[int] = mapped_column(ForeignKey("ledger_posting.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("ledger_account.id"))
    amount_fen: Mapped[int]
    previous_balance_fen: Mapped[int]
    balance_fen: Mapped[int]
    account_version: Mapped[int]

    posting: Mapped[LedgerPosting] = relationship(back_populates="entries")
    account: Mapped[LedgerAccount] = relationship()
