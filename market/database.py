"""One database, PostgreSQL; every name of a constraint is predictable, every instant carries its zone.

The application's role can do only what the grants in the migrations allow; nothing here widens that.
"""

import secrets
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, MetaData, Text, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter that is mistaken for another on paper
PUBLIC_ID_LENGTH = 16

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table of the house. `Mapped[datetime]` is timestamptz, `Mapped[dict]` is jsonb."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        datetime: DateTime(timezone=True),
        date: Date(),
        str: Text(),
        int: BigInteger(),
        dict[str, Any]: JSONB(),
    }


def public_id() -> str:
    """An address that says nothing and cannot be guessed: 16 of 31 letters, 79 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def identity() -> Mapped[int]:
    """The primary key of a table: bigint, given by the database, never shown."""
    return mapped_column(BigInteger, primary_key=True)


def public_identity() -> Mapped[str]:
    """The id that stands in addresses and answers."""
    return mapped_column(Text, unique=True, default=public_id)


def state_check(states: type[StrEnum], column: str = "status") -> CheckConstraint:
    """The database's own list of the states a lifecycle knows."""
    listed = ", ".join(f"'{state.value}'" for state in states)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def length_check(column: str, limit: int) -> CheckConstraint:
    """The database's own limit on a text, in characters."""
    return CheckConstraint(f"char_length({column}) <= {limit}", name=f"{column}_length")


def database_now(session: Session) -> datetime:
    """The instant the database gives this transaction, aware, UTC; read once at the edge."""
    now: datetime = session.execute(select(func.now())).scalar_one()
    return now


ATTEMPTS = 3  # how often the edge does a transaction that others got into the way of
_IN_THE_WAY = {"40P01", "40001"}  # deadlock, serialisation failure


def sqlstate_of(error: BaseException) -> str | None:
    """PostgreSQL's five letters for what went wrong, or None where the driver has none."""
    return getattr(getattr(error, "orig", None), "sqlstate", None)


def may_pass_again(error: BaseException) -> bool:
    """Whether the same transaction, begun anew, may pass: it lost against another one and broke no rule."""
    return sqlstate_of(error) in _IN_THE_WAY


def constraint_of(error: BaseException) -> str | None:
    """The name of the constraint an IntegrityError broke, or None where the driver names none."""
    diagnostics = getattr(getattr(error, "orig", None), "diag", None)
    return getattr(diagnostics, "constraint_name", None)
