"""A wrong link is undone by two persons once the dispute has been on the board, its reward being due or paid as well.

The case whose own listing holds the dispute stays; the others leave, and would otherwise lose their reward for a slip.
That the disputes are two, and no second reward is earned by one, is what the two persons answer for: where a reward is
promised, due or paid, nobody proposes it without having both cases open, their parties having been compared. The
database says it again.
"""

from datetime import datetime

from listings.anonymisation.services import refuse_private
from listings.cases.models import PetitionCase
from listings.disputes.lifecycle import SEPARATION
from listings.disputes.models import Separation
from listings.disputes.queries import holding_case, linked_cases, waiting_separation, why_not_separated
from listings.disputes.queries_candidates import both_open
from listings.disputes.queries_separation import comparison_of
from listings.disputes.services import lock_disputes
from listings.proposals.services import announce, confirmed, proposed, turned_down
from market.database import public_id
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Refused
from market.work import Work


def propose_separation(work: Work, case: PetitionCase, *, reason: str) -> Separation:
    """Propose that this case is about a dispute of its own; a reviewer who is another person decides.

    Raises Refused case_is_closed, not_linked, separation_not_needed, separation_of_the_listed, separation_waits,
    separation_not_compared; Invalid leak_* for a reason that names somebody of any of the cases.
    """
    demand(work, Can.PROPOSE_SEPARATION, case)
    lock_disputes(work, case)
    _demand_separable(work, case)
    if waiting_separation(work.session, case) is not None:
        raise Refused("separation_waits")
    holding = holding_case(work.session, case.dispute_id)
    if holding is not None and not both_open(work, case, holding):
        raise Refused("separation_not_compared")
    _demand_compared(work, case, work.now)
    refuse_private(work, case, {"reason": reason})
    separation = proposed(work, Separation, case, dispute_id=case.dispute_id, reason=reason)
    announce(work, separation, "separation.proposed")
    return separation


def confirm_separation(work: Work, separation: Separation) -> Separation:
    """Give the case a dispute of its own. Everything is asked again, for the case may have ended since.

    Raises Refused as `propose_separation`, WrongState, Forbidden for who proposed it.
    """
    lock_disputes(work, separation.case)
    lock(work, separation)
    demand(work, Can.DECIDE_SEPARATION, separation)
    case, others = separation.case, linked_cases(work.session, separation.case)
    if separation.waits:
        _demand_separable(work, case)
        _demand_compared(work, case, separation.proposed_at)
        separation.new_dispute_id = public_id()
        work.session.flush()
        case.dispute_id = separation.new_dispute_id
        work.session.flush()
    confirmed(work, SEPARATION, separation, cases=[other.id for other in others])
    work.tell("case.unlinked", case, cases=[other.id for other in others])
    for other in others:
        work.tell("case.unlinked", other, cases=[case.id])
    return separation


def refuse_separation(work: Work, separation: Separation, *, note: str) -> Separation:
    """Keep the case in its dispute; it may be proposed again. Raises Invalid leak_* for a note that names
    somebody of any of the cases."""
    return turned_down(work, SEPARATION, "refuse", separation, note)


def _demand_compared(work: Work, case: PetitionCase, at: datetime) -> None:
    """A reward may have been promised after it was proposed: then a clerk compares the cases before it is confirmed."""
    holding = holding_case(work.session, case.dispute_id)
    if holding is not None and comparison_of(work, case, holding, at) is None:
        raise Refused("separation_not_compared")


def _demand_separable(work: Work, case: PetitionCase) -> None:
    code = why_not_separated(work.session, case)
    if code is not None:
        raise Refused(code)
