"""The tables are what the models say, reached from nothing by one chain; what is protected cannot be touched."""

import secrets
from pathlib import Path

import psycopg
import pytest

from market.cluster import Addresses, connect, create_database, drop_database
from market.record.protection import PROTECTION
from tests.integration.conftest import upgrade


def test_upgrade_from_empty_leaves_nothing_the_models_still_want(cluster: Addresses, tmp_path: Path) -> None:
    name = f"fresh_{secrets.token_hex(4)}"
    addresses = create_database(cluster, name)
    try:
        assert upgrade(addresses, tmp_path) == []
        assert upgrade(addresses, tmp_path) == []  # a second time changes nothing
    finally:
        drop_database(cluster, name)


@pytest.mark.parametrize("table", ["record_event", "ledger_entry", "ledger_posting"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_applications_role_cannot_change_what_is_protected(
    cluster: Addresses, template: str, table: str, verb: str
) -> None:
    with (
        connect(cluster.of(template).application_url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(verb.format(table))


def test_start_up_looks_at_every_append_only_table(cluster: Addresses, template: str) -> None:
    """Whatever a trigger keeps from being changed by its owner is asked of the application's grants too."""
    with connect(cluster.of(template).owner_url) as connection:
        found = connection.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgfoid = 'forbid_change'::regproc AND tgtype & 16 > 0"
        ).fetchall()
    assert len(found) >= 7
    assert {name for (name,) in found} <= PROTECTION.tables
