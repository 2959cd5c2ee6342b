"""What stands in the workspace of a granted claim."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from market.refusals import Missing
from market.work import Work
from mediators.claims.models import Claim
from mediators.claims.queries import claim_for
from mediators.workspace.models import MediationSession


def workspace_for(work: Work, ref: str) -> Claim:
    """A claim that was granted and that the actor may see; no other claim has a workspace. Raises Missing."""
    claim = claim_for(work, ref)
    if claim.granted_at is None:
        raise Missing()
    return claim


def sessions_of(work: Work, claim: Claim) -> Sequence[MediationSession]:
    """The sessions of a claim, newest first; a claim has some dozens at the most."""
    return work.session.scalars(
        select(MediationSession)
        .where(MediationSession.claim_id == claim.id)
        .order_by(MediationSession.held_on.desc(), MediationSession.id.desc())
        .options(joinedload(MediationSession.logged_by))
        .limit(200)
    ).all()
