"""Personal data is read within an opening or for a stated purpose, and erased by destroying one key."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from market import vault
from market.database import database_now
from market.refusals import Invalid, Refused
from market.vault import NeedsOpening
from market.vault.models import DataKey, VaultCell
from market.work import Work
from tests.integration.conftest import cast_actors

BANNER = "150623"
CASE = "case:4711"


def put_petitioner(work, row=7):
    vault.put_many(
        work,
        key_for=CASE,
        table="party",
        row=row,
        values={"name": "乌云其其格", "phone": "138 0477 1234", "address": "昂素镇"},
        indexed={"phone": "phone", "name": "name"},
    )


def test_suriна_reads_a_petitioner_only_within_her_own_opening(work, actors):
    clerk = work(actors.clerk)
    put_petitioner(clerk)
    with pytest.raises(NeedsOpening):
        vault.read(clerk, CASE, "party", [7], ["name"])
    vault.open_vault(clerk, CASE, "contact_parties", BANNER)
    assert vault.read(clerk, CASE, "party", [7, 8], ["name", "phone", "village"]) == {
        7: {"name": "乌云其其格", "phone": "138 0477 1234"}
    }
    with pytest.raises(NeedsOpening):
        vault.read(work(actors.reviewer), CASE, "party", [7], ["name"])
    with pytest.raises(NeedsOpening):
        vault.read(clerk, "case:4712", "party", [7], ["name"])


def test_an_opening_ends_after_thirty_minutes(work, actors):
    clerk = work(actors.clerk)
    put_petitioner(clerk)
    opening = vault.open_vault(clerk, CASE, "contact_parties", BANNER)
    clerk.now = opening.ends_at
    with pytest.raises(NeedsOpening):
        vault.read(clerk, CASE, "party", [7], ["name"])


def test_a_purpose_outside_the_list_opens_nothing(work, actors):
    with pytest.raises(Invalid, match="purpose_unknown"):
        vault.open_vault(work(actors.clerk), CASE, "curiosity", BANNER)
    with pytest.raises(Invalid, match="purpose_unknown"):
        vault.read(work(actors.clerk), CASE, "party", [7], ["name"], purpose="curiosity")


def test_the_software_reads_for_a_stated_purpose_and_the_record_is_told_once(work, actors):
    reviewer = work(actors.reviewer)
    put_petitioner(reviewer)
    for _ in range(2):
        assert vault.read(reviewer, CASE, "party", [7], ["name"], purpose="leak_check") == {7: {"name": "乌云其其格"}}
    assert [(told.name, told.payload) for told in reviewer.told] == [
        ("vault.read", {"purpose": "leak_check", "rows": 1, "table": "party"})
    ]


def test_the_software_does_not_read_where_the_record_cannot_be_told(database):
    with database.session() as session:
        session.execute(text("SET TRANSACTION READ ONLY"))
        clerk = Work(session=session, actor=cast_actors(session).clerk, now=database_now(session))
        with pytest.raises(RuntimeError, match="record"):
            vault.read(clerk, CASE, "party", [7], ["name"], purpose="leak_check")


def test_a_phone_is_found_however_it_is_written_and_no_more_after_its_change(work, actors):
    clerk = work(actors.clerk)
    put_petitioner(clerk)
    found = vault.find(clerk, "phone", "+86 １３８-0477-1234")
    assert [(one.table_name, one.row_id, one.column_name) for one in found] == [("party", 7, "phone")]
    vault.put(clerk, key_for=CASE, table="party", row=7, column="phone", text="13904770000", indexed_as="phone")
    assert vault.find(clerk, "phone", "13804771234") == []
    assert len(vault.find(clerk, "phone", "13904770000")) == 1
    vault.put(clerk, key_for=CASE, table="party", row=7, column="phone", text=None)
    assert vault.find(clerk, "phone", "13904770000") == []
    vault.open_vault(clerk, CASE, "contact_parties", BANNER)
    assert "phone" not in vault.read(clerk, CASE, "party", [7], ["name", "phone"])[7]


def test_what_stands_in_the_table_is_sealed_and_opens_nowhere_else(work, actors, session):
    clerk = work(actors.clerk)
    put_petitioner(clerk, row=7)
    put_petitioner(clerk, row=8)
    cells = {
        cell.row_id: cell
        for cell in session.scalars(
            select(VaultCell).where(VaultCell.column_name == "name", VaultCell.row_id.in_([7, 8]))
        )
    }
    assert "乌云其其格".encode() not in cells[7].ciphertext
    cells[8].ciphertext = cells[7].ciphertext
    session.flush()
    vault.open_vault(clerk, CASE, "contact_parties", BANNER)
    with pytest.raises(Refused, match="vault_damaged"):
        vault.read(clerk, CASE, "party", [8], ["name"])


def test_a_row_cannot_be_sealed_under_another_cases_key(work, actors):
    clerk = work(actors.clerk)
    put_petitioner(clerk)
    with pytest.raises(RuntimeError, match="another stream"):
        vault.put(clerk, key_for="case:1", table="party", row=7, column="name", text="巴图")


def test_a_destroyed_key_takes_all_of_its_case_along_and_stays_destroyed(work, actors, session):
    clerk = work(actors.clerk)
    put_petitioner(clerk)
    vault.open_vault(clerk, CASE, "answer_person", BANNER)
    vault.destroy_key(clerk, CASE)
    assert clerk.told[-1].name == "vault.key_destroyed"
    assert clerk.told[-1].payload == {"cells": 3, "files": 0}
    for forbidden in (
        lambda: vault.read(clerk, CASE, "party", [7], ["name"]),
        lambda: put_petitioner(clerk),
        lambda: vault.destroy_key(clerk, CASE),
    ):
        with pytest.raises(Refused, match="vault_key_destroyed"):
            forbidden()
    assert vault.find(clerk, "name", "乌云其其格") == []
    key = session.scalars(select(DataKey).where(DataKey.stream == CASE)).one()
    session.refresh(key)
    assert key.wrapped is None


@pytest.mark.parametrize(
    "forbidden",
    [
        "UPDATE opening SET ends_at = ends_at + interval '1 minute'",
        "DELETE FROM opening",
        "TRUNCATE opening",
        "DELETE FROM data_key",
        "UPDATE data_key SET stream = 'case:1'",
        "UPDATE vault_cell SET row_id = 1",
        "UPDATE stored_file SET kind = 'pdf'",
        "DELETE FROM stored_file",
        "INSERT INTO opening (jurisdiction_id, person_id, stream, purpose, opened_at, ends_at)"
        " VALUES ('150623', 1, 'case:1', 'audit', now(), now() + interval '31 minutes')",
    ],
)
def test_plain_sql_of_the_application_breaks_no_rule_of_the_vault(work, actors, session, forbidden):
    clerk = work(actors.clerk)
    put_petitioner(clerk)
    vault.open_vault(clerk, CASE, "contact_parties", BANNER)
    with (
        pytest.raises(DBAPIError, match="permission denied|append-only|thirty_minutes_at_most"),
        session.begin_nested(),
    ):
        session.execute(text(forbidden))


def test_a_destroyed_key_is_not_given_back_by_plain_sql(work, actors, session):
    clerk = work(actors.clerk)
    put_petitioner(clerk)
    vault.destroy_key(clerk, CASE)
    with pytest.raises(DBAPIError, match="destroyed one is never given back"), session.begin_nested():
        session.execute(text("UPDATE data_key SET wrapped = 'x', destroyed_at = NULL WHERE stream = :s"), {"s": CASE})
