"""What these stories begin with: money in the lines, and 图雅's listing, which promises 8,000 yuan, on the board."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TypeVar

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from agreements.confirmation import services as court
from agreements.confirmation import services_ruling as ruling
from agreements.confirmation.models import Confirmation
from agreements.drafting import services as drafting
from agreements.drafting.models import Agreement
from agreements.signing import services as signing
from agreements.signing.queries import required_marks
from agreements.signing.vocabulary import MarkKind
from demo.cast import OTOG_FRONT
from market.actor import Actor
from market.database import constraint_of, database_now
from market.record.writing import write_told
from market.work import Work
from mediators.claims.models import Claim
from mediators.vetting import services as vetting
from mediators.workspace.services import log_session
from payouts.budget import services as budget
from payouts.budget.models import FiscalYear
from payouts.ledger.vocabulary import BudgetLine
from payouts.payees.models import Payee
from payouts.payees.services import account_opened, ask_for_account, take_over
from payouts.payments import services as payments
from payouts.payments.models import Payout
from payouts.provider import ProviderAccount
from payouts.rewards.models import Reward
from payouts.rewards.queries import reward_of_listing
from tests.integration.conftest import Database, cast_actors
from tests.integration.mediators import stories

T = TypeVar("T")
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


def as_superuser(database: Database) -> Engine:
    """What somebody could do who holds the superuser's password."""
    return create_engine(database.addresses.superuser_url)


def told(work: Work, subject: FiscalYear, do: Callable[[], T]) -> T:
    """Post inside an event, as every posting is."""
    event = work.tell("budget.year_opened", subject, fiscal_year=subject.year)
    work._open_events.append(event)
    try:
        return do()
    finally:
        work._open_events.pop()


def in_session(session: Session, actor: Actor) -> Work:
    """A work of its own session, for what runs beside others."""
    return Work(session=session, actor=actor, now=database_now(session), request_id="test")


def granted(work: MakeWork, actors: SimpleNamespace, name: str = "巴特尔", **changes: object) -> tuple[Reward, Claim]:
    """The listing is released, claimed by a mediator, granted, and one session is logged."""
    reward = promised(work, actors)
    listing = reward.listing
    mediator = stories.applicant(work, actors, name, **changes)
    vetting.endorse(work(actors.reviewer), mediator)
    vetting.approve(work(actors.second_reviewer), mediator)
    claim = stories.granted_claim(work, actors, listing, mediator)
    bateer = stories.acting(work(actors.system).session, mediator, work(actors.system))
    log_session(
        work(bateer), claim, held_on=work(bateer).today, place="城川镇", present="双方当事人", method="together",
        summary="双方同意以旧围栏为界。",
    )  # fmt: skip
    return reward, claim


def settled(work: MakeWork, actors: SimpleNamespace, claim: Claim) -> Agreement:
    """Drafted by the mediator, signed and sealed today, every mark verified by 王建国: in effect."""
    mediator = stories.acting(work(actors.system).session, claim.mediator, work(actors.system))
    today = work(actors.clerk).today
    agreement = drafting.draft(
        work(mediator), claim, facts="界线不清。", issues="以何为界。", responsibility="双方各有责任。",
        terms=[{"who": "every", "what": "以旧围栏为界", "amount_fen": None, "by": None, "how": ""}],
        manner="自行履行", time_limit="三十日内", copies=4,
    )  # fmt: skip
    drafting.open_signing(work(mediator), agreement)
    for required in required_marks(work(actors.clerk).session, agreement):
        manner = "seal" if required.kind == MarkKind.COMMITTEE else "signature"
        signing.record_mark(work(actors.clerk), agreement, whose=required.ref, manner=manner, signed_on=today)
    for required in required_marks(work(actors.reviewer).session, agreement):
        assert required.mark is not None
        signing.verify_mark(work(actors.reviewer), required.mark, signed_on=today)
    return agreement


def ruled_effective(work: MakeWork, actors: SimpleNamespace, agreement: Agreement) -> Confirmation:
    """Filed and accepted today, the ruling recorded by 苏日娜 and verified by 王建国."""
    today, number = work(actors.clerk).today, "（2026）内0623诉前调确12号"
    confirmation = court.file(work(actors.clerk), agreement, filed_on=today)
    court.accept(work(actors.clerk), confirmation, accepted_on=today)
    ruling.record_ruling(
        work(actors.clerk), confirmation, outcome="effective", ruling_number=number, ruled_on=today, served_on=today
    )
    return ruling.verify_ruling(work(actors.reviewer), confirmation, outcome="effective", ruling_number=number)


def due(work: MakeWork, actors: SimpleNamespace, name: str = "巴特尔", **changes: object) -> Reward:
    """A reward that has fallen due to a mediator."""
    reward, claim = granted(work, actors, name, **changes)
    ruled_effective(work, actors, settled(work, actors, claim))
    return reward


def ready_payee(
    work: MakeWork, actors: SimpleNamespace, reward: Reward, account_id: str = "acct_1", bank: str = "fingerprint-1"
) -> Payee:
    """The mediator has opened an account, and the provider knows a bank account."""
    assert reward.mediator is not None
    payee = ask_for_account(work(stories.acting(work(actors.system).session, reward.mediator, work(actors.system))))
    account_opened(work(actors.system), payee, ProviderAccount(account_id, False, None))
    return take_over(work(actors.system), payee, ProviderAccount(account_id, True, bank))


def prepared(work: MakeWork, actors: SimpleNamespace) -> Payout:
    """The payout of a due reward, prepared by 李慧."""
    fund(work, actors)
    reward = due(work, actors)
    ready_payee(work, actors, reward)
    return payments.prepare_payout(work(actors.preparer), reward)


def said_to(session: Session, statements: list[str], *, at_commit: bool = True) -> str:
    """What the database says to these statements, the constraint first; "nothing" when it takes them all."""
    last = ["SET CONSTRAINTS ALL IMMEDIATE"] if at_commit else []
    try:
        for statement in (*statements, *last):
            session.execute(text(statement))
    except DBAPIError as error:
        return f"{constraint_of(error)}: {error.orig}"
    return "nothing"
