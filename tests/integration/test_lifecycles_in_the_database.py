"""The database's own list of ways, table by table, is the list of steps in the code: neither drifts from the other."""

import re
from collections.abc import Iterator

import psycopg
import pytest

import wsgi
from market.cluster import Addresses, connect
from market.lifecycle import Lifecycle

wsgi.wire()

# What a trigger says of a table: its arguments, and the text of the function that it runs.
SAID = """
SELECT pg_get_triggerdef(t.oid) || pg_get_functiondef(t.tgfoid) FROM pg_trigger t
WHERE t.tgrelid = CAST(%s AS regclass) AND NOT t.tgisinternal
"""
FOUNDED = {"appointment": {"proposed", "in_force"}}  # the first administrators of a banner


@pytest.fixture(scope="module")
def connection(cluster: Addresses, template: str) -> Iterator[psycopg.Connection]:
    with connect(cluster.of(template).owner_url) as connection:
        yield connection


def ways(connection: psycopg.Connection, table: str) -> tuple[set[str], set[str]]:
    """The births and the steps that the triggers of a table name."""
    said = "".join(one for (one,) in connection.execute(SAID, [table]).fetchall())
    named = set(re.findall(r"'(\w*>\w+)'", said))
    return {one[1:] for one in named if one.startswith(">")}, {one for one in named if not one.startswith(">")}


@pytest.mark.parametrize("table", sorted(Lifecycle.registry))
def test_the_database_goes_the_ways_of_the_code(connection: psycopg.Connection, table: str) -> None:
    lifecycle = Lifecycle.registry[table]
    births, steps = ways(connection, table)
    assert steps == {
        f"{start.value}>{step.to.value}"
        for step in lifecycle.steps.values()
        for start in step.start
        if start != step.to
    }
    if "moves_by_its_steps" in "".join(one for (one,) in connection.execute(SAID, [table]).fetchall()):
        assert births == FOUNDED.get(table, {lifecycle.model.__table__.c.status.default.arg})
