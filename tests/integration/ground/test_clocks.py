"""Time limits start, stand still and end by events; the sweep fires each thing once, and costs what is due."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from market.calendar import Days, WorkingDays, end_of_day, start_of_day
from market.clocks import (
    CLOCKS,
    PLAIN,
    Clock,
    DaysLeft,
    FromFact,
    FromSetting,
    Percent,
    UntilFact,
    extend,
    pause,
    resume,
    run_for,
    services,
)
from market.clocks.models import ClockPause, ClockRun
from market.clocks.queries import explain, open_runs
from market.clocks.registry import Clocks
from market.clocks.services import record_holidays
from market.clocks.sweep import fire, sweep
from market.events import EVENTS, Event
from market.notifications.models import Notification
from market.people.models import Person
from market.record.models import RecordEvent
from market.refusals import Invalid, Refused
from market.settings.dated import DATED, Dated, Kind

LONG_AGO = date(2026, 1, 5)


@pytest.fixture
def clock(wired):
    """Hang up a clock called "limit" on events of its own, and take it down again."""
    before = dict(EVENTS.declared), dict(CLOCKS.all), {name: [*heard] for name, heard in CLOCKS.heard.items()}
    EVENTS.declare(
        [
            Event("limit.began", "", keys=()),
            Event("limit.done", "", keys=()),
            Event("limit.dropped", "", keys=()),
            Event("limit.halted", "", keys=()),
            Event("limit.went_on", "", keys=()),
        ]
    )

    def hang(**fields) -> Clock:
        one = Clock(
            **{
                "name": "limit",
                "label": "Limit",
                "starts": "limit.began",
                "stops": "limit.done",
                "cancels": "limit.dropped",
                "pauses": "limit.halted",
                "resumes": "limit.went_on",
                "lasts": Days(30),
            }
            | fields
        )
        CLOCKS.add([one])
        return one

    yield hang
    EVENTS.declared, CLOCKS.all, CLOCKS.heard = before


def on(work, day: date, hour=10):
    """Let it be this hour of a Shanghai day."""
    work.now = start_of_day(day) + timedelta(hours=hour)
    return work


def somebody(work) -> Person:
    return work.session.get_one(Person, 1)


def begin(work, **facts) -> ClockRun:
    work.tell("limit.began", somebody(work), **facts)
    run = run_for(work, "limit", somebody(work))
    assert run is not None
    return run


def test_thirty_legal_days_give_way_to_the_spring_festival_and_say_why(work, actors, clock):
    clock()
    run = begin(on(work(actors.clerk), date(2026, 1, 20)))
    assert (run.started_on, run.last_day) == (date(2026, 1, 20), date(2026, 2, 24))
    assert run.ends_at == datetime(2026, 2, 24, 16, tzinfo=UTC)  # midnight in Shanghai
    lines = explain(run)
    assert ("%(day)s is a public holiday.", {"day": date(2026, 2, 19)}) in lines
    assert ("The period ends on %(day)s.", {"day": date(2026, 2, 24)}) in lines


def test_a_plain_period_ends_on_a_day_of_rest(work, actors, clock):
    clock(rule=PLAIN)
    assert begin(on(work(actors.clerk), date(2026, 1, 20))).last_day == date(2026, 2, 19)


def test_the_length_may_stand_in_the_event_and_count_from_another_day(work, actors, clock):
    clock(lasts=FromFact("days_allowed", WorkingDays), counts_from="signed_on")
    run = begin(on(work(actors.clerk), date(2026, 3, 20)), days_allowed=5, signed_on=date(2026, 3, 2))
    assert (run.started_on, run.last_day) == (date(2026, 3, 2), date(2026, 3, 9))


@pytest.mark.parametrize("bound", ["smallest", "largest"])
def test_every_setting_that_a_clock_reads_works_at_its_bounds(work, actors, wired, monkeypatch, bound):
    monkeypatch.setattr(services, "setting", lambda _, name, __: getattr(DATED.known[name], bound))
    clerk = work(actors.clerk)
    for clock in CLOCKS.all.values():
        if not any(isinstance(length, FromSetting) for length in (clock.lasts, clock.grace)):
            continue
        facts = {clock.counts_from: clerk.today, "days_allowed": 30}
        run = services.start(clerk, clock.name, somebody(clerk), facts)
        assert run.started_on < run.last_day
        assert run.ends_at <= run.overdue_at


def test_a_setting_that_may_hold_no_length_fails_start_up():
    lasts, grace = FromSetting("days_to_answer"), FromSetting("grace_days")
    clocks = Clocks()
    clocks.add([Clock("answer", "", starts=(), lasts=lasts, grace=grace)])

    def bounds(smallest, largest):
        return Dated(Kind.DAYS, smallest, "", smallest=smallest, largest=largest)

    clocks.check(EVENTS, {"days_to_answer": bounds(1, 3650), "grace_days": bounds(0, 3650)})
    for answer, given, name in (((0, 9), (0, 9), "days_to_answer"), ((1, 9), (0, 3651), "grace_days")):
        with pytest.raises(RuntimeError, match=f"no length: .*{name}"):
            clocks.check(EVENTS, {"days_to_answer": bounds(*answer), "grace_days": bounds(*given)})


def test_the_last_day_itself_may_stand_in_the_event(work, actors, clock):
    clock(lasts=UntilFact("claim_by"))
    assert begin(on(work(actors.clerk), LONG_AGO), claim_by=date(2026, 2, 18)).last_day == date(2026, 2, 18)


def test_the_offices_own_holidays_count(work, actors, clock):
    clock(lasts=Days(4))
    clerk = on(work(actors.clerk), date(2026, 3, 9))
    record_holidays(clerk, {date(2026, 3, 13): False}, decree="鄂前旗发〔2026〕1号")
    assert begin(clerk).last_day == date(2026, 3, 16)


def test_what_happens_stops_or_cancels_the_run_and_beginning_again_counts_anew(work, actors, clock):
    clock()
    clerk = on(work(actors.clerk), LONG_AGO)
    first = begin(clerk)
    on(clerk, date(2026, 1, 8))
    second = begin(clerk)
    assert (first.status, second.status) == ("cancelled", "running")
    clerk.tell("limit.done", somebody(clerk))
    assert (second.status, second.ended_at, second.next_at) == ("met", clerk.now, None)
    third = begin(clerk)
    clerk.tell("limit.dropped", somebody(clerk))
    assert third.status == "cancelled"
    assert run_for(clerk, "limit", somebody(clerk)) is third
    clerk.tell("limit.done", somebody(clerk))  # nothing runs: nothing happens
    assert third.status == "cancelled"


def test_a_clock_may_be_about_another_thing_than_the_event(work, actors, clock):
    clock(about=lambda work, subject: work.session.get_one(Person, 2) if subject.id == 1 else None)
    clerk = work(actors.clerk)
    clerk.tell("limit.began", somebody(clerk))
    assert run_for(clerk, "limit", somebody(clerk)) is None
    assert run_for(clerk, "limit", clerk.session.get_one(Person, 2)).stream == "person:2"


def test_a_pause_lengthens_the_period_by_the_days_it_stood_still(work, actors, clock):
    clock(lasts=Days(30), rule=PLAIN)
    clerk = on(work(actors.clerk), LONG_AGO)
    run = begin(clerk)
    assert run.last_day == date(2026, 2, 4)
    pause(on(clerk, date(2026, 1, 15)), "limit", somebody(clerk), reason="Both parties are away for the lambing.")
    assert (run.status, run.next_at) == ("paused", None)
    with pytest.raises(Refused, match="clock_not_running"):
        pause(clerk, "limit", somebody(clerk), reason="again")
    clerk.memo.clear()  # as in a work of its own
    resume(on(clerk, date(2026, 1, 25)), "limit", somebody(clerk))
    assert (run.status, run.last_day, run.next_at) == ("running", date(2026, 2, 14), start_of_day(date(2026, 2, 14)))
    kept = clerk.session.scalars(select(ClockPause).where(ClockPause.clock_run_id == run.id)).one()
    assert (kept.paused_on, kept.resumed_on) == (date(2026, 1, 15), date(2026, 1, 25))
    assert "It stood still for %(amount)d days, from %(paused_on)s until %(resumed_on)s." in dict(explain(run))
    assert [told.name for told in clerk.told] == ["limit.began", "clock.paused", "clock.resumed"]
    assert "lambing" not in str([told.payload for told in clerk.told])
    with pytest.raises(Refused, match="clock_not_paused"):
        resume(clerk, "limit", somebody(clerk))


def test_a_pause_needs_its_reason(work, actors, clock):
    clock()
    clerk = work(actors.clerk)
    begin(clerk)
    with pytest.raises(Invalid, match="clock_reason_missing"):
        pause(clerk, "limit", somebody(clerk), reason="  ")


def test_events_pause_and_resume_and_do_so_once(work, actors, clock):
    clock(rule=PLAIN)
    clerk = on(work(actors.clerk), LONG_AGO)
    run = begin(clerk)
    for _ in range(2):
        clerk.tell("limit.halted", somebody(clerk))
    on(clerk, LONG_AGO + timedelta(days=3))
    for _ in range(2):
        clerk.tell("limit.went_on", somebody(clerk))
    assert (run.status, run.last_day) == ("running", date(2026, 2, 7))


def test_a_run_met_while_paused_closes_its_pause(work, actors, clock):
    clock()
    clerk = work(actors.clerk)
    run = begin(clerk)
    pause(clerk, "limit", somebody(clerk), reason="snow")
    clerk.tell("limit.done", somebody(clerk))
    assert (run.status, run.paused_on) == ("met", None)
    assert (
        clerk.session.scalars(select(ClockPause.resumed_on).where(ClockPause.clock_run_id == run.id)).one()
        == clerk.today
    )


def test_an_extension_is_counted_on_from_the_last_day(work, actors, clock):
    clock(rule=PLAIN)
    clerk = on(work(actors.clerk), LONG_AGO)
    run = begin(clerk)
    extend(clerk, "limit", somebody(clerk), days=10)
    assert run.last_day == date(2026, 2, 14)
    assert clerk.told[-1].payload == {"clock": "limit", "days": 10, "last_day": "2026-02-14"}
    clerk.tell("limit.done", somebody(clerk))
    with pytest.raises(Refused, match="clock_not_running"):
        extend(clerk, "limit", somebody(clerk), days=10)


def test_near_due_and_overdue_fire_once_each_in_their_time(work, actors, clock):
    clock(lasts=Days(10), rule=PLAIN, near=[Percent(80), DaysLeft(3)], grace=Days(2))
    clerk = on(work(actors.clerk), LONG_AGO)
    run = begin(clerk)
    assert run.next_at == start_of_day(date(2026, 1, 12))  # three days left come before four fifths
    fired = []
    for day in range(5, 25):
        on(clerk, date(2026, 1, day), hour=1)
        while fire(clerk, run.id):
            fired.append((day, clerk.told[-1].name))
    assert fired == [(12, "clock.near"), (15, "clock.due"), (18, "clock.overdue")]
    assert (run.status, run.next_at, run.ended_at) == ("overdue", None, None)
    assert open_runs(clerk, run.stream) == [run]
    clerk.tell("limit.done", somebody(clerk))
    assert (run.status, run.ended_at, open_runs(clerk, run.stream)) == ("overdue", clerk.now, [])


def test_a_reminder_that_comes_after_the_end_is_not_sent(work, actors, clock):
    clock(lasts=Days(10), near=[DaysLeft(3)])
    clerk = on(work(actors.clerk), LONG_AGO)
    run = begin(clerk)
    on(clerk, date(2026, 6, 1))
    assert fire(clerk, run.id)
    assert [told.name for told in clerk.told] == ["limit.began", "clock.overdue"]
    assert not fire(clerk, run.id)


def test_a_pause_from_the_grace_on_lengthens_nothing(work, actors, clock):
    clock(lasts=Days(10), rule=PLAIN, grace=Days(5))
    clerk = on(work(actors.clerk), LONG_AGO)
    run = begin(clerk)
    pause(on(clerk, date(2026, 1, 17)), "limit", somebody(clerk), reason="waits for the seal")
    clerk.memo.clear()
    resume(on(clerk, date(2026, 1, 27)), "limit", somebody(clerk))
    assert (run.last_day, run.status, run.next_at) == (date(2026, 1, 15), "running", start_of_day(date(2026, 1, 15)))


def test_an_extension_takes_the_reminder_back(work, actors, clock):
    clock(lasts=Days(10), rule=PLAIN, near=[DaysLeft(3)])
    clerk = on(work(actors.clerk), LONG_AGO)
    run = begin(clerk)
    assert fire(on(clerk, date(2026, 1, 12)), run.id)
    extend(clerk, "limit", somebody(clerk), days=10)
    assert (run.near_fired_at, run.next_at) == (None, start_of_day(date(2026, 1, 22)))


def test_whoever_is_answerable_finds_the_reminder_in_the_inbox(work, actors, clock, session):
    clock(lasts=Days(10), rule=PLAIN, near=[DaysLeft(3)], answerable=lambda work, person: [actors.reviewer.person_id])
    clerk = on(work(actors.clerk), LONG_AGO)
    run = begin(clerk)
    fire(on(clerk, date(2026, 1, 12)), run.id)
    line = session.scalars(select(Notification)).one()
    assert (line.person_id, line.code) == (actors.reviewer.person_id, "clock.near")
    assert line.facts == {"clock_label": "Limit", "last_day": "2026-01-15"}


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


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("status = 'paused', next_at = NULL", "paused_since_a_day"),
        ("next_at = NULL", "next_while_running"),
        ("status = 'overdue', next_at = NULL", "overdue_has_fired"),
        ("ended_at = now()", "ended_has_an_end"),
        ("status = 'met', next_at = NULL", "open_has_no_end"),
        ("last_day = started_on - 1", "ends_after_it_starts"),
        ("status = 'late', next_at = NULL, ended_at = now()", "status_known|ended_has_an_end"),
    ],
)
def test_plain_sql_cannot_make_a_run_that_could_not_have_happened(work, actors, clock, session, change, constraint):
    clock()
    run = begin(work(actors.clerk))
    with pytest.raises(IntegrityError, match=constraint), session.begin_nested():
        session.execute(text(f"UPDATE clock_run SET {change} WHERE id = {run.id}"))


def test_a_run_ends_when_its_last_day_is_over_and_not_before(work, actors, clock):
    clock(lasts=Days(1), rule=PLAIN)
    clerk = on(work(actors.clerk), LONG_AGO)
    run = begin(clerk)
    on(clerk, date(2026, 1, 6), hour=23)
    assert fire(clerk, run.id)
    assert clerk.told[-1].name == "clock.due"
    assert not fire(clerk, run.id)
    clerk.now = end_of_day(date(2026, 1, 6))
    assert fire(clerk, run.id)
    assert clerk.told[-1].name == "clock.overdue"
