"""What one test wrote never reaches the next one that is given the same clone; a clone that cannot be brought back is
given to nobody any more.
"""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from market.cluster import Addresses, connect
from tests.integration.clones import MOST_ROWS_TAKEN_BACK, SEQUENCES, TABLES, Clone, Clones

WRITTEN = (
    "UPDATE person SET display_name = '别人'",
    "DELETE FROM appointment",
    "INSERT INTO department (public_id, jurisdiction_id, kind, name_zh) VALUES ('x', '150623', 'town', '昂素镇')",
    "SELECT nextval(pg_get_serial_sequence('record_event', 'id'))",
)


@pytest.fixture
def clones(cluster: Addresses) -> Iterator[Clones]:
    """Clones of this test's own."""
    made = Clones(cluster)
    yield made
    made.drop_all()


def done_to(clone: Clone, *statements: str) -> None:
    """What somebody with the superuser's password does, triggers set aside."""
    with connect(clone.addresses.superuser_url) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in statements:
            connection.execute(statement)


def all_of(clone: Clone) -> list[object]:
    """Every row of every table, and where every sequence stands."""
    with connect(clone.addresses.superuser_url) as connection:
        rows = [
            (table, sorted(str(row) for row in connection.execute(sql.SQL("TABLE {}").format(sql.Identifier(*table)))))
            for table in connection.execute(TABLES).fetchall()
        ]
        return [rows, connection.execute(SEQUENCES).fetchall()]


def test_the_next_test_finds_the_template_again(clones: Clones, template: str) -> None:
    first = clones.take(template)
    before = all_of(first)
    done_to(first, *WRITTEN)
    assert all_of(first) != before
    clones.give_back(template, first)
    again = clones.take(template)
    assert again.name == first.name
    assert all_of(again) == before


def test_two_at_once_have_two_clones(clones: Clones, template: str) -> None:
    first, second = clones.take(template), clones.take(template)
    assert first.name != second.name


def test_whoever_is_still_connected_is_cut_off(clones: Clones, template: str) -> None:
    first = clones.take(template)
    with connect(first.addresses.application_url, autocommit=False) as left:
        left.execute("SELECT 1")
        clones.give_back(template, first)
        assert clones.take(template).name == first.name
        with pytest.raises(psycopg.OperationalError):
            left.execute("SELECT 1")


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE record_event DISABLE TRIGGER ALL",
        "GRANT UPDATE ON record_event TO market_app",
        "ALTER TABLE person ADD COLUMN more text",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''1MB''', current_database()); END $$",
        "INSERT INTO department (public_id, jurisdiction_id, kind, name_zh) SELECT n, '150623', 'town', n"
        f" FROM generate_series(0, {MOST_ROWS_TAKEN_BACK}) n",
    ],
)
def test_a_clone_that_was_changed_or_has_grown_is_given_to_nobody(clones: Clones, template: str, change: str) -> None:
    first = clones.take(template)
    done_to(first, change)
    clones.give_back(template, first)
    assert clones.take(template).name != first.name
