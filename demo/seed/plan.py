"""Who meets which fate, and when: all of it follows from the number of cases, the day and nothing else.

The office of the second banner has its own, small share. A small demonstration shows every fate once before it
shows any twice.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from demo.cast import OTOG, OTOG_FRONT
from demo.mediator_people import PEOPLE
from demo.names import Registry
from demo.seed.fates import FATES, OTHER_FATES, PUBLIC_EMPLOYEE, SUSPENDED, Fate
from demo.seed.script import Act, Chronicle, Script
from demo.seed.timing import days_backwards, instants
from demo.tales import SALT, Dispute, meet, tell
from market.workdays import legal_day

CLASSES = "ABACBACBACABBACA"  # about how classes come to a board of the backlog
OTHER_SHARE_PER_THOUSAND = 70


@dataclass(frozen=True)
class Played:
    """One case with its fate, its acts and their instants; `chronicle` fills while it is played."""

    fate: str
    script: Script
    chronicle: Chronicle
    acts: tuple[Act, ...]
    instants: tuple[datetime, ...]


def plan(count: int, today: date) -> list[Played]:
    """The way of every case, in the order of their numbers. Nothing lies on `today` or after it."""
    other = count * OTHER_SHARE_PER_THOUSAND // 1000
    registry = Registry(Random(f"{SALT}:people"), today)
    busy: Counter[str] = Counter()  # claims by mediator, and cases by class
    here = [
        _played(number, fate, OTOG_FRONT, registry, busy, today)
        for number, fate in enumerate(spread(FATES, count - other))
    ]
    there = [
        _played(number, fate, OTOG, registry, busy, today) for number, fate in enumerate(spread(OTHER_FATES, other))
    ]
    _number(planned := [*here, *there])
    return planned


def spread(fates: tuple[Fate, ...], count: int) -> list[Fate]:
    """`count` fates in rounds: each comes once in the first, and `fate.count` times in a table's worth."""
    found: list[Fate] = []
    turn = 0
    while len(found) < count:
        most = max(fate.count for fate in fates)
        found += [fate for fate in fates if turn % most < fate.count and (turn < most or not fate.first)]
        turn += 1
    return found[:count]


def _played(
    number: int, fate: Fate, jurisdiction_id: str, registry: Registry, busy: Counter[str], today: date
) -> Played:
    random = Random(f"{SALT}:{jurisdiction_id}:{number}:fate")
    case_class = next(c for c in CLASSES[number % len(CLASSES) :] + CLASSES if c in fate.classes)
    dispute = meet(number, jurisdiction_id, case_class, registry, busy[case_class])
    busy[case_class] += 1
    script = Script(dispute, random, _claimants(dispute, fate, random, busy))
    fate.write(script)
    days = days_backwards([act.gap for act in script.acts], random.randint(*fate.rests), today)
    chronicle = Chronicle(tell(dispute, days[0]))
    return Played(fate.name, script, chronicle, tuple(script.acts), tuple(instants(days, random)))


def _claimants(dispute: Dispute, fate: Fate, random: Random, busy: Counter[str]) -> list[str]:
    """Mediators who know the matter and, where they can, the language; those with the least work first."""
    fit = [
        person
        for person in PEOPLE
        if person.ends == "approved"
        and person.sign_in_name not in (SUSPENDED, PUBLIC_EMPLOYEE)
        and dispute.scenario.category in person.categories
    ]
    fit.sort(
        key=lambda person: (
            not set(dispute.languages) <= set(person.languages),
            busy[person.sign_in_name] + random.random(),
        )
    )
    chosen = [fate.first] if fate.first else []
    chosen += [person.sign_in_name for person in fit][: fate.claimants - len(chosen)]
    busy.update(chosen)
    return chosen


def _number(planned: list[Played]) -> None:
    """Petition numbers follow the days of registration; between two backlog cases the office had others."""
    random = Random(f"{SALT}:numbers")
    last: Counter[tuple[str, int]] = Counter()
    for one in sorted(planned, key=lambda played: played.instants[0]):
        office = one.script.dispute.jurisdiction_id, legal_day(one.instants[0]).year
        last[office] += random.randint(1, 4)
        one.chronicle.petition_number = last[office]


def begins(planned: list[Played], today: date) -> date:
    """The first day of the demonstration: the day of the first act, or today where there is none."""
    return min((legal_day(one.instants[0]) for one in planned), default=today)
