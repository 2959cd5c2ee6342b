"""Finding payees."""

from sqlalchemy import select

from market.work import Work
from mediators.vetting.queries import own_mediator_of
from payouts.payees.models import Payee, PayeeState


def own_payee(work: Work) -> Payee | None:
    """The actor's own account with the provider, if one was asked for."""
    mediator = own_mediator_of(work)
    return None if mediator is None else payee_of(work, mediator.id)


def payee_of(work: Work, mediator_id: int) -> Payee | None:
    """A mediator's account with the provider."""
    return work.session.scalars(select(Payee).where(Payee.mediator_id == mediator_id)).one_or_none()


def payee_with_account(work: Work, provider_account_id: str) -> Payee | None:
    """Whose account this is at the provider."""
    return work.session.scalars(select(Payee).where(Payee.provider_account_id == provider_account_id)).one_or_none()


def is_ready(work: Work, mediator_id: int | None) -> bool:
    """Whether the mediator's account can receive money."""
    payee = None if mediator_id is None else payee_of(work, mediator_id)
    return payee is not None and payee.status == PayeeState.READY
