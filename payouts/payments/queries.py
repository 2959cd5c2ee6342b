"""Finding payouts, their attempts, and what the provider told; each within what the actor may see."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, exists, func, not_, or_, select
from sqlalchemy.orm import joinedload

from listings.paging import Page, page_of
from market.actor import Role
from market.refusals import Missing
from market.work import Work
from mediators.vetting.models import Mediator
from payouts.budget.queries import watched
from payouts.payees.models import Payee, PayeeState
from payouts.payments.models import KeptEvent, Payout, PayoutAttempt
from payouts.payments.vocabulary import BOUNCED, UNDECIDED, Outcome, PayoutState
from payouts.rewards.models import Reward

STUCK_LIMIT = 200
LIST_LIMIT = 50


def payout_for(work: Work, ref: str) -> Payout:
    """A payout by its public id: finance's and the auditor's jurisdictions, or one's own. Raises Missing."""
    own = select(Payee.id).join(Mediator).where(Mediator.person_id == (work.actor.person_id or 0))
    found = work.session.scalars(
        select(Payout).where(
            Payout.public_id == ref, or_(Payout.jurisdiction_id.in_(watched(work)), Payout.payee_id.in_(own))
        )
    ).one_or_none()
    if found is None:
        raise Missing()
    return found


def may_look_into(work: Work, payout: Payout) -> bool:
    """Whether `payout_for` would find it: the office sees that a reward was paid, but not how."""
    return payout.jurisdiction_id in watched(work) or payout.payee_person_id == work.actor.person_id


def payouts_of(work: Work, reward: Reward) -> Sequence[Payout]:
    """Every payout ever prepared for a reward, newest first."""
    return work.session.scalars(
        select(Payout)
        .where(Payout.reward_id == reward.id)
        .options(joinedload(Payout.prepared_by), joinedload(Payout.decided_by))
        .order_by(Payout.id.desc())
    ).all()


def payouts_page(work: Work, status: str = "", after: str | None = None) -> Page[Payout]:
    """A page of payouts, newest first."""
    query = (
        select(Payout)
        .where(Payout.jurisdiction_id.in_(watched(work)))
        .options(joinedload(Payout.reward).joinedload(Reward.listing))
    )
    if status:
        query = query.where(Payout.status == status)
    return page_of(work.session, query, [Payout.id], after)


def waiting_payouts(work: Work, role: Role, *states: PayoutState) -> Sequence[Payout]:
    """Payouts in these states where the actor holds the role, longest waiting first; not those one has prepared or
    approved oneself when they wait for approval, and never those to oneself."""
    query = (
        select(Payout)
        .join(Payee)
        .join(Mediator)
        .where(
            Payout.jurisdiction_id.in_(work.actor.serves(role)),
            Payout.status.in_([state.value for state in states]),
            Mediator.person_id != work.actor.person_id,
        )
        .options(joinedload(Payout.reward).joinedload(Reward.listing))
        .order_by(Payout.moved_at, Payout.id)
        .limit(LIST_LIMIT)
    )
    if set(states) <= set(UNDECIDED):
        me = work.actor.person_id
        query = query.where(Payout.prepared_by_id != me, Payout.first_approved_by_id.is_distinct_from(me))
    return work.session.scalars(query).all()


def bounced_payouts(work: Work) -> Sequence[Payout]:
    """Payouts that came back after they had been paid, where the actor is of finance, the earliest paid first."""
    return work.session.scalars(
        select(Payout)
        .where(
            Payout.jurisdiction_id.in_(work.actor.serves(Role.FINANCE_PREPARER, Role.FINANCE_APPROVER)),
            Payout.status == PayoutState.PAID.value,
            Payout.trouble == BOUNCED,
        )
        .options(joinedload(Payout.reward).joinedload(Reward.listing))
        .order_by(Payout.paid_at, Payout.id)
        .limit(LIST_LIMIT)
    ).all()


def attempt_of(work: Work, payout: Payout) -> PayoutAttempt:
    """The present attempt to send it."""
    return work.session.scalars(
        select(PayoutAttempt).where(PayoutAttempt.payout_id == payout.id, PayoutAttempt.number == payout.attempt)
    ).one()


def earlier_provider_ids(work: Work, payout: Payout) -> set[str]:
    """What the provider called earlier attempts that have ended."""
    found = work.session.scalars(
        select(PayoutAttempt.provider_payout_id).where(
            PayoutAttempt.payout_id == payout.id,
            PayoutAttempt.number < payout.attempt,
            PayoutAttempt.provider_payout_id.is_not(None),
        )
    )
    return {one for one in found if one is not None}


def payout_of_event(work: Work, event: KeptEvent) -> Payout | None:
    """The payout an event is about, by our reference or by the provider's id."""
    if event.payout_ref:
        found = work.session.scalars(select(Payout).where(Payout.public_id == event.payout_ref)).one_or_none()
        if found is not None:
            return found
    return work.session.scalars(
        select(Payout)
        .join(PayoutAttempt, PayoutAttempt.payout_id == Payout.id)
        .where(PayoutAttempt.provider_payout_id == event.object_id)
    ).one_or_none()


def event_with_id(work: Work, event_id: str) -> KeptEvent | None:
    """An event by the provider's id for it."""
    return work.session.scalars(select(KeptEvent).where(KeptEvent.event_id == event_id)).one_or_none()


def waiting_events(work: Work, before: datetime) -> Sequence[str]:
    """Ids of events that were received before an instant and not yet applied."""
    return work.session.scalars(
        select(KeptEvent.event_id)
        .where(KeptEvent.outcome == Outcome.WAITING.value, KeptEvent.received_at < before)
        .order_by(KeptEvent.received_at)
        .limit(STUCK_LIMIT)
    ).all()


def standing_still(work: Work, before: datetime, *states: PayoutState) -> Sequence[int]:
    """Ids of payouts that have been in one of these states since before an instant, longest first; approved ones
    whose payee cannot receive money wait for the payee and would only stand in the way of the others."""
    return work.session.scalars(
        select(Payout.id)
        .join(Payee)
        .where(
            Payout.status.in_([state.value for state in states]),
            Payout.moved_at < before,
            or_(Payout.status != PayoutState.APPROVED.value, Payee.status == PayeeState.READY.value),
        )
        .order_by(Payout.moved_at)
        .limit(STUCK_LIMIT)
    ).all()


def events_page(work: Work, outcome: str = "", after: str | None = None) -> Page[KeptEvent]:
    """What the provider told about the payouts and the payees of the actor's banners, newest first.

    An event belongs to the banner of the payout it names, else to that of the payee whose account it is about. What
    can be tied to none is kept and stands in the operator's log, and is shown to nobody's finance.
    """
    mine = watched(work)
    ours = select(Payout.public_id).where(Payout.jurisdiction_id.in_(mine))
    sent = (
        select(PayoutAttempt.provider_payout_id)
        .join(Payout, Payout.id == PayoutAttempt.payout_id)
        .where(Payout.jurisdiction_id.in_(mine))
    )
    accounts = select(Payee.provider_account_id).where(Payee.jurisdiction_id.in_(mine))
    names_a_payout = exists().where(Payout.public_id == KeptEvent.payout_ref)
    about = func.coalesce(KeptEvent.account_id, KeptEvent.object_id)
    tied = or_(
        KeptEvent.payout_ref.in_(ours),
        and_(not_(names_a_payout), or_(KeptEvent.object_id.in_(sent), about.in_(accounts))),
    )
    query = select(KeptEvent).where(tied)
    if outcome:
        query = query.where(KeptEvent.outcome == outcome)
    return page_of(work.session, query, [KeptEvent.id], after)
