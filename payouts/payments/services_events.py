"""What the provider tells by webhook is stored once and applied by asking the provider what stands: so the order
in which events come, and how often, does not matter."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert

from market.jobs import defer
from market.work import Work
from payouts.payments.models import KeptEvent, Payout
from payouts.payments.vocabulary import Outcome
from payouts.provider import ProviderEvent


def keep_event(work: Work, event: ProviderEvent) -> bool:
    """Store an event unless it is known, and let a job apply it; whether it was new."""
    row = insert(KeptEvent).values(
        event_id=event.event_id,
        kind=event.kind,
        created_at=event.created_at,
        account_id=event.account_id,
        object_id=event.object_id,
        payout_ref=event.payout_ref,
        amount_fen=event.amount_fen,
        received_at=work.now,
        outcome=Outcome.WAITING.value,
    )
    new = work.session.execute(row.on_conflict_do_nothing().returning(KeptEvent.id)).scalar_one_or_none()
    if new is not None:
        defer(work, "apply_provider_event", event_id=event.event_id)
    return new is not None


def mark_applied(work: Work, event: KeptEvent, outcome: Outcome) -> None:
    """Note what became of an event."""
    event.outcome = outcome.value
    event.applied_at = work.now


def snapshot(payout: Payout) -> tuple[Any, ...]:
    """What of a payout an event can change."""
    return payout.status, payout.attempt, payout.provider_payout_id, payout.provider_transfer_id, payout.trouble
