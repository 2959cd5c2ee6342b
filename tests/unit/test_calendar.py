"""Clerk Sarna (萨如拉) checks the legal calendar with one on the wall: every date below was found by hand."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market import calendar
from market.calendar import (
    CalendarError,
    Days,
    Holidays,
    Length,
    Months,
    StepCode,
    WorkingDays,
    end_of_day,
    explain,
    extend,
    legal_day,
    reckon,
    resume,
    start_of_day,
)

DECREES = Holidays()
DAYS_OF_THE_DECREES = st.dates(date(2022, 1, 1), date(2026, 6, 30))
LENGTHS = st.one_of(st.integers(1, 120).map(Days), st.integers(1, 60).map(WorkingDays), st.integers(1, 5).map(Months))


@pytest.mark.parametrize(
    ("start", "length", "last_day"),
    [
        # 2022
        ("2022-01-01", Days(30), "2022-02-07"),  # New Year's Eve of the lunar year, to the Monday after
        ("2022-03-04", Days(30), "2022-04-06"),  # Qingming, a Sunday to Tuesday
        ("2022-03-25", Days(30), "2022-04-24"),  # a Sunday that is worked
        ("2022-09-01", Days(30), "2022-10-08"),  # National Day, to the worked Saturday
        ("2022-12-01", Days(30), "2023-01-03"),  # over the turn of the year
        # 2023
        ("2022-12-28", Days(30), "2023-01-28"),  # Spring Festival, to the worked Saturday
        ("2023-04-05", Days(15), "2023-04-20"),  # an ordinary Thursday
        ("2023-05-23", Days(30), "2023-06-25"),  # Dragon Boat, to the worked Sunday
        ("2023-08-30", Days(30), "2023-10-07"),  # Mid-Autumn and National Day in one
        # 2024
        ("2024-01-10", Days(30), "2024-02-09"),  # New Year's Eve was worked in 2024
        ("2024-01-11", Days(30), "2024-02-18"),  # Spring Festival, to the worked Sunday
        ("2024-01-31", Months(1), "2024-02-29"),  # no 31 February, and a leap year
        ("2024-02-29", Months(1), "2024-03-29"),
        ("2024-08-16", Days(30), "2024-09-18"),  # Mid-Autumn
        ("2024-08-31", Months(6), "2025-02-28"),  # an outsider's six months
        ("2024-09-01", Days(30), "2024-10-08"),
        # 2025
        ("2024-12-29", Days(30), "2025-02-05"),
        ("2025-04-02", Days(30), "2025-05-06"),  # Labour Day
        ("2025-09-01", Days(30), "2025-10-09"),  # eight days of National Day and Mid-Autumn
        ("2025-09-19", WorkingDays(10), "2025-10-10"),  # with a worked Sunday and eight days of rest
        # 2026
        ("2026-01-15", Days(30), "2026-02-14"),  # a worked Saturday before Spring Festival
        ("2026-01-16", Days(30), "2026-02-24"),  # the nine days of Spring Festival
        ("2026-01-15", Months(1), "2026-02-24"),
        ("2026-02-11", WorkingDays(5), "2026-02-25"),
        ("2026-03-05", Days(30), "2026-04-07"),
        ("2026-03-31", Months(6), "2026-09-30"),  # no 31 September
        ("2026-05-20", Days(30), "2026-06-22"),
        ("2026-08-26", Days(30), "2026-09-28"),
        ("2026-09-01", Days(30), "2026-10-08"),
    ],
)
def test_sarna_finds_the_same_last_day_by_hand(start: str, length: Length, last_day: str) -> None:
    found = reckon(date.fromisoformat(start), length, DECREES)
    assert found.last_day == date.fromisoformat(last_day)
    assert found.decree_known


def test_she_can_show_how_the_date_was_reached() -> None:
    found = reckon(date(2026, 5, 20), Days(30), DECREES)
    assert found.counted_day == date(2026, 6, 19)
    assert [step.code for step in found.steps] == [
        StepCode.FIRST_DAY_NOT_COUNTED,
        StepCode.DAYS_COUNTED,
        StepCode.PUBLIC_HOLIDAY,
        StepCode.WEEKEND,
        StepCode.WEEKEND,
        StepCode.ENDS,
        StepCode.TABLE_USED,
    ]
    lines = [message % facts for message, facts in explain(found)]
    assert lines[0] == "The first day, 2026-05-20, is not counted."
    assert lines[1] == "Counted from the day after, 30 days end on 2026-06-19."
    assert lines[2] == "2026-06-19 is a public holiday."
    assert lines[5] == "The period ends on 2026-06-22."
    assert "chinesecalendar" in lines[6]


def test_every_kind_of_step_has_its_sentence() -> None:
    assert set(calendar.SENTENCES) == set(StepCode)


def test_a_worked_sunday_is_named_as_the_reason_it_ends_there() -> None:
    codes = [step.code for step in reckon(date(2022, 3, 25), Days(30), DECREES).steps]
    assert StepCode.MAKE_UP_WORKDAY in codes


def test_without_a_decree_only_weekends_rest_and_the_reckoning_says_so() -> None:
    found = reckon(date(2026, 12, 3), Days(30), DECREES)
    assert found.last_day == date(2027, 1, 4)
    assert not found.decree_known
    assert [step.facts["year"] for step in found.steps if step.code == StepCode.DECREE_UNKNOWN] == [2027]
    assert not DECREES.decree_known(2027)


def test_the_office_enters_the_decree_of_2027_itself() -> None:
    entered = Holidays({date(2027, 1, 1): False, date(2027, 1, 4): False}, decreed_years={2027})
    found = reckon(date(2026, 12, 3), Days(30), entered)
    assert found.last_day == date(2027, 1, 5)
    assert found.decree_known
    assert StepCode.OFFICE_HOLIDAY in [step.code for step in found.steps]


def test_one_override_does_not_make_a_decree() -> None:
    assert not Holidays({date(2027, 1, 4): False}).decree_known(2027)


def test_an_override_goes_before_the_package() -> None:
    storm = Holidays({date(2026, 3, 31): False, date(2026, 4, 4): True})
    assert not storm.is_workday(date(2026, 3, 31))
    assert storm.is_workday(date(2026, 4, 4))
    assert reckon(date(2026, 3, 1), Days(30), storm).last_day == date(2026, 4, 1)


def test_a_plain_period_ends_where_its_count_ends() -> None:
    found = reckon(date(2026, 1, 16), Days(30), DECREES, rolls=False)
    assert found.last_day == found.counted_day == date(2026, 2, 15)


def test_a_pause_of_ten_days_gives_ten_days_back() -> None:
    found = resume(date(2026, 3, 18), date(2026, 3, 5), date(2026, 3, 15), DECREES)
    assert found.last_day == date(2026, 3, 30)  # 28 March is a Saturday
    assert found.counted_day == date(2026, 3, 28)


def test_a_pause_may_begin_on_the_last_day_but_not_after_it() -> None:
    assert resume(date(2026, 3, 18), date(2026, 3, 18), date(2026, 3, 20), DECREES).last_day == date(2026, 3, 20)
    with pytest.raises(CalendarError, match="before the pause began"):
        resume(date(2026, 3, 18), date(2026, 3, 19), date(2026, 3, 20), DECREES)


def test_a_pause_does_not_end_before_it_begins() -> None:
    with pytest.raises(CalendarError, match="before it begins"):
        resume(date(2026, 3, 18), date(2026, 3, 5), date(2026, 3, 4), DECREES)


def test_thirty_granted_days_are_counted_on_from_the_last_day() -> None:
    assert extend(date(2026, 4, 1), 30, DECREES).last_day == date(2026, 5, 6)  # 1 May is Labour Day


@pytest.mark.parametrize("count", [0, -1, 3_651, True, 1.5, "30"])
def test_an_impossible_length_is_refused(count: object) -> None:
    with pytest.raises(CalendarError):
        Days(count)  # type: ignore[arg-type]
    with pytest.raises(CalendarError):
        extend(date(2026, 4, 1), count, DECREES)  # type: ignore[arg-type]


def test_an_instant_is_no_legal_day() -> None:
    with pytest.raises(CalendarError):
        reckon(datetime(2026, 4, 1, tzinfo=UTC), Days(1), DECREES)
    with pytest.raises(CalendarError):
        reckon(date(9999, 12, 1), Days(30), DECREES)


def test_an_override_table_without_a_workday_is_refused_and_not_searched_for_ever() -> None:
    strike = Holidays({date(2026, 3, 1) + timedelta(days=ahead): False for ahead in range(90)})
    with pytest.raises(CalendarError, match="no workday"):
        reckon(date(2026, 2, 28), Days(1), strike)


def test_an_override_is_true_or_false() -> None:
    with pytest.raises(CalendarError):
        Holidays({date(2026, 3, 1): "yes"})  # type: ignore[dict-item]


def test_the_legal_day_is_that_of_shanghai() -> None:
    assert legal_day(datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC)) == date(2026, 3, 31)
    assert legal_day(datetime(2026, 3, 31, 16, 0, tzinfo=UTC)) == date(2026, 4, 1)
    assert legal_day(datetime(2026, 3, 31, 23, 0, tzinfo=timezone(timedelta(hours=8)))) == date(2026, 3, 31)
    assert end_of_day(date(2026, 3, 31)) == datetime(2026, 3, 31, 16, 0, tzinfo=UTC)
    with pytest.raises(CalendarError):
        legal_day(datetime(2026, 3, 31))  # noqa: DTZ001 - a naive instant is the point


@given(DAYS_OF_THE_DECREES, LENGTHS)
def test_no_period_ends_on_a_day_of_rest_nor_before_its_count(start: date, length: Length) -> None:
    found = reckon(start, length, DECREES)
    assert DECREES.is_workday(found.last_day)
    assert start < found.counted_day <= found.last_day
    between = (found.last_day - found.counted_day).days
    assert not any(DECREES.is_workday(found.counted_day + timedelta(days=ahead)) for ahead in range(between))


@given(DAYS_OF_THE_DECREES, st.integers(1, 60), st.integers(0, 30), st.integers(0, 60))
def test_a_later_start_or_a_longer_period_never_ends_earlier(start: date, days: int, later: int, more: int) -> None:
    first = reckon(start, Days(days), DECREES).last_day
    assert first <= reckon(start + timedelta(days=later), Days(days), DECREES).last_day
    assert first <= reckon(start, Days(days + more), DECREES).last_day
    if more:
        assert first < extend(first, more, DECREES).last_day


@given(DAYS_OF_THE_DECREES, st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_a_longer_pause_never_ends_earlier(last: date, before: int, pause: int, more: int) -> None:
    last_day = DECREES.next_workday(last)
    paused = last_day - timedelta(days=before)
    short = resume(last_day, paused, paused + timedelta(days=pause), DECREES).last_day
    assert last_day <= short <= resume(last_day, paused, paused + timedelta(days=pause + more), DECREES).last_day
    assert DECREES.is_workday(short)
    if not pause:
        assert short == last_day


@given(st.dates(date(1995, 1, 1), date(2060, 1, 1)))
def test_a_legal_day_is_whole_and_the_next_begins_where_it_ends(day: date) -> None:
    tick = timedelta(microseconds=1)
    assert legal_day(start_of_day(day)) == day == legal_day(end_of_day(day) - tick)
    assert legal_day(end_of_day(day)) == day + timedelta(days=1)
    assert end_of_day(day) - start_of_day(day) == timedelta(days=1)
