"""Who may draft, see and read an agreement: the granted mediator drafts; the office, finance and the auditor see."""

from typing import Any

from listings.access.policy import has_case_access
from market.policy import Can, Clauses, auditor, finance_member, office_member
from market.work import Work
from mediators.claims.models import Claim
from mediators.vetting.queries import own_mediator_of


def _claim_of(subject: Any) -> Claim:
    """The claim that a claim, an agreement, a mark or a confirmation belongs to."""
    if isinstance(subject, Claim):
        return subject
    claim: Claim = (subject if hasattr(subject, "claim") else subject.agreement).claim
    return claim


def own_mediation(work: Work, subject: Any) -> bool:
    """The actor is the mediator of the subject's claim; without a subject, a mediator in whatever state."""
    mediator = own_mediator_of(work)
    return mediator is not None and (subject is None or _claim_of(subject).mediator_id == mediator.id)


def not_ones_own_mediation(work: Work, subject: Any) -> bool:
    """Nobody records, verifies or files for the office what they have mediated themselves."""
    return subject is None or not own_mediation(work, subject)


POLICY: dict[Can, Clauses] = {
    Can.DRAFT_AGREEMENT: [[own_mediation, has_case_access]],
    Can.SEE_AGREEMENT: [[own_mediation], [office_member], [finance_member], [auditor]],
    Can.READ_AGREEMENT: [[own_mediation, has_case_access], [office_member]],
}
