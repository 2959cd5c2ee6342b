"""Finding agreements. Every look-up starts from what the actor may see; what is invisible is missing."""

from collections.abc import Sequence

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql import Select

from agreements.drafting.models import Agreement
from agreements.drafting.vocabulary import OPEN, UNSIGNED, AgreementState
from listings.cases.models import PetitionCase
from listings.paging import Page, page_of
from market.actor import OFFICE, Role
from market.refusals import Missing
from market.work import Work
from mediators.claims.models import Claim
from mediators.vetting.models import Mediator

LOOKING_ON = (*OFFICE, Role.AUDITOR, Role.FINANCE_PREPARER, Role.FINANCE_APPROVER)
LIST_LIMIT = 50


def visible_agreements(work: Work) -> Select[Agreement]:
    """Those of one's own claims; and for the office, finance and the auditor those of their banner."""
    own = exists().where(
        Claim.id == Agreement.claim_id,
        Claim.mediator_id == Mediator.id,
        Mediator.person_id == (work.actor.person_id or 0),
    )
    return select(Agreement).where(or_(own, Agreement.jurisdiction_id.in_(work.actor.serves(*LOOKING_ON))))


def agreement_for(work: Work, ref: str) -> Agreement:
    """The agreement with this public id. Raises Missing when there is none the actor may see."""
    found = work.session.scalars(visible_agreements(work).where(Agreement.public_id == ref)).one_or_none()
    if found is None:
        raise Missing()
    return found


def agreements_page(work: Work, status: str = "", after: str | None = None) -> Page[Agreement]:
    """One page of the visible agreements, newest first. Raises Missing for a mark that is none."""
    statement = visible_agreements(work).options(
        selectinload(Agreement.listing),
        joinedload(Agreement.claim).joinedload(Claim.mediator).joinedload(Mediator.person),
    )
    if status:
        statement = statement.where(Agreement.status == status)
    return page_of(work.session, statement, [Agreement.id], after)


def agreements_of(work: Work, case: PetitionCase) -> Sequence[Agreement]:
    """The agreements of a case that the actor may see, newest first."""
    return work.session.scalars(
        visible_agreements(work).where(Agreement.case_id == case.id).order_by(Agreement.id.desc()).limit(LIST_LIMIT)
    ).all()


def open_agreement(session: Session, claim_id: int) -> Agreement | None:
    """The one agreement of a claim that is a draft, in signing or in effect, if there is one."""
    return session.scalars(
        select(Agreement).where(Agreement.claim_id == claim_id, Agreement.status.in_(OPEN))
    ).one_or_none()


def last_version(session: Session, claim_id: int) -> int:
    """The number of the claim's latest version; nought before the first."""
    return session.scalar(select(func.max(Agreement.version)).where(Agreement.claim_id == claim_id)) or 0


def in_signing(work: Work, *roles: Role, limit: int = LIST_LIMIT) -> Sequence[Agreement]:
    """Agreements of the actor's banner that are open for signing, longest first."""
    return work.session.scalars(
        select(Agreement)
        .where(
            Agreement.jurisdiction_id.in_(work.actor.serves(*roles)), Agreement.status == AgreementState.SIGNING.value
        )
        .order_by(Agreement.signing_opened_at, Agreement.id)
        .options(selectinload(Agreement.listing))
        .limit(limit)
    ).all()


def own_unsigned(work: Work, limit: int = LIST_LIMIT) -> Sequence[Agreement]:
    """The actor's own agreements as mediator that are drafts or in signing, oldest first."""
    return work.session.scalars(
        select(Agreement)
        .join(Claim, Claim.id == Agreement.claim_id)
        .join(Mediator, Mediator.id == Claim.mediator_id)
        .where(Mediator.person_id == (work.actor.person_id or 0), Agreement.status.in_(UNSIGNED))
        .order_by(Agreement.id)
        .options(selectinload(Agreement.listing))
        .limit(limit)
    ).all()
