"""Every list is paged by its key, so that a deep page costs what the first one does.

A page's address carries the last row's key, sealed from nobody: it says nothing that the row did not.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from market.refusals import Missing

RowT = TypeVar("RowT")
PAGE_SIZE = 20
_LARGEST_MARK = 300


@dataclass(frozen=True)
class Page(Generic[RowT]):
    """Rows, and the mark of the page after these, if there is one."""

    rows: Sequence[RowT]
    after: str | None


def page_of(
    session: Session,
    statement: Select[RowT],
    keys: Sequence[InstrumentedAttribute[Any]],
    after: str | None,
    *,
    descending: bool = True,
    size: int = PAGE_SIZE,
) -> Page[RowT]:
    """One page of `statement`, ordered by `keys` (the last one unique, none of them NULL).

    Raises Missing when `after` is not a mark that this list has given.
    """
    if after:
        mark = tuple_(*values_of(after, keys))
        row = tuple_(*keys)
        statement = statement.where(row < mark if descending else row > mark)
    order = [key.desc() if descending else key.asc() for key in keys]
    rows = session.scalars(statement.order_by(*order).limit(size + 1)).all()
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, mark_of(rows[-1], keys) if more else None)


def mark_of(row: Any, keys: Sequence[InstrumentedAttribute[Any]]) -> str:
    """The mark of the page that follows this row."""
    values = [getattr(row, key.key) for key in keys]
    shown = [value.isoformat() if isinstance(value, date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(shown).encode()).decode().rstrip("=")


def values_of(mark: str, keys: Sequence[InstrumentedAttribute[Any]]) -> list[Any]:
    """The key that a mark stands for. Raises Missing when it is none of these keys."""
    try:
        if len(mark) > _LARGEST_MARK:
            raise ValueError
        values = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        if not isinstance(values, list) or len(values) != len(keys):
            raise ValueError
        return [_value(value, key) for value, key in zip(values, keys, strict=True)]
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise Missing() from None


def _value(value: Any, key: InstrumentedAttribute[Any]) -> Any:
    kind = key.type.python_type
    if kind is datetime:
        instant = datetime.fromisoformat(value)
        if instant.tzinfo is None:
            raise ValueError
        return instant
    if kind is date:
        return date.fromisoformat(value)
    if kind is int:
        if type(value) is not int or not 0 <= value < 2**63:
            raise ValueError
        return value
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError
    return value
