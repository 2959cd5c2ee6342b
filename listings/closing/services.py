"""Two of the office close a case that stands on no board and is being prepared for none; nobody opens it again.

It is a decision about a petitioner: one prepares it with its ground, a reviewer who is another person confirms or
returns it.
"""

from listings.anonymisation.services import refuse_private
from listings.cases.lifecycle import CASE
from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CloseCode
from listings.closing.lifecycle import CLOSING
from listings.closing.models import Closing
from listings.closing.queries import waiting_closing
from listings.disputes.queries import waiting_separation
from listings.proposals.services import announce, confirmed, proposed, turned_down
from listings.publication.queries import active_listing
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Refused, WrongState
from market.work import Work


def propose_closing(work: Work, case: PetitionCase, *, close_code: str, close_note: str = "") -> Closing:
    """Propose to close a case for one of the office's reasons; another person decides.

    Raises WrongState, Refused close_code_unknown, listing_in_preparation, separation_waits, closing_waits; Invalid
    leak_* for a note that names somebody.
    """
    lock(work, case)
    demand(work, Can.CLOSE_CASE, case)
    refuse_private(work, case, {"close_note": close_note})
    _demand_closable(work, case)
    if close_code not in set(CloseCode):
        raise Refused("close_code_unknown")
    if waiting_closing(work.session, case) is not None:
        raise Refused("closing_waits")
    closing = proposed(work, Closing, case, close_code=close_code, close_note=close_note)
    announce(work, closing, "closing.proposed", close_code=close_code)
    return closing


def confirm_closing(work: Work, closing: Closing) -> Closing:
    """Close the case. Everything is asked again, for a listing may be in preparation since. From now on the case's
    personal data is kept as that of any closed case.

    Raises Forbidden for who proposed it, WrongState, Refused listing_in_preparation, separation_waits.
    """
    lock(work, closing)
    demand(work, Can.DECIDE_CLOSING, closing)
    case = closing.case
    if closing.waits:
        _demand_closable(work, case)
    confirmed(work, CLOSING, closing, close_code=closing.close_code)
    case.close_code, case.close_note, case.closed_by_id = closing.close_code, closing.close_note, work.actor.person_id
    CASE.apply(work, "close_unlisted", case, close_code=closing.close_code, in_preparation=False)
    return closing


def return_closing(work: Work, closing: Closing, *, note: str) -> Closing:
    """Leave the case open; its closing may be proposed again. Raises Invalid leak_* for a note that names somebody."""
    return turned_down(work, CLOSING, "return", closing, note)


def is_closable(work: Work, case: PetitionCase) -> bool:
    """Whether a proposal to close this case could be confirmed now: nothing is prepared, listed or to be decided."""
    begins = CASE.states(case.status) in CASE.steps["close_unlisted"].start
    waits = waiting_separation(work.session, case) is not None
    return begins and not waits and active_listing(work, case) is None


def _demand_closable(work: Work, case: PetitionCase) -> None:
    state = CASE.states(case.status)
    if state not in CASE.steps["close_unlisted"].start:
        raise WrongState(step="close_unlisted", state=state.value, state_label=CASE.labels[state])
    if active_listing(work, case) is not None:
        raise Refused("listing_in_preparation")
    if waiting_separation(work.session, case) is not None:  # which nobody could confirm on a closed case
        raise Refused("separation_waits")
