"""The jobs that talk to the provider: two transactions around each call, none open while it runs.

Any of them may be killed anywhere and run again: the rows say what is still to do.
"""

from datetime import timedelta

import structlog

from market.jobs import JobRoom, defer
from payouts.gateway import gateway
from payouts.payees.queries import payee_with_account
from payouts.payees.services import take_over
from payouts.payments.models import KeptEvent, Payout
from payouts.payments.queries import event_with_id, payout_of_event, standing_still, waiting_events
from payouts.payments.services_events import mark_applied, snapshot
from payouts.payments.services_sending import begin_sending, take_answer, take_bounce, take_found
from payouts.payments.vocabulary import Outcome, PayoutState
from payouts.provider import ProviderRefused

log = structlog.get_logger("market.provider")
STUCK_AFTER = timedelta(minutes=2)
SETTLED_WITHIN = timedelta(hours=1)
LOOKED_UP = (PayoutState.SENDING, PayoutState.UNKNOWN, PayoutState.IN_TRANSIT, PayoutState.FAILED)

BOUNCES = ("payout.failed", "payout.canceled", "transfer.reversed")


def send_payout(jobs: JobRoom, payout_id: int) -> None:
    """Send one payout: out of payable first, then the call, then what the provider answered."""
    with jobs.work() as work:
        order = begin_sending(work, work.session.get_one(Payout, payout_id))
    if order is None:
        return
    answer = gateway().provider.send(
        account_id=order.account_id,
        amount_fen=order.amount_fen,
        payout_ref=order.payout_ref,
        idempotency_key=order.idempotency_key,
    )
    with jobs.work() as work:
        take_answer(work, work.session.get_one(Payout, payout_id), order.attempt, answer)


def reconcile_unknown(jobs: JobRoom, payout_id: int) -> None:
    """Find out what became of one payout. Raises ProviderUnavailable: the queue asks again later."""
    _look_up(jobs, payout_id)


def sweep_payouts(jobs: JobRoom) -> None:
    """Take up what stands still: unsent, cut off, unknown, long in transit, or events not yet applied."""
    with jobs.work() as work:
        early = work.now - STUCK_AFTER
        for payout_id in standing_still(work, early, PayoutState.APPROVED):
            defer(work, "send_payout", payout_id=payout_id, once_as=f"send_payout:{payout_id}")
        for payout_id in (
            *standing_still(work, early, PayoutState.SENDING, PayoutState.UNKNOWN),
            *standing_still(work, work.now - SETTLED_WITHIN, PayoutState.IN_TRANSIT),
        ):
            defer(work, "reconcile_unknown", payout_id=payout_id, once_as=f"reconcile:{payout_id}")
        for event_id in waiting_events(work, early):
            defer(work, "apply_provider_event", event_id=event_id, once_as=f"provider_event:{event_id}")


def apply_provider_event(jobs: JobRoom, event_id: str) -> None:
    """Apply one stored event: the provider is asked what stands now, and that is taken over."""
    with jobs.work() as work:
        event = event_with_id(work, event_id)
        if event is None or event.outcome != Outcome.WAITING:
            return
        payout = payout_of_event(work, event)
        payee = None if payout is not None else payee_with_account(work, _account_of(event))
        payout_id = None if payout is None else payout.id
        may_have_bounced = payout is not None and payout.status == PayoutState.PAID and event.kind in BOUNCES
        account_id = None if payee is None else payee.provider_account_id
        if payout_id is None and account_id is None:
            mark_applied(work, event, Outcome.UNKNOWN_THING)
            log.warning("an event of the provider is about nothing known here", event_id=event_id, kind=event.kind)
    if payout_id is not None and may_have_bounced:
        outcome = Outcome.BOUNCED if _look_whether_bounced(jobs, payout_id) else Outcome.NOTHING_NEW
    elif payout_id is not None:
        outcome = Outcome.APPLIED if _look_up(jobs, payout_id) else Outcome.NOTHING_NEW
    elif account_id is not None:
        outcome = _refresh_account(jobs, account_id)
    else:
        return
    with jobs.work() as work:
        kept = event_with_id(work, event_id)
        if kept is not None and kept.outcome == Outcome.WAITING:
            mark_applied(work, kept, outcome)


def _account_of(event: KeptEvent) -> str:
    return event.account_id or event.object_id


def _look_up(jobs: JobRoom, payout_id: int) -> bool:
    """Ask what stands at the provider and take it over; whether that changed anything."""
    with jobs.work() as work:
        payout = work.session.get_one(Payout, payout_id)
        account_id, reference, attempt = payout.payee.provider_account_id, payout.public_id, payout.attempt
        if payout.status not in LOOKED_UP or account_id is None:
            return False
    way = gateway()
    found = way.provider.find(reference, account_id)
    with jobs.work() as work:
        payout = work.session.get_one(Payout, payout_id)
        before = snapshot(payout)
        take_found(work, payout, attempt, found, way.proof_seconds)
        return snapshot(payout) != before


def _look_whether_bounced(jobs: JobRoom, payout_id: int) -> bool:
    with jobs.work() as work:
        payout = work.session.get_one(Payout, payout_id)
        account_id, reference = payout.payee.provider_account_id, payout.public_id
    assert account_id is not None, "a payee who was paid has an account"
    found = gateway().provider.find(reference, account_id)
    with jobs.work() as work:
        return take_bounce(work, work.session.get_one(Payout, payout_id), found)


def _refresh_account(jobs: JobRoom, account_id: str) -> Outcome:
    try:
        account = gateway().provider.account(account_id)
    except ProviderRefused:
        return Outcome.UNKNOWN_THING
    with jobs.work() as work:
        payee = payee_with_account(work, account_id)
        if payee is None:
            return Outcome.UNKNOWN_THING
        before = payee.status, payee.bank_fingerprint
        take_over(work, payee, account)
        return Outcome.APPLIED if (payee.status, payee.bank_fingerprint) != before else Outcome.NOTHING_NEW
