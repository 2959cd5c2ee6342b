"""Duplicate cases of one dispute are linked: one dispute is listed once at a time, and rewarded once.

A case joins a dispute before any listing of its own was released, and leaves one freely only while no listing of the
whole dispute was; afterwards two persons decide it (services_separation). Who joins a dispute whose reward is promised
or paid gives up a reward, so nobody does it without having compared both cases. The database says all of it again.
"""

from typing import Any

from listings.anonymisation.services import attempt, leaks_in
from listings.cases.closed import refuse_closed
from listings.cases.models import PetitionCase
from listings.disputes.queries import (
    cases_of_dispute,
    is_held,
    is_past_linking,
    joining_and_kept,
    linked_cases,
    was_released,
    with_reward,
)
from listings.disputes.queries_candidates import both_compared, numbered
from listings.publication.models import Listing
from listings.publication.queries import public_listings
from market.database import public_id
from market.lifecycle import lock
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work


def link(work: Work, case: PetitionCase, *, petition_number: str, without_reward: bool = False) -> PetitionCase:
    """Say that this case and the one of that number are about one dispute, with all that are linked to either.

    A closed case begins no link, and is linked to only for the sake of a listing that its dispute had on the board.
    Where the reward of the dispute is promised, due or paid, the actor has compared both cases and says
    `without_reward`: that the joining case earns none. Raises Invalid link_unknown, link_to_itself, linked_already,
    link_to_closed, link_not_compared, link_earns_nothing or link_names_somebody; Refused case_is_closed,
    link_both_released.
    """
    demand(work, Can.EDIT_CASE, case)
    other = _other(work, case, petition_number)
    lock_disputes(work, case, other)
    refuse_closed(case)
    if other.dispute_id == case.dispute_id:
        raise Invalid("linked_already", field="petition_number")
    if is_past_linking(work.session, other):
        raise Invalid("link_to_closed", field="petition_number")
    joining, kept = joining_and_kept(work.session, case, other)
    if with_reward(work.session, [kept]):
        _demand_knowing(work, case, other, without_reward)
    staying = [one.id for one in cases_of_dispute(work.session, kept)]
    moved = cases_of_dispute(work.session, joining)
    for one in moved:
        one.dispute_id = kept
    work.session.flush()
    _refuse_named_parties(work, case)
    for one in moved:
        work.tell("case.linked", one, cases=staying)
    for one in cases_of_dispute(work.session, kept):
        if one.id in staying:
            work.tell("case.linked", one, cases=[each.id for each in moved])
    return case


def _demand_knowing(work: Work, case: PetitionCase, other: PetitionCase, without_reward: bool) -> None:
    if not both_compared(work, case, other):
        raise Invalid("link_not_compared", field="petition_number")
    if not without_reward:
        raise Invalid("link_earns_nothing", field="without_reward")


def _refuse_named_parties(work: Work, case: PetitionCase) -> None:
    """Raise Invalid link_names_somebody where a public text of one case of the dispute names what is private in
    another. It is asked of this one, which is open, for the listed one's data may have been erased."""
    ids = [one.id for one in cases_of_dispute(work.session, case.dispute_id)]
    for listing in work.session.scalars(public_listings().where(Listing.case_id.in_(ids))):
        found = leaks_in(work, case, {"title": listing.title, "body": listing.body})
        if found:
            raise Invalid("link_names_somebody", field="petition_number").leaving(attempt(listing.case, found))


def unlink(work: Work, case: PetitionCase) -> PetitionCase:
    """Say that this case is about a dispute of its own. Raises Refused not_linked or dispute_is_kept."""
    demand(work, Can.EDIT_CASE, case)
    lock_disputes(work, case)
    others = linked_cases(work.session, case)
    if not others:
        raise Refused("not_linked")
    if was_released(work.session, case.dispute_id):
        raise Refused("dispute_is_kept")
    case.dispute_id = public_id()
    work.session.flush()
    work.tell("case.unlinked", case, cases=[other.id for other in others])
    for other in others:
        work.tell("case.unlinked", other, cases=[case.id])
    return case


def one_listing_a_dispute(work: Work, listing: Listing, facts: Any) -> None:
    """Hears "listing.submitted". Raises Refused dispute_is_listed while another case of the dispute is on the board, in
    mediation or rewarded; at the release the database says so, where two of them at once wait for each other."""
    if is_held(work.session, listing.case):
        raise Refused("dispute_is_listed")


def _other(work: Work, case: PetitionCase, typed: str) -> PetitionCase:
    found = numbered(work, case, typed)
    if found is None:
        raise Invalid("link_unknown", field="petition_number")
    if found.id == case.id:
        raise Invalid("link_to_itself", field="petition_number")
    return found


def lock_disputes(work: Work, *named: PetitionCase) -> None:
    """Lock every case of the disputes concerned, in the order of their ids, and read them afresh."""
    disputes = {case.dispute_id for case in named}
    concerned = {case.id: case for dispute in disputes for case in cases_of_dispute(work.session, dispute)}
    for case_id in sorted(concerned):
        lock(work, concerned[case_id])
    if not {case.dispute_id for case in named} <= disputes:  # somebody linked them otherwise in the meantime
        raise Refused("moved_since")
