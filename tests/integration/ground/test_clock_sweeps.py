"""Sweeps at once fire each run once, a clock that fails holds up nobody, and a sweep costs what is due."""

import threading
from datetime import timedelta

from sqlalchemy import select, text

from market.clocks.models import ClockRun
from market.clocks.sweep import sweep
from market.people.models import Person
from market.record.models import RecordEvent
from tests.integration.ground.clocking import LONG_AGO


def start_long_ago(commit_work, persons=(1,)):
    def do(work):
        for person in persons:
            work.tell("limit.began", work.session.get_one(Person, person), since=LONG_AGO)

    commit_work("clerk", do)


def test_eight_sweeps_at_once_fire_each_run_once(database, room, commit_work, clock):
    happened = []
    clock(counts_from="since", overdue=lambda work, person: happened.append(person.id))
    people = range(1, 9)
    start_long_ago(commit_work, people)
    at_once = threading.Barrier(8)
    failures = []

    def run():
        try:
            at_once.wait()
            sweep(room)
        except Exception as error:
            failures.append(error)

    sweeps = [threading.Thread(target=run) for _ in range(8)]
    for one in sweeps:
        one.start()
    for one in sweeps:
        one.join()
    assert failures == []
    assert sorted(happened) == list(people)
    with database.session() as session:
        names = session.scalars(select(RecordEvent.name).where(RecordEvent.name.like("clock.%"))).all()
        runs = session.scalars(select(ClockRun)).all()
    assert names == ["clock.overdue"] * 8
    assert {(run.status, run.ended_at is None) for run in runs} == {("overdue", False)}


def test_a_clock_that_fails_is_put_off_and_holds_up_nobody(database, room, commit_work, clock, caplog):
    def follows(work, person):
        if person.id == 1:
            raise ConnectionError("first")

    clock(counts_from="since", overdue=follows)
    start_long_ago(commit_work, (1, 2))
    assert sweep(room) == 1
    with database.session() as session:
        runs = session.scalars(select(ClockRun).order_by(ClockRun.subject_id)).all()
        now = session.scalar(text("SELECT now()"))
        assert [(run.status, run.attempts) for run in runs] == [("running", 1), ("overdue", 0)]
        assert now < runs[0].next_at <= now + timedelta(minutes=2)
    assert sweep(room) == 0


def test_the_sweep_reads_what_is_due_and_not_what_exists(database, room, commit_work, clock):
    clock()
    with database.session() as session:
        session.execute(
            text(
                "INSERT INTO clock_run (clock, subject_type, subject_id, stream, status, started_on, last_day, ends_at,"
                " overdue_at, next_at, attempts, reckoning) SELECT 'limit', 'person', n, 'person:1', 'running',"
                " '2026-01-05', '2099-01-05', '2099-01-05', '2099-01-05', '2099-01-05',"
                " 0, '[]' FROM generate_series(1, 20000) n"
            )
        )
        session.commit()
        plan = session.scalars(
            text(
                "EXPLAIN SELECT id FROM clock_run WHERE status = 'running' AND next_at <= now()"
                " ORDER BY next_at LIMIT 200"
            )
        ).all()
    assert any("ix_clock_run_due" in line for line in plan), plan
