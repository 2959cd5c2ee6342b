"""Whether other cases have a party in common with this one is looked for when somebody asks, and told to all concerned.

It is a search for a person whose value nobody types, and counts among those of the hour: whoever could enter one party
after another and compare would learn who has a case.
"""

from listings.cases.closed import refuse_closed
from listings.cases.models import PetitionCase
from listings.disputes.events import COMPARED
from listings.disputes.queries import linked_cases
from listings.disputes.queries_candidates import SHARED_BY, parties_alike
from listings.person_search.queries import found_by
from listings.person_search.services import find_alike
from market.policy import Can, demand
from market.vault.queries import opening_in_force
from market.vault.services import why_closed
from market.work import Work


def compare_parties(work: Work, case: PetitionCase) -> PetitionCase:
    """Look for cases that share a party with this one, for the purpose that it was opened for.

    The record is told: this case, among how many linked ones it was looked for, each that was found, and the office.
    Raises NeedsOpening, Refused case_is_closed, TooMany once the hour's searches are used up.
    """
    demand(work, Can.EDIT_CASE, case)
    refuse_closed(case)
    opening = opening_in_force(work, case.stream)
    if opening is None:
        raise why_closed(work, case.stream)
    searches: list[int] = []
    kinds: dict[PetitionCase, list[str]] = {}
    for kind in SHARED_BY:
        search = find_alike(work, kind, opening.purpose, parties_alike(work, case, kind))
        searches.append(search.id)
        for other in dict.fromkeys(party.case for party in found_by(work, search)):
            kinds.setdefault(other, []).append(search.kind)
    others = sorted(kinds, key=lambda one: one.id)
    linked = len(linked_cases(work.session, case))
    work.tell(COMPARED, case, searches=searches, linked=linked, cases=[other.id for other in others])
    for other in others:
        work.tell("case.party_found", other, cases=[case.id], kinds=kinds[other])
    return case
