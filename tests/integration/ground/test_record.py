"""The record notices whatever a superuser does to it, and whatever the last checkpoint covers cannot be rewritten."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from market.people.models import Person
from market.record import checkpoints
from market.record.checkpoints import Checkpoints
from market.record.models import RecordEvent
from market.record.protection import Protection
from market.record.queries import seen, timeline
from market.record.verify import Verification, verify
from market.record.writing import write_told

CLERK = "person:1"  # the first of the cast
COLUMNS = "stream, name, subject_type, subject_id, actor_kind, payload, request_id, happened_at"
VALUES = "'case:1', 'vault.opened', 'x', 1, 'software', '{}', '', now()"


def tell_erasures(work, times=1):
    """The stream of whoever acts gets one event a time."""
    person = work.session.get_one(Person, work.actor.person_id)
    for _ in range(times):
        work.tell("vault.key_destroyed", person, cells=3, files=0)


@pytest.fixture
def written(commit_work, database):
    """Four committed events in two streams."""
    commit_work("clerk", lambda work: tell_erasures(work, 3))
    commit_work("reviewer", tell_erasures)
    return database


def verified(database, signed=None) -> Verification:
    with database.session() as session:
        return verify(session, signed or Checkpoints())


def by_superuser(database, *statements):
    """What somebody with the superuser's password could do, triggers set aside."""
    engine = create_engine(database.addresses.superuser_url)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


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


@pytest.fixture
def signed(written, tmp_path) -> tuple[Path, checkpoints.Ed25519PrivateKey]:
    """A checkpoint over the four events."""
    checkpoints.generate_key(tmp_path / "key")
    key = checkpoints.load_key(tmp_path / "key")
    sign(written, tmp_path / "checkpoints.jsonl", key)
    return tmp_path / "checkpoints.jsonl", key


def sign(database, file, key) -> int:
    with database.session() as session:
        now = session.scalar(text("SELECT now()"))
        return checkpoints.append(file, key, lambda known: seen(session, known, now))


def test_a_history_recomputed_to_its_end_is_seen_by_the_checkpoint(written, signed):
    file, key = signed
    read = checkpoints.read(file, key.public_key())
    assert verified(written, read).is_sound
    by_superuser(
        written,
        f"DELETE FROM record_event WHERE stream = '{CLERK}' AND sequence = 3",
        f"UPDATE record_stream SET sequence = 2, hash = (SELECT hash FROM record_event"
        f" WHERE stream = '{CLERK}' AND sequence = 2) WHERE stream = '{CLERK}'",
    )
    assert verified(written).is_sound  # the database alone can be made to agree with itself
    assert verified(written, read).faults == [f"stream {CLERK}: a checkpoint covers 3 events and only 2 are there"]
    with pytest.raises(checkpoints.CheckpointError, match="shorter than the checkpoint says"):
        sign(written, file, key)


def test_a_recomputed_event_is_not_the_signed_one(written, signed):
    file, key = signed
    by_superuser(written, *RECOMPUTED)
    assert verified(written).is_sound
    read = checkpoints.read(file, key.public_key())
    assert verified(written, read).faults == [f"stream {CLERK}: event 3 is not the one that a checkpoint signed"]


RECOMPUTED = (
    f"UPDATE record_event SET request_id = 'forged' WHERE stream = '{CLERK}' AND sequence = 3",
    f"UPDATE record_event e SET hash = record_event_hash(e) WHERE stream = '{CLERK}' AND sequence = 3",
    f"UPDATE record_stream SET hash = (SELECT hash FROM record_event"
    f" WHERE stream = '{CLERK}' AND sequence = 3) WHERE stream = '{CLERK}'",
)


def test_a_recomputed_history_is_not_signed_over(written, signed):
    file, key = signed
    by_superuser(written, *RECOMPUTED)
    before = file.read_bytes()
    with pytest.raises(checkpoints.CheckpointError, match=f"event 3 of {CLERK} is not the one"):
        sign(written, file, key)
    assert file.read_bytes() == before
    found = verified(written, checkpoints.read(file, key.public_key()))
    assert found.faults == [f"stream {CLERK}: event 3 is not the one that a checkpoint signed"]


def test_a_recomputed_history_that_grew_on_is_not_signed_over(written, signed, commit_work):
    file, key = signed
    by_superuser(written, *RECOMPUTED)
    commit_work("clerk", tell_erasures)
    assert verified(written).is_sound, "the database alone agrees with itself"
    with pytest.raises(checkpoints.CheckpointError, match=f"event 3 of {CLERK} is not the one"):
        sign(written, file, key)
    found = verified(written, checkpoints.read(file, key.public_key()))
    assert found.faults == [f"stream {CLERK}: event 3 is not the one that a checkpoint signed"]


def test_every_head_that_was_ever_signed_is_compared(written, signed, commit_work):
    file, key = signed
    commit_work("clerk", tell_erasures)
    sign(written, file, key)
    by_superuser(
        written,
        *RECOMPUTED[:2],
        f"UPDATE record_event SET previous_hash = (SELECT hash FROM record_event"
        f" WHERE stream = '{CLERK}' AND sequence = 3) WHERE stream = '{CLERK}' AND sequence = 4",
    )
    commit_work("clerk", tell_erasures)
    found = verified(written, checkpoints.read(file, key.public_key()))
    assert f"stream {CLERK}: event 3 is not the one that a checkpoint signed" in found.faults
    with pytest.raises(checkpoints.CheckpointError, match=f"event 3 of {CLERK}"):
        sign(written, file, key)


def test_a_line_that_signs_anew_what_was_signed_is_a_fault(written, signed):
    file, key = signed
    by_superuser(written, *RECOMPUTED)
    known = checkpoints.read(file, key.public_key())
    with file.open("ab") as stream, written.session() as session:  # as whoever holds the key could
        now = session.scalar(text("SELECT now()"))
        stream.write(checkpoints._signed_line(key, known, {CLERK: seen(session, known, now).heads[CLERK]}, now))
    read = checkpoints.read(file, key.public_key())
    assert read.faults == [f"checkpoint line 2: it signs anew what was signed before: {CLERK}"]
    assert f"stream {CLERK}: event 3 is not the one that a checkpoint signed" in verified(written, read).faults


def test_a_stream_removed_with_its_head_is_missed_by_the_checkpoint(written, signed):
    file, key = signed
    by_superuser(
        written,
        f"DELETE FROM record_event WHERE stream = '{CLERK}'",
        f"DELETE FROM record_stream WHERE stream = '{CLERK}'",
    )
    found = verified(written, checkpoints.read(file, key.public_key()))
    assert found.faults == [f"stream {CLERK}: a checkpoint covers 3 events and there is none"]


def test_checkpoints_follow_each_other_and_sign_only_what_moved(written, signed, commit_work):
    file, key = signed
    assert sign(written, file, key) == 0
    commit_work("clerk", tell_erasures)
    assert sign(written, file, key) == 1
    read = checkpoints.read(file, key.public_key())
    assert (read.lines, read.heads[CLERK][0], read.faults) == (2, 4, [])
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_changed_removed_or_foreign_checkpoint_is_a_fault(written, signed, commit_work, tmp_path):
    file, key = signed
    commit_work("clerk", tell_erasures)
    sign(written, file, key)
    first, second = file.read_bytes().splitlines(keepends=True)
    for content, fault in (
        (first.replace(b'": [3, ', b'": [2, ') + second, "line 1: its signature"),
        (second, "line 1: it does not follow"),
        (first + first, "line 2: it does not follow"),
        (first + b"{}\n", "line 2: it cannot be read"),
    ):
        file.write_bytes(content)
        assert fault in " ".join(checkpoints.read(file, key.public_key()).faults)
    file.write_bytes(first + second)
    checkpoints.generate_key(tmp_path / "other")
    other = checkpoints.load_key(tmp_path / "other")
    assert len(checkpoints.read(file, other.public_key()).faults) == 2


def test_a_line_that_a_crash_cut_off_gives_way_to_the_next(written, signed, commit_work):
    file, key = signed
    with file.open("ab") as stream:
        stream.write(b'{"body": {"format": "mark')
    assert checkpoints.read(file, key.public_key()).faults == []
    commit_work("clerk", tell_erasures)
    assert sign(written, file, key) == 1
    read = checkpoints.read(file, key.public_key())
    assert (read.lines, read.torn_bytes, read.faults) == (2, 0, [])


def test_a_signing_key_that_others_can_read_is_refused(tmp_path):
    checkpoints.generate_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(checkpoints.CheckpointError, match="chmod 600"):
        checkpoints.load_key(tmp_path / "key")
    with pytest.raises(checkpoints.CheckpointError, match="never overwritten"):
        checkpoints.generate_key(tmp_path / "key")


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
