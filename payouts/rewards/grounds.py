"""Gathering what the entitlement to a reward rests on, from the floors below."""

from sqlalchemy import func, select

from agreements.confirmation.models import Confirmation
from agreements.confirmation.vocabulary import ConfirmationState
from agreements.drafting.models import Agreement
from agreements.drafting.vocabulary import AgreementState
from agreements.signing.queries import required_marks
from market.work import Work
from mediators.claims.models import Claim
from mediators.vetting.vocabulary import MediatorState
from mediators.workspace.models import MediationSession
from payouts.payees.queries import is_ready
from payouts.rewards.entitlement import Grounds, Line, entitlement
from payouts.rewards.models import Reward
from payouts.rewards.queries import count_of_dispute, held_office


def claim_of_confirmation(work: Work, confirmation: Confirmation) -> Claim:
    """The claim whose agreement the court has confirmed."""
    agreement = work.session.get_one(Agreement, confirmation.agreement_id)
    return work.session.get_one(Claim, agreement.claim_id)


def entitlement_of(work: Work, reward: Reward) -> list[Line]:
    """Every line of the entitlement to a reward that is due, judged now."""
    return entitlement(grounds_of(work, reward))


def grounds_of(work: Work, reward: Reward) -> Grounds:
    """What is known about a reward whose claim, mediator and confirmation are known."""
    assert reward.mediator is not None, "only a reward that has fallen due is judged"
    confirmation = work.session.get_one(Confirmation, reward.confirmation_id)
    agreement = work.session.get_one(Agreement, confirmation.agreement_id)
    marks = required_marks(work.session, agreement)
    verified = sum(mark.is_verified for mark in marks)
    return Grounds(
        took_effect_on=agreement.took_effect_on,
        limit_last_day=agreement.limit_last_day,
        agreement_in_effect=agreement.status == AgreementState.IN_EFFECT,
        marks_verified=verified,
        marks_missing=len(marks) - verified,
        ruling_effective=confirmation.status == ConfirmationState.EFFECTIVE,
        ruling_verified=confirmation.ruling_verified_by_id not in (None, confirmation.ruling_recorded_by_id),
        sessions=_sessions(work, reward),
        public_employee=reward.mediator.public_employee or held_office(work, reward),
        suspended=reward.mediator.status == MediatorState.SUSPENDED,
        account_ready=is_ready(work, reward.mediator_id),
        rewards_of_the_dispute=count_of_dispute(work, reward),
    )


def _sessions(work: Work, reward: Reward) -> int:
    return work.session.execute(
        select(func.count(MediationSession.id)).where(MediationSession.claim_id == reward.claim_id)
    ).scalar_one()
