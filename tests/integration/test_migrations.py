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


LANDED_LISTING = """
    INSERT INTO jurisdiction (id, name_zh, name_en, court_code) VALUES ('150623', '鄂托克前旗', 'Otog Front', '内0623');
    INSERT INTO person (public_id, jurisdiction_id, display_name, created_at)
        VALUES ('p1', '150623', '苏日娜', now()), ('p2', '150623', '王建国', now());
    INSERT INTO department (public_id, jurisdiction_id, kind, name_zh) VALUES ('d1', '150623', 'town', '昂素镇');
    SET session_replication_role = replica; -- as a restored backup comes in: the rules of the way there are not asked
    INSERT INTO petition_case (public_id, jurisdiction_id, petition_number, status, category, place_town_id,
        responsible_department_id, arose_on, first_petition_on, languages, dispute_id, class_reason, proposed_class,
        case_class, classified_on, classified_by_id, registered_at, registered_by_id)
        SELECT 'c1', '150623', 'XF-1', 'listed', 'land', d.id, d.id, '2019-01-01', '2020-01-01', '{zh}', 'one', '', 'A',
        'A', '2026-01-05', p.id, now(), p.id FROM department AS d, person AS p WHERE p.public_id = 'p1';
    INSERT INTO listing (public_id, jurisdiction_id, case_id, status, title, body, category, place_town_id,
        duration_band, amount_band, case_class, reward_fen, days_allowed, claim_by, drafted_at, drafted_by_id,
        edited_by_id, return_reason, end_note, released_at, released_by_id)
        SELECT 'l1', '150623', c.id, 'published', '草场纠纷', '某嘎查牧户', 'land', c.place_town_id, 'from_5', 'none',
        'A', 800000, 90, '2026-03-01', now(), c.registered_by_id, c.registered_by_id, '', '',
        '2026-01-09 17:00+00', p.id FROM petition_case AS c, person AS p WHERE p.public_id = 'p2';
    SET session_replication_role = origin;
"""


def test_what_has_landed_is_carried(cluster: Addresses, tmp_path: Path) -> None:
    """From the tables of the first landing, with a listing on the board, to those of today."""
    name = f"landed_{secrets.token_hex(4)}"
    addresses = create_database(cluster, name)
    try:
        upgrade(addresses, tmp_path, "payouts_0001")
        with connect(addresses.superuser_url) as connection:
            connection.execute(LANDED_LISTING)
        assert upgrade(addresses, tmp_path) == []
        with connect(addresses.owner_url) as connection:
            carried = connection.execute(
                "SELECT number, title, basis, as_of::text, found FROM listing_version"
            ).fetchall()
        assert carried == [(1, "草场纠纷", "carried", "2026-01-10", None)]  # the legal day in Beijing
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
