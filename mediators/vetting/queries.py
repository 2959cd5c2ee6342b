"""Finding mediators. Every look-up starts from what the actor may see; what is invisible is missing."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.sql import Select

from listings.paging import Page, page_of
from market.actor import OFFICE, Role
from market.refusals import Missing
from market.vault.models import VaultIndex
from market.work import Work
from mediators.claims.models import Claim
from mediators.vetting.models import Mediator
from mediators.vetting.vocabulary import MediatorState

LOOKING_ON = (*OFFICE, Role.AUDITOR)
LIST_LIMIT = 50


def own_mediator_of(work: Work) -> Mediator | None:
    """The actor's own row as mediator, in whatever state; asked once a work."""
    if work.actor.person_id is None:
        return None
    memo = ("own_mediator", work.actor.person_id)
    if memo not in work.memo:
        work.memo[memo] = work.session.scalars(
            select(Mediator).where(Mediator.person_id == work.actor.person_id)
        ).one_or_none()
    found: Mediator | None = work.memo[memo]
    return found


def remember_own(work: Work, mediator: Mediator) -> None:
    """Whoever has just applied is a mediator from now on, in this work too."""
    work.memo["own_mediator", mediator.person_id] = mediator


def is_or_may_become(session: Session, person_id: int) -> bool:
    """Whether this person mediates, has been suspended from it, or waits for the reviewers' word."""
    ended = (MediatorState.REJECTED, MediatorState.RESIGNED)
    wanted = exists().where(Mediator.person_id == person_id, Mediator.status.not_in(ended))
    return bool(session.scalar(select(wanted)))


def visible_mediators(work: Work) -> Select[Mediator]:
    """Oneself; and for the office and the auditor those of their banner and those who claim a listing there."""
    banners = work.actor.serves(*LOOKING_ON)
    claims_there = exists().where(Claim.mediator_id == Mediator.id, Claim.jurisdiction_id.in_(banners))
    return select(Mediator).where(
        or_(
            Mediator.person_id == (work.actor.person_id or 0),
            Mediator.jurisdiction_id.in_(banners),
            claims_there,
        )
    )


def mediator_for(work: Work, ref: str) -> Mediator:
    """The mediator with this public id. Raises Missing when there is none the actor may see."""
    found = work.session.scalars(visible_mediators(work).where(Mediator.public_id == ref)).one_or_none()
    if found is None:
        raise Missing()
    return found


def claims_in_a_banner_of(work: Work, mediator: Mediator) -> bool:
    """Whether this mediator claims a listing of a banner that the actor serves."""
    banners = work.actor.serves(*LOOKING_ON)
    if not banners:
        return False
    found = exists().where(Claim.mediator_id == mediator.id, Claim.jurisdiction_id.in_(banners))
    return bool(work.session.scalar(select(found)))


def of_the_same_id_number(session: Session, mediator: Mediator) -> Sequence[Mediator]:
    """Other mediators and applicants, in whatever state and banner, with this one's ID number, by its keyed hash."""
    own, other = aliased(VaultIndex), aliased(VaultIndex)
    places = (
        select(other.row_id)
        .join(own, (own.purpose == other.purpose) & (own.digest == other.digest))
        .where(
            own.table_name == Mediator.__tablename__,
            own.row_id == mediator.id,
            own.column_name == "id_number",
            other.table_name == Mediator.__tablename__,
            other.row_id != mediator.id,
        )
    )
    return session.scalars(select(Mediator).where(Mediator.id.in_(places)).order_by(Mediator.id)).all()


def mediators_page(work: Work, status: str = "", after: str | None = None) -> Page[Mediator]:
    """Mediators the actor may see, newest application first. Raises Missing for a mark that is none."""
    statement = visible_mediators(work).options(joinedload(Mediator.person), joinedload(Mediator.committee))
    if status:
        statement = statement.where(Mediator.status == status)
    return page_of(work.session, statement, [Mediator.id], after)


def to_vet(work: Work, limit: int = LIST_LIMIT) -> Sequence[Mediator]:
    """Applications that wait for this reviewer: new ones, and endorsed ones that another has endorsed."""
    banners = work.actor.serves(Role.OFFICE_REVIEWER)
    return work.session.scalars(
        select(Mediator)
        .where(
            Mediator.jurisdiction_id.in_(banners),
            Mediator.person_id != work.actor.person_id,
            or_(
                Mediator.status == MediatorState.APPLIED.value,
                (Mediator.status == MediatorState.ENDORSED.value) & (Mediator.endorsed_by_id != work.actor.person_id),
            ),
        )
        .order_by(Mediator.applied_at, Mediator.id)
        .limit(limit)
    ).all()
