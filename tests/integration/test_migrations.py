"""The tables are what the models say, reached from nothing by one chain; what is protected cannot be touched."""

import json
import secrets
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from market.actor import SYSTEM_ACTOR
from market.cluster import Addresses, connect, create_database, drop_database
from market.database import database_now
from market.record.protection import PROTECTION
from market.vault import keyring
from market.vault.cipher import blind_indexes, new_data_key
from market.vault.keys import FIRST_FORMAT, FIRST_INDEX_KEY, KeyKind, MasterKey
from market.vault.rotation import left_to_move
from market.vault.services import find
from market.work import Work
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


def test_what_was_indexed_before_index_keys_had_names_is_found_and_rotated(cluster: Addresses, tmp_path: Path) -> None:
    """苏日娜's petitioner was sealed by the release before: the digest stays, under the first key's id."""
    name = f"before_{secrets.token_hex(4)}"
    addresses, own_keys = create_database(cluster, name), vars(keyring._KEYRING).copy()
    try:
        upgrade(addresses, tmp_path, "payouts_0001")
        old = _key_file_of_the_first_format(tmp_path / "old_key")
        digest = blind_indexes(old, "name", "王秀兰")[FIRST_INDEX_KEY]
        with connect(addresses.owner_url) as connection:
            connection.execute(
                "INSERT INTO data_key (id, stream, wrapped) OVERRIDING SYSTEM VALUE VALUES (1, 'case:1', %s)",
                [new_data_key(old)],
            )
            connection.execute(
                "INSERT INTO vault_index (data_key_id, purpose, digest, table_name, row_id, column_name)"
                " VALUES (1, 'name', %s, 'party', 7, 'name')",
                [digest],
            )
        upgrade(addresses, tmp_path)
        keyring.configure(old)
        engine = create_engine(addresses.application_url)
        with Session(engine) as session:
            work = Work(session, SYSTEM_ACTOR, database_now(session))
            assert [place.row_id for place in find(work, "name", "王 秀兰")] == [7]
            moving = old.with_new_primary(KeyKind.INDEX)
            assert left_to_move(work, moving, KeyKind.INDEX) == 1
        engine.dispose()
    finally:
        vars(keyring._KEYRING).update(own_keys)
        drop_database(cluster, name)


def _key_file_of_the_first_format(path: Path) -> MasterKey:
    MasterKey.generate(path)
    stored = json.loads(path.read_text())
    first = {"format": FIRST_FORMAT, "primary": stored["primary"], "keys": stored["keys"]}
    path.write_text(json.dumps(first | {"index_key": stored["hash_key"]}))
    return MasterKey.load(path)
