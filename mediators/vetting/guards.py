"""Why a step of the vetting is refused."""

from market.guards import reason_given
from market.lifecycle import Situation


def not_about_oneself(s: Situation) -> str | None:
    """Nobody vets, suspends or reinstates themself."""
    return "mediator_is_oneself" if s.subject.person_id == s.actor.person_id else None


def not_the_endorser(s: Situation) -> str | None:
    """Four eyes: the second reviewer is another person than the first."""
    return "mediator_second_reviewer" if s.subject.endorsed_by_id == s.actor.person_id else None


def is_not_known_already(s: Situation) -> str | None:
    """One person is one mediator."""
    return "mediator_same_person" if s.facts["same_person"] else None


has_reason = reason_given("reason_needed")


def no_live_work(s: Situation) -> str | None:
    """Who has been granted a case gives it back first, or finishes it."""
    return "mediator_has_granted_claims" if s.facts["granted_claims"] else None
