"""What these stories begin with: money in the lines, and 图雅's listing, which promises 8,000 yuan, on the board."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

from sqlalchemy.orm import Session

from demo.cast import OTOG_FRONT
from market.actor import Actor
from market.database import database_now
from market.record.writing import write_told
from market.work import Work
from payouts.budget import services as budget
from payouts.budget.models import FiscalYear
from payouts.ledger.vocabulary import BudgetLine
from payouts.rewards.models import Reward
from payouts.rewards.queries import reward_of_listing
from tests.integration.conftest import Database, cast_actors
from tests.integration.mediators import stories

MakeWork = Callable[[Actor], Work]
YUAN = 100
A = BudgetLine.REWARDS_A
REWARD_A = 8_000 * YUAN


@contextmanager
def committed(database: Database) -> Iterator[tuple[MakeWork, SimpleNamespace]]:
    """Works of one transaction that is committed at the end, with everything they told in the record."""
    with database.session() as session:
        works: list[Work] = []

        def make(actor: Actor) -> Work:
            works.append(Work(session=session, actor=actor, now=database_now(session), request_id="test"))
            return works[-1]

        yield make, cast_actors(session)
        session.flush()
        for piece in works:
            write_told(piece)
        session.commit()


def fund(
    work: MakeWork, actors: SimpleNamespace, line: BudgetLine = A, amount_fen: int = 10_000 * YUAN, number: str = "1号"
) -> FiscalYear:
    """李慧 prepares a paper, 赵强 approves it; the year is opened when it is not."""
    lihui = work(actors.preparer)
    year = budget.open_year(lihui, OTOG_FRONT, lihui.today.year) or budget.open_budget_year(
        lihui, jurisdiction_id=OTOG_FRONT, year=lihui.today.year
    )
    paper = budget.prepare_paper(
        lihui, year, kind="appropriation", line=line.value, amount_fen=amount_fen, document_number=number, note=""
    )
    budget.approve_paper(work(actors.approver), paper)
    return year


def promised(work: MakeWork, actors: SimpleNamespace) -> Reward:
    """The reward of a listing that has just been released."""
    listing = stories.released_listing(work, actors)
    reward = reward_of_listing(work(actors.system), listing.id)
    assert reward is not None
    return reward


def in_session(session: Session, actor: Actor) -> Work:
    """A work of its own session, for what runs beside others."""
    return Work(session=session, actor=actor, now=database_now(session), request_id="test")
