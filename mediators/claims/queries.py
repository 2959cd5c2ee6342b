"""Finding claims, answers and parties. Every look-up of a person starts from what that person may see."""

from collections.abc import Mapping, Sequence

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql import Select

from listings.cases.queries import active_parties
from listings.paging import PAGE_SIZE, Page, page_of
from listings.publication.models import Listing
from market.actor import Role
from market.refusals import Missing
from market.work import Work
from mediators.claims.models import Claim, PartyAnswer
from mediators.claims.vocabulary import LIVE, OPEN, Answer, ClaimState
from mediators.vetting.models import Mediator

LIST_LIMIT = 50
LOOKING_ON = (Role.OFFICE_CLERK, Role.OFFICE_REVIEWER, Role.AUDITOR)


def visible_claims(work: Work) -> Select[Claim]:
    """One's own claims; and for the office and the auditor those on their banner's listings."""
    own = exists().where(Mediator.id == Claim.mediator_id, Mediator.person_id == (work.actor.person_id or 0))
    return select(Claim).where(or_(own, Claim.jurisdiction_id.in_(work.actor.serves(*LOOKING_ON))))


def claim_for(work: Work, ref: str) -> Claim:
    """The claim with this public id. Raises Missing when there is none the actor may see."""
    found = work.session.scalars(visible_claims(work).where(Claim.public_id == ref)).one_or_none()
    if found is None:
        raise Missing()
    return found


def claims_on(session: Session, listing_id: int, *states: ClaimState) -> Sequence[Claim]:
    """The claims on a listing in order of arrival, all or only those in these states."""
    found = (
        select(Claim)
        .where(Claim.listing_id == listing_id)
        .order_by(Claim.id)
        .options(joinedload(Claim.mediator).joinedload(Mediator.person))
    )
    return session.scalars(found.where(Claim.status.in_(states)) if states else found).all()


def claims_to_compare(work: Work, listing: Listing, after: str | None = None, size: int = PAGE_SIZE) -> Page[Claim]:
    """What the office compares, a page of it: open claims first, then ended ones, each in order of arrival. Raises
    Missing for a mark that is none."""
    statement = (
        select(Claim)
        .where(Claim.listing_id == listing.id)
        .options(joinedload(Claim.mediator).joinedload(Mediator.person))
    )
    return page_of(work.session, statement, [Claim.is_over, Claim.id], after, descending=False, size=size)


def live_claim(session: Session, listing_id: int) -> Claim | None:
    """The one claim on a listing that is proposed, granted or settled, if there is one."""
    return session.scalars(select(Claim).where(Claim.listing_id == listing_id, Claim.status.in_(LIVE))).one_or_none()


def claim_stands_on(work: Work, listing: Listing) -> bool:
    """Whether any claim on the listing stands, waits or lives: as long as one does, the listing does not expire."""
    return bool(work.session.scalar(select(exists().where(Claim.listing_id == listing.id, Claim.status.in_(OPEN)))))


def own_open_claim(session: Session, listing_id: int, mediator_id: int) -> Claim | None:
    """The mediator's own claim on the listing that has not ended."""
    return session.scalars(
        select(Claim).where(Claim.listing_id == listing_id, Claim.mediator_id == mediator_id, Claim.status.in_(OPEN))
    ).one_or_none()


def latest_answers(session: Session, claim_id: int) -> Mapping[int, PartyAnswer]:
    """Each party's latest answer to this claim, by party id."""
    rows = session.scalars(
        select(PartyAnswer)
        .where(PartyAnswer.claim_id == claim_id)
        .order_by(PartyAnswer.id)
        .options(joinedload(PartyAnswer.recorded_by))
    )
    return {answer.party_id: answer for answer in rows}


def every_party_accepts(session: Session, claim: Claim) -> bool:
    """Whether there are parties and the latest answer of each is its acceptance; silence is never consent."""
    answers = latest_answers(session, claim.id)
    parties = active_parties(session, claim.case_id)
    return bool(parties) and all(
        party.id in answers and answers[party.id].answer == Answer.ACCEPTED for party in parties
    )


def recorders_of_answers(session: Session, claim_id: int) -> set[int]:
    """The persons who recorded the answers that count."""
    return {answer.recorded_by_id for answer in latest_answers(session, claim_id).values()}


def own_claims(work: Work, after: str | None = None) -> Page[Claim]:
    """The actor's own claims, newest first. Raises Missing for a mark that is none."""
    statement = (
        select(Claim)
        .join(Mediator, Mediator.id == Claim.mediator_id)
        .where(Mediator.person_id == (work.actor.person_id or 0))
        .options(selectinload(Claim.listing))
    )
    return page_of(work.session, statement, [Claim.id], after)


def own_live_claims(work: Work, limit: int = LIST_LIMIT) -> Sequence[Claim]:
    """The actor's claims that are proposed, granted or settled, oldest first."""
    return work.session.scalars(
        select(Claim)
        .join(Mediator, Mediator.id == Claim.mediator_id)
        .where(Mediator.person_id == (work.actor.person_id or 0), Claim.status.in_(LIVE))
        .order_by(Claim.id)
        .options(selectinload(Claim.listing))
        .limit(limit)
    ).all()


def office_claims(work: Work, status: str = "", after: str | None = None) -> Page[Claim]:
    """The claims on the actor's banner's listings, newest first. Raises Missing for a mark that is none."""
    statement = (
        select(Claim)
        .where(Claim.jurisdiction_id.in_(work.actor.serves(*LOOKING_ON)))
        .options(joinedload(Claim.mediator).joinedload(Mediator.person), selectinload(Claim.listing))
    )
    if status:
        statement = statement.where(Claim.status == status)
    return page_of(work.session, statement, [Claim.id], after)


def claims_of_mediator(work: Work, mediator: Mediator, limit: int = LIST_LIMIT) -> Sequence[Claim]:
    """A mediator's claims that the actor may see, newest first."""
    return work.session.scalars(
        visible_claims(work)
        .where(Claim.mediator_id == mediator.id)
        .order_by(Claim.id.desc())
        .options(selectinload(Claim.listing))
        .limit(limit)
    ).all()


def listings_with_standing_claims(work: Work, limit: int = LIST_LIMIT) -> Sequence[tuple[Listing, int]]:
    """Published listings of the actor's banner on which claims wait for a choice, longest waiting first."""
    rows = work.session.execute(
        select(Listing, func.count(Claim.id))
        .join(Claim, Claim.listing_id == Listing.id)
        .where(
            Claim.jurisdiction_id.in_(work.actor.serves(Role.OFFICE_REVIEWER)),
            Claim.status == ClaimState.STANDING.value,
            Listing.status == "published",
        )
        .group_by(Listing.id)
        .order_by(func.min(Claim.received_at))
        .limit(limit)
    ).all()
    return [(listing, count) for listing, count in rows]


def proposed_claims(work: Work, *roles: Role, limit: int = LIST_LIMIT) -> Sequence[Claim]:
    """Claims of the actor's banner that are before the parties, longest first."""
    return work.session.scalars(
        select(Claim)
        .where(Claim.jurisdiction_id.in_(work.actor.serves(*roles)), Claim.status == ClaimState.PROPOSED.value)
        .order_by(Claim.proposed_at, Claim.id)
        .options(selectinload(Claim.listing), joinedload(Claim.mediator).joinedload(Mediator.person))
        .limit(limit)
    ).all()
