"""A clock is one row: what starts and stops it, how long it lasts by which rule and law, who answers, what follows.

The rows stand on the floors that know what they mean; the roof merges them here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from market.calendar import Days, Months, WorkingDays
from market.events import Events
from market.work import Work

Unit = type[Days] | type[WorkingDays] | type[Months]
Answerable = Callable[[Work, Any], Collection[int]]  # ids of the persons to remind
Follows = Callable[[Work, Any], None]
Finds = Callable[[Work, Any], Any]
Names = Callable[[Any], Mapping[str, str]]


class Rule(StrEnum):
    """LEGAL: a last day of rest gives way to the next workday (Civil Procedure Law 85). PLAIN: it does not."""

    LEGAL = "legal"
    PLAIN = "plain"


LEGAL, PLAIN = Rule.LEGAL, Rule.PLAIN
SHORTEST, SHORTEST_GRACE = 1, 0  # a period has a day at least; a grace may be none


@dataclass(frozen=True)
class FromSetting:
    """The length stands in a dated setting of the subject's jurisdiction."""

    name: str
    unit: Unit = Days


@dataclass(frozen=True)
class FromFact:
    """The length stands in a fact of the event that starts the clock."""

    key: str
    unit: Unit = Days


@dataclass(frozen=True)
class UntilFact:
    """The last day itself, a date, stands in a fact of the event that starts the clock."""

    key: str


Lasts = Days | WorkingDays | Months | FromSetting | FromFact | UntilFact


@dataclass(frozen=True)
class Percent:
    """Near when this part of the days has passed."""

    of_the_days: int


@dataclass(frozen=True)
class DaysLeft:
    """Near when this many days are left."""

    days: int


@dataclass(frozen=True)
class Clock:
    """One row. Event names in `starts`, `stops` (met), `cancels`, `pauses` and `resumes`.

    `about` finds the clock's subject from the subject of any of these events (None: not this one).
    `counts_from` names the fact with the day that sets the period running; without it, the day of the event.
    `grace` lies between the end of the last day and `overdue`, for what is recorded late; a setting may make it none.
    Where the period itself becomes known after its last day, the grace counts from the day on which it does.
    """

    name: str
    label: str
    starts: str | Sequence[str]
    lasts: Lasts
    stops: str | Sequence[str] = ()
    rule: Rule = LEGAL
    law: str = ""
    answerable: Answerable | None = None
    near: Sequence[Percent | DaysLeft] = ()
    overdue: Follows | None = None
    about: Finds | None = None
    counts_from: str | None = None
    cancels: str | Sequence[str] = ()
    pauses: str | Sequence[str] = ()
    resumes: str | Sequence[str] = ()
    grace: Lasts | None = None
    endpoint: str | None = None  # the page that a reminder leads to; its ref is the subject's public id
    names_it: Names | None = None  # what a reminder calls the subject: a fact of the registry of names, by public id

    def names(self, action: str) -> tuple[str, ...]:
        """The event names of one of starts, stops, cancels, pauses, resumes."""
        given = getattr(self, action)
        return (given,) if isinstance(given, str) else tuple(given)


ACTIONS = ("stops", "cancels", "pauses", "resumes", "starts")  # an event that stops and starts begins anew


@dataclass
class Clocks:
    """All clocks by name, and what each event does to them."""

    all: dict[str, Clock] = field(default_factory=dict)
    heard: dict[str, list[tuple[str, Clock]]] = field(default_factory=dict)

    def add(self, clocks: Iterable[Clock]) -> None:
        """Take a floor's rows; a name given twice is refused."""
        for clock in clocks:
            if clock.name in self.all:
                raise ValueError(f"clock named twice: {clock.name}")
            self.all[clock.name] = clock
            for action in ACTIONS:
                for event_name in clock.names(action):
                    self.heard.setdefault(event_name, []).append((action, clock))
        for heard in self.heard.values():
            heard.sort(key=lambda one: ACTIONS.index(one[0]))

    def check(self, events: Events, settings: Mapping[str, Any]) -> None:
        """Fail start-up when a clock hears an undeclared event, or reads a setting that is unknown or may hold a value
        that is no length of its unit."""
        unknown = sorted(self.heard.keys() - events.declared.keys())
        if unknown:
            raise RuntimeError(f"clocks hear events that nobody declares: {unknown}")
        read = [
            (length, least)
            for clock in self.all.values()
            for length, least in ((clock.lasts, SHORTEST), (clock.grace, SHORTEST_GRACE))
            if isinstance(length, FromSetting)
        ]
        unset = sorted({length.name for length, _ in read} - settings.keys())
        if unset:
            raise RuntimeError(f"clocks read settings that nobody declares: {unset}")
        odd = sorted(
            length.name
            for length, least in read
            if settings[length.name].smallest < least or settings[length.name].largest > length.unit.longest
        )
        if odd:
            raise RuntimeError(f"clocks read settings that may hold what is no length: {odd}")

    def clear(self) -> None:
        """Forget all of them; the roof wires anew for each application."""
        self.all.clear()
        self.heard.clear()


CLOCKS = Clocks()
