"""What a rolled-back upload left in the store is gone a day later, and nothing that a row names, whatever happens."""

import os
import secrets
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from market.files import Accepted, FileStore, Folder, Kind, StoreAway
from market.files import services as files
from market.files import services_sweeping as sweeping
from market.files.bucket import Bucket
from market.files.jobs import sweep_left_files
from market.record.checkpoints import Checkpoints
from market.record.models import RecordEvent
from market.record.verify import verify

SCAN = Accepted(Kind.PNG, b"\x89PNG of a signature page", "签字页.png")
LEFT = 5
TWO_DAYS = timedelta(days=2)


class RolledBack(Exception):
    """Something fails after the file was stored."""


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path, master, monkeypatch):
    """The store of this process, for each place that files can lie in."""
    place = (
        Folder(tmp_path / "kept")
        if request.param == "folder"
        else Bucket(request.getfixturevalue("object_server").storage(f"swept-{secrets.token_hex(4)}"))
    )
    own = files.store_in(place, master)
    monkeypatch.setattr(files._SHELF, "store", own)
    return own


@pytest.fixture
def days_pass(store, request, monkeypatch):
    """Two days go by: what lies in the store is as much older."""

    def pass_by():
        if isinstance(store.place, Folder):
            for name in list(store.names()):
                then = time.time() - TWO_DAYS.total_seconds()
                os.utime(store.place._path(name), (then, then))
        else:
            monkeypatch.setattr(sweeping, "LEFT_FOR", timedelta(0))
            time.sleep(1.1)  # a storage tells its times by the second

    return pass_by


@pytest.fixture
def kept(store, room, actors):
    """The name of a file whose upload was committed."""
    with room.work(actors.clerk) as work:
        return files.keep(work, SCAN, stream="case:9", jurisdiction_id="150623").store_name


@pytest.fixture
def left(store, kept, room, actors):
    """The names that so many rolled-back uploads left."""
    for _ in range(LEFT):
        with pytest.raises(RolledBack):
            _upload_that_fails(room, actors.clerk)
    names = [name for name in store.names() if name != kept]
    assert len(names) == LEFT
    return names


def _upload_that_fails(room, clerk):
    with room.work(clerk) as work:
        files.keep(work, SCAN, stream="case:9", jurisdiction_id="150623")
        raise RolledBack


def told(database):
    """The counts that each office's record tells, in order."""
    with database.session() as session:
        rows = session.scalars(select(RecordEvent).where(RecordEvent.name == "file.left_over").order_by(RecordEvent.id))
        by_stream: dict[str, list[int]] = {}
        for row in rows:
            assert row.payload.keys() == {"count"}
            by_stream.setdefault(row.stream, []).append(row.payload["count"])
        return by_stream


def test_what_no_row_names_is_gone_a_day_later_and_its_count_is_told(
    store, kept, left, room, database, days_pass, monkeypatch
):
    monkeypatch.setattr("market.files.jobs.NAMES_AT_ONCE", 2)
    monkeypatch.setattr("market.files.bucket.NAMES_A_PAGE", 2)
    days_pass()
    sweep_left_files(room)
    assert list(store.names()) == [kept]
    assert store.get(kept)
    counts = told(database)
    assert {sum(each) for each in counts.values()} == {LEFT}
    assert {"office:150623", "office:150624"} <= counts.keys()
    with database.session() as session:
        assert verify(session, Checkpoints()).faults == []
    sweep_left_files(room)
    assert told(database) == counts, "a second run finds nothing"


def test_an_upload_of_today_is_left_alone_for_its_row_may_still_come(store, kept, left, room, database):
    sweep_left_files(room)
    assert set(store.names()) == {kept, *left}
    assert told(database) == {}


def test_a_run_that_is_killed_in_the_middle_is_gone_on_with(store, kept, left, room, database, days_pass, monkeypatch):
    days_pass()
    delete, deleted = store.delete, []

    def dies_after_two(name):
        if len(deleted) == 2:
            raise SystemExit("killed")
        delete(name)
        deleted.append(name)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store, "delete", dies_after_two)
        with pytest.raises(SystemExit):
            sweep_left_files(room)
    assert len(list(store.names())) == 1 + LEFT - 2
    assert told(database)["office:150623"] == [LEFT], "what was deleted has been told"
    sweep_left_files(room)
    assert list(store.names()) == [kept]
    assert told(database)["office:150623"] == [LEFT, LEFT - 2]


def test_while_the_store_is_away_nothing_is_told(store, kept, left, room, database, days_pass, monkeypatch):
    days_pass()

    def away(name):
        raise StoreAway("silent")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store.place, "read", away)
        with pytest.raises(StoreAway):
            sweep_left_files(room)
    assert told(database) == {}
    sweep_left_files(room)
    assert list(store.names()) == [kept]


def test_what_another_key_has_named_or_somebody_has_changed_is_not_ours(store, kept, room, database, days_pass):
    theirs = FileStore(store.place, secrets.token_bytes(32)).put(b"of another house")
    damaged = "ab" * 32
    store.place.write(damaged, b"nobody knows what")
    days_pass()
    sweep_left_files(room)
    assert set(store.names()) == {kept, theirs, damaged}
    assert told(database) == {}


def test_a_row_that_comes_between_finding_and_deleting_keeps_its_file(
    store, kept, left, room, actors, database, days_pass, monkeypatch
):
    upload = ExitStack()
    work = upload.enter_context(room.work(actors.clerk))
    late = files.keep(work, SCAN, stream="case:9", jurisdiction_id="150623").store_name
    days_pass()

    def commits_meanwhile(name):
        upload.close()
        return sweeping.is_ours(name)

    monkeypatch.setattr("market.files.jobs.is_ours", commits_meanwhile)
    sweep_left_files(room)
    assert set(store.names()) == {kept, late}
    assert told(database)["office:150623"] == [LEFT]


def test_a_database_that_names_no_file_sweeps_none(store, room, actors, database, days_pass):
    """It is empty, or another one than the store's, with the real key."""
    sweep_left_files(room)
    with pytest.raises(RolledBack):
        _upload_that_fails(room, actors.clerk)
    days_pass()
    with pytest.raises(sweeping.SweepRefused, match="names no stored file"):
        sweep_left_files(room)
    assert len(list(store.names())) == 1
    assert told(database) == {}


def test_more_than_a_house_leaves_is_refused_by_the_name_of_the_setting(
    store, kept, left, room, database, days_pass, monkeypatch
):
    monkeypatch.setattr(files._SHELF, "most_swept", LEFT - 1)
    monkeypatch.setattr("market.files.jobs.NAMES_AT_ONCE", 2)
    days_pass()
    with pytest.raises(sweeping.SweepRefused, match=f"more than {LEFT - 1} files.*MOST_SWEPT_FILES"):
        sweep_left_files(room)
    assert set(store.names()) == {kept, *left}, "nor is what was found before it became too many"
    assert told(database) == {}
    monkeypatch.setattr(files._SHELF, "most_swept", LEFT)
    sweep_left_files(room)
    assert list(store.names()) == [kept]


def test_of_many_named_files_a_share_is_no_surprise(store, kept, left, room, actors, database, days_pass, monkeypatch):
    monkeypatch.setattr(files._SHELF, "most_swept", 1)
    monkeypatch.setattr(sweeping, "OF_THE_NAMED", 2)
    with room.work(actors.clerk) as work:
        for _ in range(2 * LEFT - 1):
            files.keep(work, SCAN, stream="case:9", jurisdiction_id="150623")
    days_pass()
    sweep_left_files(room)
    assert len(list(store.names())) == 2 * LEFT


def test_names_before_an_instant_are_those_that_lay_there_then(store, kept, left):
    assert list(store.names(before=datetime.now(UTC) - timedelta(days=1))) == []
    assert list(store.names(before=datetime.now(UTC) + timedelta(minutes=1))) == sorted([kept, *left])
