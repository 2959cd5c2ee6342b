"""A measuring board is copied in by the owner of the tables, in one transaction, around what makes a copy slow.

The rules that the services keep one case at a time (triggers) are off for these two tables while the copy runs, which
the owner of a table may do; CHECKs, foreign keys and unique keys stay on, and PostgreSQL holds every row to them. So
each listing is a whole listing of a case in the state that fits it, but the case has no parties, no consents and
no answers: nothing can be done with it, and it is for looking at. A production install has no such command.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from psycopg import sql

from demo.bulk.rows import Pair, Place, pairs
from demo.cast import OTOG_FRONT, member

CASE_COLUMNS = (
    "id", "public_id", "jurisdiction_id", "petition_number", "number_key", "status", "category", "place_town_id",
    "responsible_department_id", "arose_on", "first_petition_on", "languages", "amount_in_dispute_fen", "dispute_id",
    "difficulty", "merit", "proposed_class", "case_class", "class_reason", "classified_on", "classified_by_id",
    "registered_at", "registered_by_id", "resolved_at", "closed_at",
)  # fmt: skip
LISTING_COLUMNS = (
    "id", "public_id", "jurisdiction_id", "case_id", "status", "title", "body", "category", "place_town_id",
    "duration_band", "amount_band", "case_class", "reward_fen", "days_allowed", "claim_by", "drafted_at",
    "drafted_by_id", "edited_by_id", "submitted_at", "submitted_by_id", "return_reason", "released_at",
    "released_by_id", "claimed_at", "confirmed_at", "ended_at", "end_code", "end_note",
)  # fmt: skip
BATCH = 20_000
TABLES = ("petition_case", "listing")
SWIFT = (
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL maintenance_work_mem = '256MB'",
    "SET LOCAL synchronous_commit = off",
)


def copy_in(connection: psycopg.Connection, count: int) -> int:
    """Copy `count` listings and their cases in; the id of the first. Raises LookupError in a database without the cast.

    The connection is the owner's, not in autocommit; the caller commits.
    """
    for setting in SWIFT:
        connection.execute(setting.encode())
    now: datetime = _one(connection, "SELECT now()")
    newest = "SELECT greatest((SELECT max(id) FROM petition_case), (SELECT max(id) FROM listing), 0)"
    first_id = int(_one(connection, newest)) + 1
    made = pairs(count, first_id, _place(connection), now)
    with _without_triggers(connection), _without_search_index(connection):
        for batch in _batches(made):
            _copy(connection, "petition_case", CASE_COLUMNS, [pair.case for pair in batch])
            _copy(connection, "listing", LISTING_COLUMNS, [pair.listing for pair in batch])
        for table in TABLES:
            _one(connection, "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", table, first_id + count)
    return first_id


def settle(connection: psycopg.Connection) -> None:
    """Let the planner and the visibility map know the new rows; the connection is in autocommit."""
    connection.execute("SET statement_timeout = 0")
    for table in TABLES:
        connection.execute(f"VACUUM (ANALYZE) {table}".encode())


def _batches(made: Iterator[Pair]) -> Iterator[list[Pair]]:
    batch: list[Pair] = []
    for pair in made:
        batch.append(pair)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _copy(connection: psycopg.Connection, table: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), named)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _without_triggers(connection: psycopg.Connection) -> Iterator[None]:
    """USER leaves the foreign keys' own triggers on; a failure rolls all of it back."""
    for table in TABLES:
        connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())
    yield
    for table in TABLES:
        connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER".encode())


@contextmanager
def _without_search_index(connection: psycopg.Connection) -> Iterator[None]:
    """The index of keys and words is made anew afterwards, as it was: far quicker than row by row."""
    made_by = str(_one(connection, "SELECT pg_get_indexdef('ix_listing_found_by'::regclass)"))
    connection.execute("DROP INDEX ix_listing_found_by")
    yield
    connection.execute(made_by.encode())


def _place(connection: psycopg.Connection) -> Place:
    towns = connection.execute(
        "SELECT id FROM department WHERE jurisdiction_id = %s AND kind = 'town' ORDER BY id", [OTOG_FRONT]
    ).fetchall()
    units = "SELECT min(id) FROM department WHERE jurisdiction_id = %s AND kind = 'department'"
    unit = _one(connection, units, OTOG_FRONT)
    people = [
        _one(connection, "SELECT min(person_id) FROM account WHERE sign_in_name = %s", member(key).sign_in_name)
        for key in ("clerk", "reviewer")
    ]
    if not towns or unit is None or None in people:
        raise LookupError("the people and units of the demonstration are not there: seed them first")
    return Place(tuple(town for (town,) in towns), unit, *people)


def _one(connection: psycopg.Connection, statement: str, *values: object) -> Any:
    row = connection.execute(statement.encode(), values or None).fetchone()
    return None if row is None else row[0]
