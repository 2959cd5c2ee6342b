"""All that the sandbox knows stands in one SQLite file: a restart or a kill -9 loses nothing it answered for.

One connection and one lock: every change is a short transaction, one after the other, written through to the
disk before the answer leaves. Objects are kept as the JSON that the API shows.
"""

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, account, sequence);
CREATE TABLE IF NOT EXISTS idempotency_keys (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER,
    body TEXT,
    PRIMARY KEY (account, key)
);
CREATE TABLE IF NOT EXISTS misbehaviours (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    remaining INTEGER NOT NULL CHECK (remaining >= 0),
    params TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS deliveries (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL,
    due_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    answer TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given_up'))
);
CREATE INDEX IF NOT EXISTS deliveries_waiting ON deliveries (due_at) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS failing (
    payout_id TEXT PRIMARY KEY,
    failure_code TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS links (
    token TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    return_url TEXT NOT NULL,
    refresh_url TEXT NOT NULL,
    expires_at REAL NOT NULL
);
"""

PLATFORM = ""


def new_id(prefix: str) -> str:
    """A fresh unguessable id, such as tr_1a2b…"""
    return f"{prefix}_{secrets.token_hex(12)}"


class Store:
    """The sandbox's memory. state: the SQLite file, or ":memory:" for one that ends with the process."""

    def __init__(self, state: Path | str) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(str(state), check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.executescript(SCHEMA)
        # A key whose work was cut off by a kill was rolled back with its work: nothing of it was executed.
        self._connection.execute("DELETE FROM idempotency_keys WHERE status IS NULL")

    def close(self) -> None:
        """End the connection; what was committed stays in the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. A transaction inside another belongs to the outer one."""
        with self._lock:
            if self._depth:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            else:
                self._connection.execute("COMMIT")
            finally:
                self._depth -= 1

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Every row of a query."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def change(self, sql: str, *values: Any) -> int:
        """Run one change; returns the number of rows it touched."""
        with self._lock:
            return self._connection.execute(sql, values).rowcount

    def add(self, body: dict[str, Any], account: str = PLATFORM) -> dict[str, Any]:
        """Keep a new object. account: the connected account that owns it, or PLATFORM."""
        self.change(
            "INSERT INTO objects (id, kind, account, body) VALUES (?, ?, ?, ?)",
            body["id"],
            body["object"],
            account,
            json.dumps(body, ensure_ascii=False),
        )
        return body

    def save(self, body: dict[str, Any]) -> dict[str, Any]:
        """Keep what changed in an object."""
        touched = self.change(
            "UPDATE objects SET body = ? WHERE id = ?", json.dumps(body, ensure_ascii=False), body["id"]
        )
        if touched != 1:
            raise LookupError(body["id"])
        return body

    def get(self, kind: str, object_id: str, account: str = PLATFORM) -> dict[str, Any] | None:
        """The object of that kind, id and owner, or None."""
        found = self.rows(
            "SELECT body FROM objects WHERE id = ? AND kind = ? AND account = ?", object_id, kind, account
        )
        return json.loads(found[0]["body"]) if found else None

    def every(self, kind: str, account: str | None = PLATFORM) -> list[dict[str, Any]]:
        """All objects of a kind, newest first; account None means of every owner."""
        found = self.rows(
            "SELECT body FROM objects WHERE kind = ? AND account = coalesce(?, account) ORDER BY sequence DESC",
            kind,
            account,
        )
        return [json.loads(row["body"]) for row in found]

    def owner(self, object_id: str) -> str:
        """The account that owns an object. Raises LookupError when there is none."""
        found = self.rows("SELECT account FROM objects WHERE id = ?", object_id)
        if not found:
            raise LookupError(object_id)
        return str(found[0]["account"])
