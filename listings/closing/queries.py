"""Which closings wait for a second person, and what came of a case's last one."""

from sqlalchemy.orm import Session

from listings.cases.models import PetitionCase
from listings.closing.models import Closing
from listings.proposals.queries import proposal_for, waiting_proposal
from market.work import Work


def waiting_closing(session: Session, case: PetitionCase) -> Closing | None:
    """The proposal to close this case without a listing that nobody has decided yet."""
    return waiting_proposal(session, Closing, case)


def closing_for(work: Work, ref: str) -> Closing:
    """The closing at this address, of a case the actor may see. Raises Missing."""
    return proposal_for(work, Closing, ref)
