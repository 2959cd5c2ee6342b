"""What the stories of paying share: the provider tells, settles, and is compared with the books."""

import secrets
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from market.refusals import Forbidden
from payouts.ledger.queries import balances_of_promise
from payouts.ledger.verify import verify
from payouts.ledger.vocabulary import AccountKind
from payouts.payees.jobs import open_payee_account
from payouts.payees.models import Payee
from payouts.payees.services import own_link
from payouts.payments import jobs
from payouts.payments.models import KeptEvent, Payout
from payouts.payments.services_events import keep_event
from payouts.payments.vocabulary import PayoutState
from payouts.provider import ProviderEvent
from payouts.rewards.vocabulary import RewardState
from tests.integration.mediators import stories as lower
from tests.integration.payouts import stories

K = AccountKind
NET, TAX = 672_000, 128_000  # 8,000 yuan as remuneration for labour: 80% of it taxed at 20%


def onboard(database, sandbox, room, reward):
    with stories.committed(database) as (work, actors):
        system = work(actors.system)
        bateer = lower.acting(system.session, system.session.merge(reward).mediator, system)
        payee_id = stories.ask_for_account(work(bateer)).id
    open_payee_account(room, payee_id)
    with database.session() as session:
        payee = session.get_one(Payee, payee_id)
        assert sandbox.url.encode() not in payee.link_sealed
    with stories.committed(database) as (work, actors):
        mine = work(actors.system).session.get_one(Payee, payee_id)
        for actor in (actors.preparer, actors.auditor, actors.system):
            with pytest.raises(Forbidden):
                own_link(work(actor), mine)
        bateer = lower.acting(work(actors.system).session, mine.mediator, work(actors.system))
        assert own_link(work(bateer), mine).startswith(sandbox.url)
    sandbox.complete_onboarding(payee.provider_account_id)
    tell(room, sandbox, "account.updated", object_id=payee.provider_account_id)


def tell(room, sandbox, kind, *, object_id, payout_ref=None, event_id=None):
    """The provider's webhook: kept, then applied by its job."""
    event = ProviderEvent(
        event_id or f"evt_{secrets.token_hex(4)}", kind, datetime.now(UTC), None, object_id, payout_ref, None, None,
        None, None, None,
    )  # fmt: skip
    with room.work() as work:
        keep_event(work, event)
    jobs.apply_provider_event(room, event.event_id)
    with room.work() as work:
        return work.session.scalars(select(KeptEvent).where(KeptEvent.event_id == event.event_id)).one().outcome


def state(database, payout_id):
    with database.session() as session:
        payout = session.get_one(Payout, payout_id)
        return PayoutState(payout.status), payout.attempt


def money(room, payout_id):
    with room.work() as work:
        listing_id = work.session.get_one(Payout, payout_id).reward.listing_id
        return {kind: fen for kind, fen in balances_of_promise(work, listing_id).by_kind.items() if fen}


def settle(room, sandbox, payout_id):
    """The provider settles everything, and tells."""
    while sandbox.settle_now(at_once=True):
        pass
    with room.work() as work:
        payout = work.session.get_one(Payout, payout_id)
        reference, known = payout.public_id, payout.provider_payout_id
    return tell(room, sandbox, "payout.paid", object_id=known or "po_unknown", payout_ref=reference)


def paid_once(database, room, sandbox, payout_id):
    """Paid, everywhere, once; and the books and the provider agree to the fen."""
    assert state(database, payout_id)[0] is PayoutState.PAID
    assert money(room, payout_id) == {K.PAID: NET, K.WITHHELD_TAX: TAX}
    assert sandbox.executed_total_fen() == NET
    assert sandbox.paid_total_fen() == NET
    with database.session() as session:
        reward = session.get_one(Payout, payout_id).reward
        assert (reward.status, reward.listing.status) == (RewardState.PAID, "rewarded")
        assert (reward.claim.status, reward.case.status) == ("completed", "closed")
        assert verify(session).faults == ()
