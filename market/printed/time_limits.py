"""The clocks: what begins a time limit, how it is reckoned, who is answerable, and what follows."""

from typing import Any

from market.calendar import Days, Months, WorkingDays
from market.clocks.registry import CLOCKS, Clock, DaysLeft, FromFact, FromSetting, Lasts, Percent, UntilFact
from market.printed.markdown import NOTHING, code, codes, name_of, page, table

UNITS: dict[Any, str] = {Days: "days", WorkingDays: "working days", Months: "months"}


def clocks_page() -> str:
    """Every clock in one row."""
    lead = (
        "One sweep serves them all. `legal`: a last day of rest gives way to the next workday (Civil Procedure "
        "Law 85); `plain`: it does not. The day of the event is never counted."
    )
    columns = [
        "Clock", "Words", "Starts", "Stops", "Lasts", "Rule", "Law", "Stands still / runs on", "Reminders",
        "Answerable", "When over",
    ]  # fmt: skip
    return page("Clocks", lead, table(columns, (_row(clock) for clock in CLOCKS.all.values())))


def _row(clock: Clock) -> list[str]:
    started = codes(clock.names("starts"))
    if clock.counts_from:
        started += f", counted from {code(clock.counts_from)}"
    still = [codes(clock.names("pauses")), codes(clock.names("resumes"))]
    return [
        code(clock.name),
        clock.label,
        started,
        codes([*clock.names("stops"), *clock.names("cancels")]),
        _length(clock.lasts) + (f", and {_length(clock.grace)} to record it" if clock.grace else ""),
        clock.rule.value,
        clock.law or NOTHING,
        " / ".join(still) if clock.names("pauses") or clock.names("resumes") else NOTHING,
        ", ".join(_mark(mark) for mark in clock.near) or NOTHING,
        code(name_of(clock.answerable)) if clock.answerable else NOTHING,
        code(name_of(clock.overdue)) if clock.overdue else NOTHING,
    ]


def _length(lasts: Lasts) -> str:
    match lasts:
        case FromSetting(name, unit):
            return f"setting {code(name)} ({UNITS[unit]})"
        case FromFact(key, unit):
            return f"fact {code(key)} ({UNITS[unit]})"
        case UntilFact(key):
            return f"until {code(key)}"
        case _:
            return f"{lasts.count} {UNITS[type(lasts)]}"


def _mark(mark: Percent | DaysLeft) -> str:
    return f"{mark.of_the_days}% of the days" if isinstance(mark, Percent) else f"{mark.days} days left"
