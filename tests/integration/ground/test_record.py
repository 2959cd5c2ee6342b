"""The record notices whatever a superuser does to it, and nobody else rewrites it."""

import threading

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from market.record.models import RecordEvent
from market.record.protection import Protection
from market.record.queries import timeline
from market.record.writing import write_told
from tests.integration.ground.recording import CLERK, by_superuser, tell_erasures, verified

COLUMNS = "stream, name, subject_type, subject_id, actor_kind, payload, request_id, happened_at"
VALUES = "'case:1', 'vault.opened', 'x', 1, 'software', '{}', '', now()"


def test_an_untouched_record_is_sound(written):
    found = verified(written)
    assert (found.is_sound, found.events, found.streams) == (True, 4, 2)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "'vault.opened'"),
        ("subject_type", "'claim'"),
        ("subject_id", "999"),
        ("jurisdiction_id", "NULL"),
        ("actor_kind", "'visitor', actor_person_id = NULL"),
        ("actor_person_id", "2"),
        ("actor_account_id", "NULL"),
        ("payload", """'{"cells": 4, "files": 0}'"""),
        ("request_id", "'other'"),
        ("happened_at", "happened_at + interval '1 microsecond'"),
        ("recorded_at", "recorded_at - interval '1 day'"),
        ("hash", "repeat('0', 64)"),
        ("previous_hash", "repeat('0', 64)"),
        ("id", "id + 100"),
    ],
)
def test_a_changed_column_names_its_row(written, column, value):
    by_superuser(written, f"UPDATE record_event SET {column} = {value} WHERE stream = '{CLERK}' AND sequence = 2")
    found = verified(written)
    assert any(f"stream {CLERK}: event 2" in fault for fault in found.faults), found.faults


@pytest.mark.parametrize("kind", ["person", "somebody"])
def test_the_record_takes_no_person_without_a_name_and_no_other_kind(session, kind):
    values = VALUES.replace("software", kind)
    with pytest.raises(IntegrityError, match="actor_"), session.begin_nested():
        session.execute(text(f"INSERT INTO record_event ({COLUMNS}) VALUES ({values})"))


def test_a_removed_event_leaves_a_gap(written):
    by_superuser(written, f"DELETE FROM record_event WHERE stream = '{CLERK}' AND sequence = 2")
    assert any("after event 1 comes 3" in fault for fault in verified(written).faults)


def test_a_cut_tail_does_not_match_the_head(written):
    by_superuser(written, f"DELETE FROM record_event WHERE stream = '{CLERK}' AND sequence = 3")
    assert verified(written).faults == [f"stream {CLERK}: its head does not match its last event 2"]


def test_a_removed_stream_is_missed_by_its_head(written):
    by_superuser(written, f"DELETE FROM record_event WHERE stream = '{CLERK}'")
    assert verified(written).faults == [f"stream {CLERK}: its head says 3 events and there is none"]


@pytest.mark.parametrize(
    "forbidden",
    [
        "UPDATE record_event SET request_id = ''",
        "DELETE FROM record_event",
        "TRUNCATE record_event",
        "UPDATE record_stream SET sequence = 0",
        "INSERT INTO record_stream (stream, sequence, hash) VALUES ('case:1', 0, '')",
        "DELETE FROM record_stream",
        f"INSERT INTO record_event (sequence, {COLUMNS}) VALUES (7, {VALUES})",
        f"INSERT INTO record_event (recorded_at, {COLUMNS}) VALUES (now(), {VALUES})",
        f"INSERT INTO record_event (hash, {COLUMNS}) VALUES ('', {VALUES})",
    ],
)
@pytest.mark.parametrize("role", ["application", "owner"])
def test_neither_the_application_nor_the_owner_rewrites_the_record(written, forbidden, role):
    if role == "owner" and "INSERT" in forbidden or role == "owner" and "record_stream SET" in forbidden:
        return  # the owner may fill a column, and the chain then tells: see the stories above
    engine = create_engine(getattr(written.addresses, f"{role}_url"))
    with engine.connect() as connection, pytest.raises(DBAPIError, match="permission denied|append-only"):
        connection.execute(text(forbidden))
    engine.dispose()


def test_thirty_two_writers_of_one_stream_make_one_chain(database, commit_work):
    at_once = threading.Barrier(32)
    failures = []

    def write():
        try:
            commit_work("clerk", lambda work: (at_once.wait(), tell_erasures(work)))
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    writers = [threading.Thread(target=write) for _ in range(32)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    found = verified(database)
    assert (found.is_sound, found.events, found.streams) == (True, 32, 1)


def test_a_timeline_comes_in_pages_that_neither_skip_nor_repeat(work, actors):
    clerk = work(actors.clerk)
    tell_erasures(clerk, 7)
    write_told(clerk)
    pages, older_than = [], None
    while True:
        page = timeline(clerk, stream=CLERK, older_than=older_than, size=3)
        pages.append([event.sequence for event in page.events])
        older_than = page.older_than
        if older_than is None:
            break
    assert pages == [[7, 6, 5], [4, 3, 2], [1]]
    assert page.actors == {actors.clerk.person_id: actors.clerk.display_name}
    assert timeline(clerk, stream=CLERK, jurisdictions=["150624"]).events == []


def test_what_is_told_is_written_with_who_where_and_when(work, actors, session: Session):
    clerk = work(actors.clerk)
    tell_erasures(clerk)
    write_told(clerk)
    event = session.scalars(select(RecordEvent).where(RecordEvent.stream == CLERK)).one()
    assert (event.actor_person_id, event.jurisdiction_id, event.request_id) == (
        actors.clerk.person_id,
        "150623",
        "test",
    )
    assert event.happened_at == clerk.now <= event.recorded_at


def test_a_role_that_could_rewrite_the_record_is_found_out(database):
    protection = Protection()
    protection.add(["record_event", "record_stream", "opening", "stored_file", "a_table_not_made_yet"])
    with database.session() as session:
        assert protection.faults(session) == []
    owner = create_engine(database.addresses.owner_url)
    with Session(owner) as session:
        assert "TRUNCATE record_event" in protection.faults(session)
        session.execute(text("GRANT UPDATE (request_id) ON record_event TO market_app"))
        session.commit()
    owner.dispose()
    with database.session() as session:
        assert protection.faults(session) == ["UPDATE record_event"]
