"""Finding rewards; every look-up of a person starts from what that person may see."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload

from listings.paging import Page, page_of
from market.actor import Role
from market.people.models import Appointment
from market.refusals import Missing
from market.work import Work
from market.workdays import legal_day
from mediators.vetting.models import Mediator
from payouts.budget.queries import watched
from payouts.rewards.models import Reward
from payouts.rewards.vocabulary import RewardState

OFFICE = (Role.OFFICE_CLERK, Role.OFFICE_REVIEWER)
LIST_LIMIT = 50


def _own(work: Work) -> ColumnElement[bool]:
    return Reward.mediator_id.in_(select(Mediator.id).where(Mediator.person_id == (work.actor.person_id or 0)))


def reward_for(work: Work, ref: str) -> Reward:
    """A reward by its public id: finance's, the auditor's and the office's jurisdictions, or one's own.

    Raises Missing.
    """
    banners = set(watched(work)) | work.actor.serves(*OFFICE)
    found = work.session.scalars(
        select(Reward).where(Reward.public_id == ref, or_(Reward.jurisdiction_id.in_(banners), _own(work)))
    ).one_or_none()
    if found is None:
        raise Missing()
    return found


def reward_of_listing(work: Work, listing_id: int) -> Reward | None:
    """The reward promised with a listing, whatever became of it."""
    return work.session.scalars(select(Reward).where(Reward.listing_id == listing_id)).one_or_none()


def rewards_of_case(work: Work, case_id: int) -> Sequence[Reward]:
    """Every reward ever promised for a case, newest first."""
    return work.session.scalars(select(Reward).where(Reward.case_id == case_id).order_by(Reward.id.desc())).all()


def reward_of_dispute(work: Work, jurisdiction_id: str, dispute_id: str) -> Reward | None:
    """The one reward of a dispute that has not been released."""
    return work.session.scalars(
        select(Reward).where(
            Reward.jurisdiction_id == jurisdiction_id,
            Reward.dispute_id == dispute_id,
            Reward.status != RewardState.RELEASED.value,
        )
    ).one_or_none()


def count_of_dispute(work: Work, reward: Reward) -> int:
    """How many rewards of the dispute have not been released."""
    return work.session.execute(
        select(func.count(Reward.id)).where(
            Reward.jurisdiction_id == reward.jurisdiction_id,
            Reward.dispute_id == reward.dispute_id,
            Reward.status != RewardState.RELEASED.value,
        )
    ).scalar_one()


def held_office(work: Work, reward: Reward) -> bool:
    """Whether the mediator has held an office of the scheme since the claim was granted, whatever was declared:
    who is duty-bound is never paid (the database says so too)."""
    assert reward.mediator is not None, "a reward that is due has its mediator"
    assert reward.claim is not None, "a reward that is due has its claim"
    assert reward.claim.granted_at is not None, "a claim that earned a reward was granted"
    granted_at = reward.claim.granted_at
    office = exists().where(
        Appointment.person_id == reward.mediator.person_id,
        Appointment.confirmed_at.is_not(None),
        Appointment.valid_from <= work.today,
        or_(Appointment.ended_at.is_(None), Appointment.ended_at >= granted_at),
        or_(Appointment.valid_until.is_(None), Appointment.valid_until >= legal_day(granted_at)),
    )
    return bool(work.session.scalar(select(office)))


def rewards_page(work: Work, status: str = "", after: str | None = None) -> Page[Reward]:
    """A page of the rewards that finance and the auditor may see, newest first."""
    query = (
        select(Reward)
        .where(Reward.jurisdiction_id.in_(watched(work)))
        .options(joinedload(Reward.listing), joinedload(Reward.mediator).joinedload(Mediator.person))
    )
    if status:
        query = query.where(Reward.status == status)
    return page_of(work.session, query, [Reward.id], after)


def waiting_rewards(work: Work, role: Role, state: RewardState) -> Sequence[Reward]:
    """Rewards in a state where the actor holds the role, longest waiting first; never the actor's own."""
    query = (
        select(Reward)
        .join(Mediator, Mediator.id == Reward.mediator_id)
        .where(
            Reward.jurisdiction_id.in_(work.actor.serves(role)),
            Reward.status == state.value,
            Mediator.person_id != work.actor.person_id,
        )
        .options(joinedload(Reward.listing))
        .order_by(Reward.due_at, Reward.id)
        .limit(LIST_LIMIT)
    )
    if state is RewardState.REFUSAL_PROPOSED:
        query = query.where(Reward.refusal_proposed_by_id != work.actor.person_id)
    return work.session.scalars(query).all()


def own_rewards(work: Work, after: str | None = None) -> Page[Reward]:
    """A page of the actor's own rewards, newest first."""
    query = select(Reward).where(_own(work)).options(joinedload(Reward.listing))
    return page_of(work.session, query, [Reward.id], after)
