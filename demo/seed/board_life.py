"""The board is used: views are kept, questions are asked, answered, declined and left waiting, a listing is renewed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from demo.cast import OTOG_FRONT
from demo.seed.stage import Stage
from demo.seed.timing import at_minute, workday_until
from listings.board.filter import BoardFilter
from listings.publication.models import Listing
from listings.publication.vocabulary import ListingState
from listings.questions import services as questions
from listings.questions.models import ListingQuestion
from listings.questions.vocabulary import QuestionState
from listings.renewals.services import renew
from listings.saved_searches import services as searches
from listings.saved_searches.kept import WantedView, mark_of
from listings.saved_searches.queries import own_searches
from market.work import Work

LATER = 10  # days for which a listing still receives claims, so that nothing here meets its end
SEARCHES = (
    ("bateer", "草场和土地", BoardFilter(category="land"), "inbox"),
    ("bateer", "A类案件", BoardFilter(case_class="A", sort="reward"), "inbox"),
    ("liuzhiyuan", "工资和合同", BoardFilter(category="money_and_work"), "inbox"),
    ("liuzhiyuan", "快到期的", BoardFilter(sort="claim_by"), "none"),
)
ASKED = (
    ("bateer", "双方现在还愿意坐下来面谈吗？需要会蒙古语吗？"),
    ("liuzhiyuan", "以前谈到过什么程度，有没有双方都认可的材料？"),
    ("wuyun", "大概需要到现场几次，有没有场地可以用？"),
    ("liuzhiyuan", "责任单位能派人到场说明情况吗？"),
    ("bateer", "能把对方当事人的电话先告诉我吗？"),
)
ANSWERED = (
    "双方都表示愿意面谈，其中一方讲蒙古语，懂蒙汉双语更方便。",
    "责任单位调解过两次，没有达成一致。已有的测量图和往来票据，准予领案后可以查阅。",
    "预计到现场两到三次，某嘎查党群服务中心可以提供会议室。",
)
DECLINED = "当事人的联系方式在准予领案后才能查阅，请按揭榜程序办理。"
RENEWED = "揭榜期已过大半，尚无人揭榜，经研究延长揭榜时间，并在各镇再次张贴公告。"


@dataclass(frozen=True)
class Scene:
    """One person's deed, some workdays ago at a minute of the day."""

    workdays_ago: int
    minute: int
    who: str
    do: Callable[[Work], object]


def scenes(today: date) -> list[Scene]:
    """All of it, in the order of the days."""
    kept = [
        Scene(5, 9 * 60 + number, who, _keep(name, wanted, alerts))
        for number, (who, name, wanted, alerts) in enumerate(SEARCHES)
    ]
    asked = [Scene(4, 9 * 60 + 20 * n, who, _ask(today, n, text)) for n, (who, text) in enumerate(ASKED)]
    answered = [Scene(3, 10 * 60 + 9 * n, "surina", _answer(text)) for n, text in enumerate(ANSWERED)]
    return [
        *kept,
        Scene(5, 11 * 60, "chenjing", lambda work: _renew(work, today)),
        *asked,
        *answered,
        Scene(3, 15 * 60, "surina", _decline),
        Scene(2, 16 * 60, "wangjianguo", _publish),
        Scene(2, 16 * 60 + 5, "wangjianguo", _publish),
    ]


def instant_of(scene: Scene, today: date) -> datetime:
    """When a scene is played: some workdays ago, at its minute."""
    day = today
    for _ in range(scene.workdays_ago):
        day = workday_until(day - timedelta(days=1))
    return at_minute(day, scene.minute)


def play(stage: Stage, today: date, scene: Scene) -> None:
    """Do one scene at its instant."""
    stage.do(instant_of(scene, today), scene.who, scene.do)


def _open_listings(work: Work, today: date) -> list[Listing]:
    wanted = select(Listing).where(
        Listing.jurisdiction_id == OTOG_FRONT,
        Listing.status == ListingState.PUBLISHED.value,
        Listing.claim_by > today + timedelta(days=LATER),
    )
    return list(work.session.scalars(wanted.order_by(Listing.claim_by, Listing.id)))


def _keep(name: str, wanted: BoardFilter, alerts: str) -> Callable[[Work], object]:
    def do(work: Work) -> None:
        if all(one.name != name for one in own_searches(work)):
            searches.save(work, WantedView(wanted, mark_of(wanted)), name=name, alerts=alerts)

    return do


def _renew(work: Work, today: date) -> None:
    for listing in _open_listings(work, today)[:1]:
        renew(work, listing, reason=RENEWED)


def _ask(today: date, number: int, text: str) -> Callable[[Work], object]:
    def do(work: Work) -> None:
        listings = _open_listings(work, today)
        if listings:
            questions.ask(work, listings[number // 2 % len(listings)], question=text)

    return do


def _answer(text: str) -> Callable[[Work], object]:
    def do(work: Work) -> None:
        for question in _in_state(work, QuestionState.ASKED)[:1]:
            questions.answer(work, question, answer=text)

    return do


def _decline(work: Work) -> None:
    for question in _in_state(work, QuestionState.ASKED)[-1:]:
        questions.decline(work, question, reason=DECLINED)


def _publish(work: Work) -> None:
    for question in _in_state(work, QuestionState.ANSWERED)[:1]:
        questions.publish(work, question)


def _in_state(work: Work, state: QuestionState) -> list[ListingQuestion]:
    wanted = select(ListingQuestion).where(ListingQuestion.status == state.value)
    return list(work.session.scalars(wanted.order_by(ListingQuestion.id)))
