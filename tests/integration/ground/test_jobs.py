"""A job is there exactly when its transaction was committed, is tried again, and survives a killed worker."""

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from market import jobs
from market.jobs import HANDLERS, JOBS, Handlers, JobRoom, defer, drain
from market.people.models import Person
from market.queue.care import forget_finished, put_back_stalled
from market.record.models import RecordEvent

WAITING = text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")


@pytest.fixture
def url(database, room) -> str:
    return database.addresses.application_url


@pytest.fixture
def handled(monkeypatch):
    """What the handler of deliver_mail was asked to do."""
    asked = []

    def handler(jobs: JobRoom, **args):
        asked.append(args)

    monkeypatch.setitem(HANDLERS.all, "deliver_mail", handler)
    return asked


def count(database) -> int:
    with database.session() as session:
        return session.scalar(WAITING)


def test_a_job_is_unseen_before_the_commit_and_done_after_it(room, database, url, handled):
    with room.work() as work:
        defer(work, "deliver_mail", intent=7)
        assert count(database) == 0
        drain(url)
        assert handled == []
    drain(url)
    assert handled == [{"intent": 7}]


def test_a_job_is_gone_with_the_rollback(room, database, url, handled):
    def enqueue_and_fail():
        with room.work() as work:
            defer(work, "deliver_mail", intent=7)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        enqueue_and_fail()
    assert count(database) == 0


def test_nobody_enqueues_a_job_that_is_not_declared(room):
    with room.work() as work, pytest.raises(ValueError, match="no such job: deliver_parcel"):
        defer(work, "deliver_parcel")


def test_the_same_thing_waits_once_and_the_transaction_lives_on(room, database, url, handled):
    with room.work() as work:
        for _ in range(3):
            defer(work, "deliver_mail", once_as="mail:7", intent=7)
        defer(work, "deliver_mail", intent=8)
    assert count(database) == 2
    drain(url)
    assert handled == [{"intent": 7}, {"intent": 8}]


def test_a_job_works_as_the_system_and_its_record_is_written(room, database, url, monkeypatch, master):
    def handler(jobs: JobRoom):
        with jobs.work() as work:
            person = work.session.get_one(Person, 1)
            work.tell("vault.key_destroyed", person, cells=0, files=0)

    monkeypatch.setitem(HANDLERS.all, "sweep_mail", handler)
    with room.work() as work:
        defer(work, "sweep_mail")
    drain(url)
    with database.session() as session:
        event = session.query(RecordEvent).one()
    assert (event.actor_person_id, event.request_id) == (None, "job-1")


def test_a_failing_job_is_tried_again_later_as_often_as_declared(room, database, url, monkeypatch):
    def handler(jobs: JobRoom, **args):
        raise ConnectionError("the post office is closed")

    monkeypatch.setitem(HANDLERS.all, "deliver_mail", handler)
    monkeypatch.setitem(JOBS, "deliver_mail", jobs.Job("deliver_mail", "", tries=3, first_wait_seconds=10))
    with room.work() as work:
        defer(work, "deliver_mail", intent=7)
    with pytest.raises(ExceptionGroup, match="deliver_mail"):
        drain(url)
    row = text(
        "SELECT status::text, attempts, extract(epoch FROM scheduled_at - now()) AS wait FROM procrastinate_jobs"
    )
    expected = [("todo", 1, 10), ("todo", 2, 20), ("failed", 3, None)]
    for turn, (status, attempts, wait) in enumerate(expected):
        with database.session() as session:
            if turn:
                session.execute(text("UPDATE procrastinate_jobs SET scheduled_at = now()"))
                session.commit()
                assert len(drain(url, strict=False)) == 1
            found = session.execute(row).one()
        assert (found.status, found.attempts) == (status, attempts)
        if wait:
            assert wait - 5 < found.wait <= wait


@pytest.mark.parametrize(("losses", "succeeds"), [(2, True), (3, False)])
def test_a_job_that_loses_against_another_is_begun_anew_at_once(
    room, database, url, monkeypatch, losses: int, succeeds: bool
):
    begun = []

    def handler(jobs: JobRoom, **args):
        begun.append(args)
        with jobs.work() as work:
            if len(begun) <= losses:
                work.session.execute(text("DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$"))

    monkeypatch.setitem(HANDLERS.all, "deliver_mail", handler)
    with room.work() as work:
        defer(work, "deliver_mail", intent=7)
    assert (drain(url, strict=False) == []) is succeeds
    assert begun == [{"intent": 7}] * 3


def test_a_job_that_loses_after_its_call_to_the_outside_does_not_call_again(room, database, url, monkeypatch):
    called = []

    def handler(jobs: JobRoom, **args):
        with jobs.work():
            pass
        called.append(args)
        with jobs.work() as work:
            work.session.execute(text("DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$"))

    monkeypatch.setitem(HANDLERS.all, "deliver_mail", handler)
    with room.work() as work:
        defer(work, "deliver_mail", intent=7)
    assert len(drain(url, strict=False)) == 1
    assert called == [{"intent": 7}]


def test_a_periodic_job_waits_once_whatever_happens(url):
    app = jobs.queue_app(url)
    assert {name for name, _ in app.periodic_registry.periodic_tasks} == {
        name for name in HANDLERS.all if JOBS[name].cron
    }
    assert all(app.tasks[name].queueing_lock == name for name in HANDLERS.all if JOBS[name].cron)


def test_a_name_without_a_handler_or_a_handler_without_a_name_fails_start_up():
    handlers = Handlers()
    with pytest.raises(RuntimeError, match="send_payout"):
        handlers.check()
    with pytest.raises(ValueError, match="no such job"):
        handlers.add({"deliver_parcel": lambda jobs: None})
    handlers.add(dict.fromkeys(JOBS, lambda jobs: None))
    handlers.check()
    with pytest.raises(ValueError, match="handled twice"):
        handlers.add({"send_payout": lambda jobs: None})


WORKER = """
import sys, time
from market import jobs
def handler(room, **args):
    print("started", flush=True)
    time.sleep(float(args["seconds"]))
    print("finished", flush=True)
jobs.HANDLERS.all["deliver_mail"] = handler
jobs.work_off(sys.argv[1])
print("stopped", flush=True)
"""


@pytest.fixture
def worker(url):
    """A real worker in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, url],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()
    process.stdout.close()


def test_a_worker_that_is_asked_to_stop_finishes_the_job_in_hand(room, database, worker):
    with room.work() as work:
        defer(work, "deliver_mail", seconds=1)
    assert worker.stdout.readline() == "started\n"
    worker.send_signal(signal.SIGTERM)
    assert worker.stdout.read() == "finished\nstopped\n"
    assert worker.wait(10) == 0
    with database.session() as session:
        assert session.scalar(text("SELECT status::text FROM procrastinate_jobs")) == "succeeded"


def test_the_job_of_a_killed_worker_is_put_back_and_done(room, database, url, worker, handled):
    with room.work() as work:
        defer(work, "deliver_mail", seconds=60)
    assert worker.stdout.readline() == "started\n"
    with room.work() as work:
        assert put_back_stalled(work) == []  # its worker lives
    worker.kill()
    worker.wait()
    time.sleep(1.1)
    drain(url)
    assert handled == []  # the queue alone leaves it
    with room.work() as work:
        assert len(put_back_stalled(work, silent_seconds=1)) == 1
    drain(url)
    assert handled == [{"seconds": 60}]


def test_a_periodic_job_of_a_killed_worker_is_ended_for_its_next_turn_comes(room, database):
    with database.session() as session:
        session.execute(
            text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, queueing_lock, attempts) VALUES"
                " ('default', 'sweep_clocks', 'doing', 'sweep_clocks', 0),"
                " ('default', 'sweep_clocks', 'todo', 'sweep_clocks', 0),"
                " ('default', 'deliver_mail', 'doing', NULL, 30)"
            )
        )
        session.commit()
        with room.work() as work:
            assert put_back_stalled(work) == []
        statuses = session.scalars(text("SELECT status::text FROM procrastinate_jobs ORDER BY id")).all()
    assert statuses == ["failed", "todo", "failed"]


def test_a_killed_job_whose_twin_waits_is_ended_and_holds_up_no_other(room, database):
    with database.session() as session:
        session.execute(
            text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, queueing_lock, attempts) VALUES"
                " ('default', 'deliver_mail', 'doing', NULL, 0),"
                " ('default', 'deliver_mail', 'doing', 'mail:1', 0),"
                " ('default', 'deliver_mail', 'todo', 'mail:1', 0),"
                " ('default', 'deliver_mail', 'doing', NULL, 0)"
            )
        )
        session.commit()
        with room.work() as work:
            assert len(put_back_stalled(work)) == 2
        statuses = session.scalars(text("SELECT status::text FROM procrastinate_jobs ORDER BY id")).all()
    assert statuses == ["todo", "failed", "todo", "todo"]


def test_finished_jobs_are_forgotten_after_a_month(room, database, url, handled):
    with room.work() as work:
        defer(work, "deliver_mail", intent=1)
    drain(url)
    with database.session() as session:
        for age, left in (("29 days", 1), ("31 days", 0)):
            session.execute(text(f"UPDATE procrastinate_events SET at = now() - interval '{age}'"))
            session.commit()
            forget_finished(room)
            assert session.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == left
            session.commit()
