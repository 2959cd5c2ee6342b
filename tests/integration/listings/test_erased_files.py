"""With the key of a case go its stored files: not only unreadable but gone, however often the deleting is cut off."""

import re
import secrets
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from listings.attachments.services import add
from listings.proposals.queries import proposals_to_decide
from listings.retention.models import Erasure
from listings.retention.services import confirm_erasure, propose_erasure
from market import jobs
from market.files import StoreAway
from market.files import services as files
from market.files.bucket import Bucket
from market.files.folder import Folder
from market.files.jobs import delete_erased_files
from market.files.models import StoredFile
from market.record.checkpoints import Checkpoints
from market.record.models import RecordEvent
from market.record.verify import verify
from tests.integration.listings.erasing import DAYS_KEPT
from tests.integration.listings.stories import closed_unlisted, registered
from tests.integration.listings.test_attachments import Given, picture

FILES = 3


@pytest.fixture
def storage(object_server):
    """A bucket of this test's own."""
    return object_server.storage(f"erased-{secrets.token_hex(4)}")


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.slow)])
def store(request, tmp_path, master, monkeypatch):
    """The store of this process, for each place that files can lie in."""
    kept_in = Folder(tmp_path / "kept") if request.param == "folder" else Bucket(request.getfixturevalue("storage"))
    own = files.store_in(kept_in, master)
    monkeypatch.setattr(files._SHELF, "store", own)
    return own


@pytest.fixture
def erased(store, commit_work):
    """Wulan's old case with three attachments is erased by two of the office; another case keeps its own file."""

    def prepare(work):
        case, other = registered(work), registered(work, petition_number="XF-2")
        for kept_with in (*[case] * FILES, other):
            add(work, kept_with, attachment=Given(picture()))
        closed_unlisted(work, case, close_code="withdrawn")
        case.closed_at = work.now - timedelta(days=DAYS_KEPT + 1)
        propose_erasure(work, case)
        return case.stream

    stream = commit_work("clerk", prepare)
    assert len(list(store.names())) == FILES + 1
    commit_work("reviewer", lambda work: [confirm_erasure(work, one, understood=True) for one in _to_decide(work)])
    return stream


def _to_decide(work):
    return list(proposals_to_decide(work, Erasure, 5))


def told(database):
    """How many files the record says are deleted."""
    with database.session() as session:
        return session.scalar(select(func.count(RecordEvent.id)).where(RecordEvent.name == "file.deleted"))


def test_the_files_of_an_erased_case_are_deleted_and_no_others(erased, store, room, database):
    with database.session() as session:
        waits = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'delete_erased_files'")
        assert session.execute(waits).scalar_one() == 1
    delete_erased_files(room)
    with database.session() as session:
        others = select(StoredFile.store_name).where(StoredFile.stream != erased)
        assert list(store.names()) == session.scalars(others).all()
        assert verify(session, Checkpoints()).faults == []
        last = select(RecordEvent).where(RecordEvent.stream == erased).order_by(RecordEvent.id.desc()).limit(FILES)
        assert [(one.name, one.payload) for one in session.scalars(last)] == [("file.deleted", {})] * FILES
    delete_erased_files(room)
    assert told(database) == FILES, "a second run finds nothing to do"


def test_a_run_that_was_cut_off_is_gone_on_with(erased, store, room, database, monkeypatch):
    delete, asked = store.delete, []

    def fails_the_second_time(name):
        asked.append(name)
        if len(asked) == 2:
            raise ConnectionError("the store does not answer")
        delete(name)

    monkeypatch.setattr(store, "delete", fails_the_second_time)
    with pytest.raises(ConnectionError):
        delete_erased_files(room)
    assert (told(database), len(list(store.names()))) == (1, FILES)
    delete_erased_files(room)
    assert (told(database), len(list(store.names()))) == (FILES, 1)


def test_a_worker_killed_after_deleting_tells_it_the_next_time(erased, store, room, database):
    with room.work() as work:
        names = work.session.scalars(select(StoredFile.store_name).where(StoredFile.stream == erased)).all()
    store.delete(names[0])
    delete_erased_files(room)
    assert told(database) == FILES


@pytest.mark.slow
@pytest.mark.parametrize("store", ["bucket"], indirect=True)
@pytest.mark.parametrize("done", [200, 204, 302])
def test_nothing_is_told_while_something_on_the_way_answers_for_the_bucket(
    erased, store, storage, room, database, httpserver, monkeypatch, done
):
    httpserver.expect_request(re.compile(".*")).respond_with_data(
        "<html>Please sign in to this network</html>",
        status=done,
        headers={"Location": "/sign-in"},
        content_type="text/html",
    )
    on_the_way = Bucket(replace(storage, endpoint=httpserver.url_for("").rstrip("/")))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store, "place", on_the_way)
        with pytest.raises(StoreAway):
            delete_erased_files(room)
    assert (told(database), len(list(store.names()))) == (0, FILES + 1)
    delete_erased_files(room)
    assert (told(database), len(list(store.names()))) == (FILES, 1)


def test_two_runs_at_once_tell_each_file_once(erased, store, room, database):
    together = threading.Barrier(4)
    failures = []

    def run():
        together.wait(timeout=30)
        try:
            delete_erased_files(jobs.JobRoom("race"))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    assert told(database) == FILES


def test_nothing_is_deleted_while_its_key_lives(store, room, commit_work, database):
    commit_work("clerk", lambda work: add(work, registered(work), attachment=Given(picture())).id)
    delete_erased_files(room)
    assert (told(database), len(list(store.names()))) == (0, 1)
