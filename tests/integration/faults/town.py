"""What these stories begin with: people, cases on the board and earned rewards, by the services alone.

`attempted` is a step that may be refused: then it has changed nothing, and its refusal has a sentence.
"""

from collections.abc import Callable
from types import SimpleNamespace

from sqlalchemy.exc import IntegrityError

from listings.publication.models import Listing
from market.database import constraint_of
from market.record.checkpoints import Checkpoints
from market.record.verify import verify as verify_record
from market.refusals import WORDING, Refused
from mediators.vetting.models import Mediator
from mediators.workspace.services import log_session
from payouts.ledger.verify import verify
from payouts.payees.models import Payee
from payouts.payees.services import account_opened, ask_for_account, take_over
from payouts.provider import ProviderAccount
from payouts.rewards.models import Reward
from payouts.rewards.queries import reward_of_listing
from tests.integration.conftest import Database
from tests.integration.mediators import stories as lower
from tests.integration.payouts import stories
from tests.integration.payouts.stories import MakeWork

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


def sound(database: Database) -> None:
    """Neither the books nor the record have a fault."""
    with database.session() as session:
        assert verify(session).faults == ()
        assert verify_record(session, Checkpoints()).faults == []
