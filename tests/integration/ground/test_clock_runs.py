"""A run stands still, is lengthened and fires each thing once, in its time; the database takes none that cannot be."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from market.calendar import Days, end_of_day, start_of_day
from market.clocks import PLAIN, DaysLeft, Percent, extend, pause, resume
from market.clocks.models import ClockPause
from market.clocks.queries import explain, open_runs
from market.clocks.sweep import fire
from market.notifications.models import Notification
from market.refusals import Invalid, Refused
from tests.integration.ground.clocking import LONG_AGO, begin, on, somebody


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
