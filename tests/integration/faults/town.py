"""What these stories begin with: people, cases on the board and earned rewards, by the services alone.

`attempted` is a step that may be refused: then it has changed nothing, and its refusal has a sentence.
"""

from collections.abc import Callable
from types import SimpleNamespace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from demo.seed.phrases import ASSESSMENT
from listings.publication import services as publication
from listings.publication.models import Listing
from market.database import constraint_of
from market.record.checkpoints import Checkpoints
from market.record.verify import verify as verify_record
from market.refusals import WORDING, Refused
from mediators.vetting.models import Mediator
from mediators.workspace.services import log_session
from payouts.ledger.verify import verify
from payouts.ledger.vocabulary import AccountKind as K
from payouts.payees.models import Payee
from payouts.payees.services import account_opened, ask_for_account, take_over
from payouts.payments.models import Payout
from payouts.payments.vocabulary import PayoutState
from payouts.provider import ProviderAccount
from payouts.rewards.models import Reward
from payouts.rewards.queries import reward_of_listing
from tests.integration.conftest import Database
from tests.integration.mediators import stories as lower
from tests.integration.payouts import stories
from tests.integration.payouts.stories import YUAN, MakeWork

Do = Callable[[MakeWork, SimpleNamespace], object]


def attempted(database: Database, do: Do) -> str:
    """Do it in a transaction of its own: "done", or the code of the refusal, which somebody can be told in words."""
    try:
        with stories.committed(database) as (work, actors):
            do(work, actors)
    except Refused as refused:
        WORDING.of(refused.code)  # raises KeyError for a refusal without a sentence
        return refused.code
    except IntegrityError as broken:
        return WORDING.constraints[str(constraint_of(broken))]
    return "done"


def ready_account(work: MakeWork, actors: SimpleNamespace, mediator: Mediator, account: ProviderAccount) -> Payee:
    """The mediator has opened this account at the provider, and a bank account is known there."""
    payee = ask_for_account(work(lower.acting(work(actors.system).session, mediator, work(actors.system))))
    account_opened(work(actors.system), payee, account)
    return take_over(work(actors.system), payee, account)


def earned(work: MakeWork, actors: SimpleNamespace, listing: Listing, mediator: Mediator) -> Reward:
    """Claimed, granted, mediated, signed and confirmed by the court today: the reward is due."""
    claim = lower.granted_claim(work, actors, listing, mediator)
    actor = lower.acting(work(actors.system).session, mediator, work(actors.system))
    log_session(
        work(actor), claim, held_on=work(actor).today, place="城川镇", present="双方当事人", method="together",
        summary="双方同意以旧围栏为界。",
    )  # fmt: skip
    stories.ruled_effective(work, actors, stories.settled(work, actors, claim))
    reward = reward_of_listing(work(actors.system), listing.id)
    assert reward is not None
    return reward


def two_earned_and_two_waiting(database: Database) -> None:
    """20,000 yuan for class A: two rewards earned by 巴特尔 and 刘志远; two listings more wait to be released."""
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors, amount_fen=20_000 * YUAN)
        for name in ("巴特尔", "刘志远"):
            mediator = lower.mediator(work, actors, name)
            earned(work, actors, lower.released_listing(work, actors), mediator)
            account_id = f"acct_{name}"
            ready_account(work, actors, mediator, ProviderAccount(account_id, True, f"bank of {account_id}"))
        stories.fund(work, actors, amount_fen=16_000 * YUAN, number="2号")
        for _ in range(2):
            listing = lower.released_listing(work, actors)
            publication.withdraw(work(actors.reviewer), listing, end_code="wrongly_listed")
            again = publication.draft(
                work(actors.clerk), listing.case, title="两户牧民草场界线纠纷", body="两户牧民争执不下。",
                category="land", place_town="", duration_band="from_5", amount_band="from_10k",
            )  # fmt: skip
            publication.submit(work(actors.clerk), again, **ASSESSMENT)


def where_it_should_stand(session: Session, reward: Reward) -> dict[K, int]:
    """Where the money of a reward must be, by the states of the reward and of its payout alone."""
    if reward.status == "released":
        return {}
    payout = session.scalars(
        select(Payout).where(Payout.reward_id == reward.id, Payout.status != PayoutState.REJECTED.value)
    ).one_or_none()
    if payout is None or payout.status == PayoutState.PREPARED:
        return {K.ENCUMBERED: reward.amount_fen}
    net = {
        PayoutState.APPROVED: K.PAYABLE,
        PayoutState.FAILED: K.PAYABLE,
        PayoutState.SENDING: K.IN_TRANSIT,
        PayoutState.UNKNOWN: K.IN_TRANSIT,
        PayoutState.IN_TRANSIT: K.IN_TRANSIT,
        PayoutState.PAID: K.PAID,
    }[PayoutState(payout.status)]
    return {net: payout.net_fen, K.WITHHELD_TAX: payout.tax_fen}


def sound(database: Database) -> None:
    """Neither the books nor the record have a fault."""
    with database.session() as session:
        assert verify(session).faults == ()
        assert verify_record(session, Checkpoints()).faults == []
