"""The whole play: the banner is set up, then every case's acts come in the order of their instants, and each
night the clocks are swept, so that what expired or lapsed did so when its time had come.
"""

import heapq
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from demo.cast import STAFF
from demo.mediator_people import PEOPLE
from demo.names import Registry
from demo.seed import banner, board_life, intake, register, second_petition, vetting
from demo.seed.plan import Played, begins, plan
from demo.seed.stage import Stage
from demo.seed.timing import at_minute, workday_until
from demo.tales import SALT
from market.notifications.services import mark_all_read
from market.people.models import Person
from market.workdays import legal_day

SETTING_UP_DAYS = 30
FIRST_SWEEP_MINUTE = 5
INBOX_READ_DAYS_AGO = 6
Happening = tuple[datetime, int, Callable[[], None]]
Say = Callable[[str], object]


def is_seeded(engine: Engine) -> bool:
    """Whether anybody is there already."""
    with Session(engine) as session:
        return session.scalar(select(Person.id).limit(1)) is not None


def seed(sessions: sessionmaker[Session], provider_url: str, count: int, say: Say) -> None:
    """Play the demonstration with `count` cases into an empty database, in transactions that are each committed."""
    stage = Stage(sessions, provider_url)
    today = legal_day(stage.now)
    planned = plan(count, today)
    first = workday_until(begins(planned, today) - timedelta(days=SETTING_UP_DAYS))
    happenings = _setting_up(stage, first, today, paid=count > 0)
    for place, played in enumerate(planned):
        happenings += _acts(stage, played, place)
    if count:
        happenings.append(_inboxes_read(stage, today))
        happenings += _office_life(stage, today, planned)
        happenings += _board_life(stage, today)
        happenings += _nights(stage, first, today)
    heapq.heapify(happenings)
    total, done = len(happenings), 0
    while happenings:
        _, _, happen = heapq.heappop(happenings)
        happen()
        done += 1
        if done % 500 == 0:
            say(f"{done} of {total}")
    stage.run_job(stage.now, "recheck_cover")


def _setting_up(stage: Stage, first: date, today: date, *, paid: bool) -> list[Happening]:
    """People, units, committees, budgets, mediators; numbers keep the order of what happens at one instant."""
    secret = banner.password_of_the_demonstration()
    registry = Registry(Random(f"{SALT}:mediators"), today)
    seated = at_minute(first, 9 * 60)
    happenings: list[Happening] = [
        (seated, -9, lambda: banner.seat(stage, seated, secret)),
        (seated + timedelta(hours=5), -8, lambda: banner.register_committees(stage, seated + timedelta(hours=5))),
    ]
    opening = workday_until(first + timedelta(days=3))
    for year in range(opening.year, today.year + 1):
        when = banner.budget_instant(year, opening)
        happenings.append((when, -7, _later(banner.vote_budget, stage, when, year)))
    for number, person in enumerate(PEOPLE):
        if not paid and person.ends != "approved":
            continue
        when = vetting.applied_on(person, number, first + timedelta(days=5), today)
        happenings.append((when, -6, _later(vetting.vet, stage, person, when, registry, secret)))
    if paid:
        entered = at_minute(workday_until(first + timedelta(days=8)), 9 * 60)
        happenings.append((entered, -6, lambda: register.fill(stage, entered)))
        when = at_minute(workday_until(first + timedelta(days=20)), 10 * 60)
        happenings.append((when, -5, lambda: vetting.open_provider_accounts(stage, when)))
    return happenings


def _acts(stage: Stage, played: Played, place: int) -> list[Happening]:
    """The acts of one case, each at its instant."""

    def happen(number: int) -> None:
        act, when = played.acts[number], played.instants[number]
        if act.before:
            stage.tell_provider(act.before)
        stage.do(when, act.who, lambda work: act.do(work, played.chronicle))
        if act.after == "look_up":
            with stage.work(when, stage.as_person("")) as work:
                payout_id = played.chronicle.payout(work).id
            stage.run_job(when, "reconcile_unknown", payout_id=payout_id)

    return [(when, place, _later(happen, number)) for number, when in enumerate(played.instants)]


def _office_life(stage: Stage, today: date, planned: list[Played]) -> list[Happening]:
    """Supplements to the budget, one of them waiting for its approval; duplicates linked, and a workbook of cases."""
    happenings: list[Happening] = []
    for days, number, line, yuan, note, approved in (
        (24, 17, "rewards_a", 80_000, "年中追加A类揭榜奖励经费", True),
        (2, 26, "effort", 30_000, "拟追加调解工作补助经费", False),
    ):
        day = workday_until(today - timedelta(days=days))
        if day.year != today.year:
            continue
        when = at_minute(day, 11 * 60 + number)

        def prepare(
            when: datetime = when, number: int = number, line: str = line, yuan: int = yuan, note: str = note,
            approved: bool = approved,
        ) -> None:  # fmt: skip
            stage.do(when, "lihui", lambda work: banner.prepare_supplement(work, number, line, yuan, note))
            if approved:
                stage.do(when + timedelta(hours=4), "zhaoqiang", banner.approve_papers)

        happenings.append((when, -3, prepare))
    yesterday = workday_until(today - timedelta(days=1))
    when = at_minute(yesterday, 17 * 60 + 36)
    happenings.append((when, -2, _later(second_petition.bring_again, stage, when, planned)))
    for minute, done in ((40, intake.link_duplicates), (46, intake.propose_second_thoughts), (52, intake.bring_in)):
        when = at_minute(yesterday, 17 * 60 + minute)
        happenings.append((when, -2, _later(done, stage, when)))
    return happenings


def _inboxes_read(stage: Stage, today: date) -> Happening:
    """Some days ago everybody had read what had come until then."""
    when = at_minute(workday_until(today - timedelta(days=INBOX_READ_DAYS_AGO)), 17 * 60 + 50)

    def read() -> None:
        for name in (*(member.sign_in_name for member in STAFF), *(p.sign_in_name for p in vetting.approved_people())):
            stage.do(when, name, mark_all_read)

    return when, -2, read


def _board_life(stage: Stage, today: date) -> list[Happening]:
    """What people did on the board in the last days."""
    return [
        (board_life.instant_of(scene, today), -1, _later(board_life.play, stage, today, scene))
        for scene in board_life.scenes(today)
    ]


def _nights(stage: Stage, first: date, today: date) -> list[Happening]:
    """A sweep of the clocks at the beginning of every day."""
    nights = [
        at_minute(first + timedelta(days=number), FIRST_SWEEP_MINUTE) for number in range((today - first).days + 1)
    ]
    return [(when, -4, _later(stage.sweep, when)) for when in nights if when <= stage.now]


def _later(function: Callable[..., object], *args: object) -> Callable[[], None]:
    def happen() -> None:
        function(*args)

    return happen
