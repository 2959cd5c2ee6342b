"""The tables are what the models say, reached from nothing by one chain; what is protected cannot be touched."""

import json
import secrets
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine
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


Row = tuple[str, dict[str, object]]
# The page of a message, and the rows that lead from it to the listing, each with what it must say and no more.
LED_TO = {
    "board.show": [("listing", {"id": 7, "public_id": "page", "title": "草场纠纷"})],
    "questions.show": [("listing_question", {"public_id": "page", "listing_id": 7})],
    "claims.show": [("claim", {"public_id": "page", "listing_id": 7})],
    "agreements.show": [("agreement", {"public_id": "page", "listing_id": 7})],
    "rewards.show": [("reward", {"public_id": "page", "listing_id": 7})],
    "payouts.show": [("reward", {"id": 5, "listing_id": 7}), ("payout", {"public_id": "page", "reward_id": 5})],
}
TELL = """
    WITH line AS (
        INSERT INTO notification (public_id, person_id, code, facts, endpoint, ref, created_at)
        VALUES ('line', 1, 'told', %(facts)s, %(endpoint)s, %(ref)s, now()) RETURNING public_id)
    INSERT INTO mail_intent (public_id, person_id, code, facts, path, status, attempts, created_at, tried_at)
    SELECT 'mail', 1, 'told', %(facts)s, '/inbox/' || public_id, 'waiting', 0, now(), now() FROM line
"""


@pytest.fixture(scope="module")
def before_names(cluster: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """The tables as they were while messages still kept a title."""
    yield from _as_of("listings_0008", cluster, tmp_path_factory)


@pytest.fixture(scope="module")
def before_second_persons(cluster: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """The tables as they were while the code alone kept what waits for a second person from being passed by."""
    yield from _as_of("listings_0010", cluster, tmp_path_factory)


def _as_of(revision: str, cluster: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    name = f"as_of_{secrets.token_hex(4)}"
    addresses = create_database(cluster, name)
    try:
        upgrade(addresses, tmp_path_factory.mktemp("as_of"), revision)
        yield addresses
    finally:
        drop_database(cluster, name)


def _carried(
    addresses: Addresses, rows: list[Row], revision: str, asked: str, tell: dict[str, str | None] | None = None
) -> list[object]:
    """What `asked` gives when these rows (and a message) have gone through a migration; nothing of it stays."""
    engine = create_engine(addresses.superuser_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")  # bare rows: no rule of theirs is asked
        for table, row in rows:
            _lay_bare(connection, table, row)
        if tell is not None:
            connection.exec_driver_sql(TELL, tell)
        connection.exec_driver_sql("SET session_replication_role = origin")
        with Operations.context(MigrationContext.configure(connection)):
            import_module(revision).upgrade()
        found: list[object] = list(connection.exec_driver_sql(asked).scalars())
        connection.rollback()
    engine.dispose()
    return found


def _carried_message(addresses: Addresses, endpoint: str, ref: str | None, rows: list[Row]) -> list[object]:
    """What a message with a title says after the upgrade, in the inbox and by mail."""
    tell = {"facts": json.dumps({"title": "草场纠纷", "amount_fen": 5}), "endpoint": endpoint, "ref": ref}
    asked = "SELECT facts FROM notification UNION ALL SELECT facts FROM mail_intent"
    told: Row = ("person", {"id": 1})
    return _carried(addresses, [told, *rows], "market.migrations.market_0003", asked, tell)


def _lay_bare(connection: Connection, table: str, row: dict[str, object]) -> None:
    """A row that says what it must for the story, and no more."""
    asked = connection.exec_driver_sql(
        "SELECT attname FROM pg_attribute AS a WHERE attrelid = %(table)s::regclass AND attnum > 0 AND attnotnull"
        " AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = attrelid AND indisprimary AND attnum = ANY (indkey))",
        {"table": table},
    ).scalars()
    for column in list(asked):
        connection.exec_driver_sql(f"ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL")
    values = {"id": 1} | row
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({', '.join(values)}) OVERRIDING SYSTEM VALUE"
        f" VALUES ({', '.join(f'%({one})s' for one in values)})",
        values,
    )


@pytest.mark.parametrize("endpoint", LED_TO)
def test_a_message_keeps_its_listing_and_not_its_title(before_names: Addresses, endpoint: str) -> None:
    """What 巴图 was told while the listing was called otherwise names it by its public id from now on."""
    listing = ("listing", {"id": 7, "public_id": "l7", "title": "草场纠纷"})
    rows = LED_TO[endpoint] if endpoint == "board.show" else [listing, *LED_TO[endpoint]]
    ref = "page" if endpoint == "board.show" else "l7"
    assert _carried_message(before_names, endpoint, "page", rows) == [{"listing": ref, "amount_fen": 5}] * 2


@pytest.mark.parametrize(("endpoint", "ref"), [("rewards.own", None), ("claims.show", "no such claim")])
def test_a_message_whose_page_tells_of_no_listing_keeps_no_title(
    before_names: Addresses, endpoint: str, ref: str | None
) -> None:
    assert _carried_message(before_names, endpoint, ref, []) == [{"listing": None, "amount_fen": 5}] * 2


def _listings_of(person_id: int, *titles: str) -> list[Row]:
    """A mediator and the listings (11, 12, ...) that she claimed, each with a title that it bore once."""
    rows: list[Row] = [("mediator", {"id": 9, "person_id": person_id})]
    for place, title in enumerate(titles, start=11):
        rows += [
            ("listing", {"id": place, "public_id": f"l{place}", "title": "另一个标题"}),
            ("claim", {"id": place, "public_id": f"c{place}", "listing_id": place, "mediator_id": 9}),
            ("listing_version", {"id": place, "listing_id": place, "number": 1, "title": title}),
            ("listing_version", {"id": place + 10, "listing_id": place, "number": 2, "title": "另一个标题"}),
        ]
    return rows


@pytest.mark.parametrize(
    ("rows", "listing"),
    [
        (_listings_of(1, "草场纠纷", "欠薪"), "l11"),
        (_listings_of(1, "草场纠纷", "草场纠纷"), None),
        (_listings_of(1, "草场", "欠薪"), None),
        (_listings_of(2, "草场纠纷"), None),
    ],
    ids=["one bore it", "two bore it", "none bore it", "somebody else's"],
)
def test_a_message_about_ones_own_money_keeps_the_one_claimed_listing_that_bore_its_title(
    before_names: Addresses, rows: list[Row], listing: str | None
) -> None:
    """What 巴图 was told of his rewards leads to one page for all of them."""
    found = _carried_message(before_names, "rewards.own", None, rows)
    assert found == [{"listing": listing, "amount_fen": 5}] * 2


def test_a_version_that_was_widened_bears_the_day_of_its_bands(before_names: Addresses) -> None:
    """王建国 widened one listing (7) two years on; the other (8) was never widened."""
    days = ((7, 1, "2024-03-01"), (7, 2, "2026-03-01"), (7, 3, "2026-04-01"), (8, 1, "2025-05-05"))
    rows: list[Row] = [
        ("listing_version", {"id": place, "listing_id": listing_id, "number": number, "as_of": as_of})
        for place, (listing_id, number, as_of) in enumerate(days, start=1)
    ]
    asked = "SELECT as_of::text FROM listing_version ORDER BY id"
    found = _carried(before_names, rows, "listings.migrations.listings_0010", asked)
    assert found == [*["2024-03-01"] * 3, "2025-05-05"]


def test_cases_that_turn_out_to_bear_one_number_both_stay(before_names: Addresses) -> None:
    """苏日娜 registered 〔2026〕12号 twice in two spellings, 斯琴 once in her own banner."""
    numbers = (
        ("150623", "信〔2026〕0012号"),
        ("150623", "信〔2026〕12号"),
        ("150623", "信 (2026) 7号"),
        ("150624", "信〔2026〕12号"),
    )
    rows: list[Row] = [
        ("petition_case", {"id": place, "public_id": f"c{place}", "jurisdiction_id": banner, "petition_number": number})
        for place, (banner, number) in enumerate(numbers, start=1)
    ]
    banners: list[Row] = [("jurisdiction", {"id": banner}) for banner in ("150623", "150624")]
    asked = "SELECT number_key FROM petition_case ORDER BY id"
    found = _carried(before_names, [*banners, *rows], "listings.migrations.listings_0012", asked)
    assert found == ["信〔2026〕12号", "信〔2026〕12号 2", "信〔2026〕7号", "信〔2026〕12号"]


def test_what_broke_a_rule_before_the_database_said_it_stays_as_it_was(before_second_persons: Addresses) -> None:
    """A closing beside a separation and a draft, and a consent withdrawn as of the day before it was given."""
    rows: list[Row] = [
        ("case_closing", {"case_id": 7, "status": "proposed"}),
        ("dispute_separation", {"case_id": 7, "status": "proposed"}),
        ("listing", {"case_id": 7, "status": "draft"}),
        ("party_consent", {"id": 1, "party_id": 3, "answer": "given", "answered_on": "2026-05-02"}),
        ("party_consent", {"id": 2, "party_id": 3, "answer": "withdrawn", "answered_on": "2026-05-01"}),
    ]
    asked = (
        "SELECT status FROM case_closing UNION ALL SELECT status FROM dispute_separation"
        " UNION ALL SELECT status FROM listing UNION ALL SELECT answer FROM party_consent ORDER BY 1"
    )
    found = _carried(before_second_persons, rows, "listings.migrations.listings_0011", asked)
    assert found == ["draft", "given", "proposed", "proposed", "withdrawn"]


def _key_file_of_the_first_format(path: Path) -> MasterKey:
    MasterKey.generate(path)
    stored = json.loads(path.read_text())
    first = {"format": FIRST_FORMAT, "primary": stored["primary"], "keys": stored["keys"]}
    path.write_text(json.dumps(first | {"index_key": stored["hash_key"]}))
    return MasterKey.load(path)
