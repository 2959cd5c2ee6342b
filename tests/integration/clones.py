"""Clones of a template for one test after another: what a test wrote is taken back out of its clone, which costs a
twentieth of making the next one (PostgreSQL copies some nine hundred files for it).

Nothing of a test reaches another. Whoever is still connected is cut off; every table whose rows are other ones than
the template's is emptied and filled from the template, past all triggers; sequences go back. A clone whose tables,
rules, grants or settings were changed, or that has grown, is dropped, and the next test gets a new one.
"""

import secrets
from collections import defaultdict
from dataclasses import dataclass, field

import psycopg
from psycopg import sql

from market.cluster import Addresses, connect, create_database, drop_database

MOST_ROWS_TAKEN_BACK = 3_000
CUT_OFF = (
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)
TABLES = (
    "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'"
    " AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1, 2"
)
SEQUENCES = "SELECT schemaname, sequencename, start_value, last_value FROM pg_sequences ORDER BY 1, 2"
# What makes a database what it is beside its rows; a row that was written anew has a younger transaction.
CATALOGS = (
    "pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_index", "pg_trigger", "pg_proc", "pg_type",
    "pg_namespace", "pg_rewrite", "pg_policy", "pg_enum", "pg_sequence", "pg_extension", "pg_default_acl",
    "pg_event_trigger", "pg_publication", "pg_largeobject_metadata", "pg_statistic_ext",
)  # fmt: skip
OF_THE_DATABASE = (
    "SELECT 'database', count(*), max(xmin::text::bigint) FROM pg_database WHERE datname = current_database() UNION ALL"
    " SELECT 'settings', count(*), max(xmin::text::bigint) FROM pg_db_role_setting WHERE setdatabase ="
    " (SELECT oid FROM pg_database WHERE datname = current_database())"
)
Table = tuple[str, str]
Marks = dict[str, tuple[int, int | None]]  # how many rows there are, and the youngest transaction that wrote one


@dataclass(frozen=True)
class Kept:
    """A template's rows, table by table, and where its sequences stand."""

    tables: list[Table]
    rows: dict[Table, bytes]
    sequences: list[tuple[str, str, int, int | None]]


@dataclass
class Clone:
    """A database that one test uses at a time, and what it looked like when it was given out."""

    name: str
    addresses: Addresses
    kept: Kept
    catalogs: Marks
    rows: Marks


@dataclass
class Clones:
    """The clones of one cluster that wait for their next test, by their template."""

    cluster: Addresses
    _waiting: defaultdict[str, list[Clone]] = field(default_factory=lambda: defaultdict(list))
    _kept: dict[str, Kept] = field(default_factory=dict)
    _grown: list[str] = field(default_factory=list)

    def take(self, template: str) -> Clone:
        """A clone in which everything is as in the template."""
        while self._waiting[template]:
            clone = self._waiting[template].pop()
            if self._is_as_before(clone):
                return clone
            drop_database(self.cluster, clone.name)
        return self._made(template)

    def give_back(self, template: str, clone: Clone) -> None:
        """A test has done with it."""
        self._waiting[template].append(clone)

    def grow(self, template: str) -> Addresses:
        """A database that goes on from a template, to be a template itself."""
        name = f"grown_{secrets.token_hex(5)}"
        self._grown.append(name)
        return create_database(self.cluster, name, template)

    def drop_all(self) -> None:
        for clones in self._waiting.values():
            while clones:
                drop_database(self.cluster, clones.pop().name)
        while self._grown:
            drop_database(self.cluster, self._grown.pop())

    def _made(self, template: str) -> Clone:
        name = f"clone_{secrets.token_hex(5)}"
        addresses = create_database(self.cluster, name, template)
        with connect(addresses.superuser_url) as connection:
            kept = self._kept.get(template) or self._kept.setdefault(template, _read(connection))
            return Clone(name, addresses, kept, _catalogs(connection), _rows(connection, kept.tables))

    def _is_as_before(self, clone: Clone) -> bool:
        """Whether it could be brought back to what it was."""
        with connect(clone.addresses.superuser_url, autocommit=False) as connection:
            connection.execute(CUT_OFF)
            if _catalogs(connection) != clone.catalogs:
                return False
            now = _rows(connection, clone.kept.tables)
            changed = [table for table in clone.kept.tables if now[_word(table)] != clone.rows[_word(table)]]
            if sum(now[_word(table)][0] for table in changed) > MOST_ROWS_TAKEN_BACK:
                return False
            _take_back(connection, clone.kept, changed)
            clone.rows = now | (_rows(connection, changed) if changed else {})
        return True


def _read(connection: psycopg.Connection) -> Kept:
    tables: list[Table] = connection.execute(TABLES).fetchall()
    rows = {}
    for table in tables:
        with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(*table))) as copy:
            rows[table] = b"".join(bytes(block) for block in copy)
    return Kept(tables, rows, connection.execute(SEQUENCES).fetchall())


def _take_back(connection: psycopg.Connection, kept: Kept, changed: list[Table]) -> None:
    connection.execute("SET LOCAL session_replication_role = replica")
    for table in changed:
        connection.execute(sql.SQL("DELETE FROM ONLY {}").format(sql.Identifier(*table)))
    for table in changed:
        if kept.rows[table]:
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(*table))) as copy:
                copy.write(kept.rows[table])
    for before, now in zip(kept.sequences, connection.execute(SEQUENCES).fetchall(), strict=True):
        schema, name, start, last = before
        if now != before:
            place = sql.Literal(f'"{schema}"."{name}"')
            to = (start, False) if last is None else (last, True)
            connection.execute(sql.SQL("SELECT setval({}, %s, %s)").format(place), to)


def _catalogs(connection: psycopg.Connection) -> Marks:
    asked = [f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM {name}" for name in CATALOGS]
    return _marks(connection, " UNION ALL ".join([*asked, OF_THE_DATABASE]))


def _rows(connection: psycopg.Connection, tables: list[Table]) -> Marks:
    asked = [f"SELECT '{_word(table)}', count(*), max(xmin::text::bigint) FROM ONLY {_word(table)}" for table in tables]
    return _marks(connection, " UNION ALL ".join(asked))


def _marks(connection: psycopg.Connection, question: str) -> Marks:
    return {name: (count, youngest) for name, count, youngest in connection.execute(question.encode()).fetchall()}


def _word(table: Table) -> str:
    return f'"{table[0]}"."{table[1]}"'
