"""Finding applications for confirmation, and what waits at the court."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from agreements.confirmation.models import Confirmation
from agreements.confirmation.vocabulary import STANDING, ConfirmationState
from agreements.drafting.models import Agreement
from agreements.drafting.queries import visible_agreements
from agreements.drafting.vocabulary import AgreementState
from market.actor import Role
from market.refusals import Missing
from market.work import Work

LIST_LIMIT = 50


def confirmation_for(work: Work, ref: str) -> Confirmation:
    """The application with this public id, of an agreement that the actor may see. Raises Missing."""
    visible = visible_agreements(work).with_only_columns(Agreement.id)
    found = work.session.scalars(
        select(Confirmation).where(Confirmation.public_id == ref, Confirmation.agreement_id.in_(visible))
    ).one_or_none()
    if found is None:
        raise Missing()
    return found


def confirmations_of(session: Session, agreement: Agreement) -> Sequence[Confirmation]:
    """All applications for one agreement, newest first; there are a few at the most."""
    return session.scalars(
        select(Confirmation)
        .where(Confirmation.agreement_id == agreement.id)
        .order_by(Confirmation.id.desc())
        .options(
            joinedload(Confirmation.filed_by),
            joinedload(Confirmation.ruling_recorded_by),
            joinedload(Confirmation.ruling_verified_by),
        )
    ).all()


def standing_confirmation(session: Session, agreement_id: int) -> Confirmation | None:
    """The one application that is pending or decided, if there is one."""
    return session.scalars(
        select(Confirmation)
        .where(Confirmation.agreement_id == agreement_id, Confirmation.status.in_(STANDING))
        .execution_options(populate_existing=True)
    ).one_or_none()


def is_dismissed(session: Session, agreement_id: int) -> bool:
    """Whether the court has dismissed the application for this agreement, and a second person has verified it."""
    standing = standing_confirmation(session, agreement_id)
    return standing is not None and standing.status == ConfirmationState.DISMISSED


def to_file(work: Work, limit: int = LIST_LIMIT) -> Sequence[Agreement]:
    """Agreements of the actor's banner in effect for which nothing is pending or decided, the most urgent first."""
    taken = exists().where(Confirmation.agreement_id == Agreement.id, Confirmation.status.in_(STANDING))
    return work.session.scalars(
        select(Agreement)
        .where(
            Agreement.jurisdiction_id.in_(work.actor.serves(Role.OFFICE_CLERK)),
            Agreement.status == AgreementState.IN_EFFECT.value,
            ~taken,
        )
        .order_by(Agreement.file_by, Agreement.id)
        .options(joinedload(Agreement.listing))
        .limit(limit)
    ).all()


def at_court(work: Work, role: Role, *states: ConfirmationState, limit: int = LIST_LIMIT) -> Sequence[Confirmation]:
    """Applications of the actor's banner in these states, the longest waiting first."""
    return work.session.scalars(
        select(Confirmation)
        .where(Confirmation.jurisdiction_id.in_(work.actor.serves(role)), Confirmation.status.in_(states))
        .order_by(Confirmation.filed_on, Confirmation.id)
        .options(joinedload(Confirmation.agreement).joinedload(Agreement.listing))
        .limit(limit)
    ).all()


def dismissed_to_conclude(work: Work, limit: int = LIST_LIMIT) -> Sequence[Agreement]:
    """Agreements of the actor's banner that the court did not confirm and of which nobody has said how it goes on."""
    dismissed = exists().where(
        Confirmation.agreement_id == Agreement.id, Confirmation.status == ConfirmationState.DISMISSED.value
    )
    return work.session.scalars(
        select(Agreement)
        .where(
            Agreement.jurisdiction_id.in_(work.actor.serves(Role.OFFICE_REVIEWER)),
            Agreement.status == AgreementState.IN_EFFECT.value,
            dismissed,
        )
        .order_by(Agreement.id)
        .options(joinedload(Agreement.listing))
        .limit(limit)
    ).all()
