"""Time limits start and end by events, and their length is reckoned by the rules of the law."""

from datetime import UTC, date, datetime

import pytest

from market.calendar import Days, WorkingDays
from market.clocks import CLOCKS, PLAIN, Clock, FromFact, FromSetting, UntilFact, run_for, services
from market.clocks.queries import explain
from market.clocks.registry import Clocks
from market.clocks.services import record_holidays
from market.events import EVENTS
from market.people.models import Person
from market.settings.dated import DATED, Dated, Kind
from tests.integration.ground.clocking import LONG_AGO, begin, on, somebody


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
