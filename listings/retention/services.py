"""Personal data is erased when its time is over, nothing holds it, and two persons have said so.

Erasing destroys the case's data key: names, numbers, addresses, the narrative, agreements and files can never be
read again, and nobody is found by them. The case, its record and its money stay, and still verify.
"""

from collections.abc import Mapping
from typing import Any

from listings.anonymisation.services import refuse_private
from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CaseState
from listings.proposals.services import announce, confirmed, proposed, turned_down
from listings.retention.lifecycle import ERASURE
from listings.retention.models import Erasure, LegalHold
from listings.retention.queries import demand_erasable, hold_in_force, keeping_of
from market.events import Handler
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Refused
from market.vault import services as vault
from market.vault.queries import erased_at
from market.work import Work


def propose_erasure(work: Work, case: PetitionCase) -> Erasure:
    """Propose to erase a closed case's personal data; another person decides.

    Raises Refused erasure_case_open, erasure_not_due, erasure_on_hold, erasure_already_proposed.
    """
    lock(work, case)
    demand(work, Can.PROPOSE_ERASURE, case)
    until = demand_erasable(work, case)
    keeping = keeping_of(work, case)
    if keeping is not None and keeping.proposal is not None:
        raise Refused("erasure_already_proposed")
    erasure = proposed(work, Erasure, case, kept_until=until)
    announce(work, erasure, "erasure.proposed", kept_until=until)
    return erasure


def confirm_erasure(work: Work, erasure: Erasure, *, understood: bool) -> Erasure:
    """Erase the case's personal data for good; never by who proposed it, and only `understood` as not to be undone.

    Everything is asked again, for a hold may have come since. Raises Refused as `propose_erasure`, WrongState.
    """
    lock(work, erasure)
    demand(work, Can.DECIDE_ERASURE, erasure)
    if not understood:
        raise Refused("erasure_not_understood")
    if erasure.waits:
        demand_erasable(work, erasure.case)
    return confirmed(work, ERASURE, erasure, kept_until=erasure.kept_until)


def erase(work: Work, erasure: Erasure, facts: Mapping[str, Any]) -> None:
    """Hears "erasure.confirmed": the data key of the case is destroyed."""
    vault.destroy_key(work, erasure.stream)


def refuse_erasure(work: Work, erasure: Erasure, *, note: str) -> Erasure:
    """Keep the data for now; it may be proposed again. Raises Invalid leak_* for a reason that names somebody."""
    return turned_down(work, ERASURE, "refuse", erasure, note)


def place_hold(work: Work, case: PetitionCase, *, reason: str) -> LegalHold:
    """Keep a closed case's personal data beyond its time. Raises Refused erasure_case_open, hold_stands_already."""
    lock(work, case)
    demand(work, Can.HOLD_DATA, case)
    if case.status != CaseState.CLOSED:
        raise Refused("erasure_case_open")
    if erased_at(work.session, case.stream) is not None:
        raise Refused("vault_key_destroyed")
    if hold_in_force(work.session, case.id) is not None:
        raise Refused("hold_stands_already")
    refuse_private(work, case, {"reason": reason})
    hold = LegalHold(
        jurisdiction_id=case.jurisdiction_id,
        case_id=case.id,
        reason=reason,
        placed_at=work.now,
        placed_by_id=work.actor.person_id,
    )
    hold.case = case
    work.session.add(hold)
    work.session.flush()
    work.tell("hold.placed", hold)
    return hold


def lift_hold(work: Work, hold: LegalHold, *, reason: str) -> LegalHold:
    """Let the data's time run again. Raises Refused hold_lifted_already."""
    lock(work, hold)
    demand(work, Can.LIFT_HOLD, hold)
    if hold.lifted_at is not None:
        raise Refused("hold_lifted_already")
    refuse_private(work, hold.case, {"reason": reason})
    hold.lifted_at, hold.lifted_by_id, hold.lift_reason = work.now, work.actor.person_id, reason
    work.session.flush()
    work.tell("hold.lifted", hold)
    return hold


SUBSCRIBERS: list[tuple[str, Handler]] = [("erasure.confirmed", erase)]
