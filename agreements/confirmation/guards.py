"""Why a step at the court is refused."""

from market.guards import reason_given
from market.lifecycle import Situation


def verified_by_another(s: Situation) -> str | None:
    """Whoever recorded the ruling does not verify it (the policy and the database say so too)."""
    return "ruling_same_person" if s.subject.ruling_recorded_by_id == s.actor.person_id else None


def agrees_with_the_paper(s: Situation) -> str | None:
    """What the second person read from the paper is what the first one recorded."""
    return None if s.facts["agrees"] else "ruling_differs"


has_reason = reason_given("ruling_reason_missing")
