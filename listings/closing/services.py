"""The office closes a case that stands on no board and is being prepared for none; nobody opens it again."""

from listings.anonymisation.services import refuse_private
from listings.cases.lifecycle import CASE
from listings.cases.models import PetitionCase
from listings.cases.vocabulary import CloseCode
from listings.publication.queries import active_listing
from market.lifecycle import lock
from market.policy import Can, demand
from market.work import Work


def close_unlisted(work: Work, case: PetitionCase, *, close_code: str, close_note: str = "") -> PetitionCase:
    """Close a case for one of the office's reasons. From now on its personal data is kept as that of any closed case.

    Raises Refused close_code_unknown, listing_in_preparation; Invalid leak_* for a note that names somebody.
    """
    lock(work, case)
    demand(work, Can.CLOSE_CASE, case)
    refuse_private(work, case, {"close_note": close_note})
    in_preparation = active_listing(work, case) is not None
    # What the guards will refuse is not assigned: the lock that `apply` takes would send it to the database first.
    if case.status in CASE.steps["close_unlisted"].start and not in_preparation and close_code in set(CloseCode):
        case.close_code, case.close_note, case.closed_by_id = close_code, close_note, work.actor.person_id
    return CASE.apply(work, "close_unlisted", case, close_code=close_code, in_preparation=in_preparation)
