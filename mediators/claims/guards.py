"""Why a step of a claim is refused. What a guard cannot see in the claim is a fact that the service has counted."""

from market.guards import reason_given
from market.lifecycle import Situation
from mediators.vetting.vocabulary import MediatorState

has_reason = reason_given("reason_needed")


def mediator_is_approved(s: Situation) -> str | None:
    """Only a vetted mediator, neither suspended nor resigned, is proposed or granted."""
    return None if s.subject.mediator.status == MediatorState.APPROVED else "claim_mediator_not_approved"


def every_party_has_accepted(s: Situation) -> str | None:
    """Silence is never consent (People's Mediation Law 17, 23)."""
    return None if s.facts["all_accepted"] else "claim_not_all_accepted"


def second_date_has_passed(s: Situation) -> str | None:
    """The parties have had both dates to answer."""
    return None if s.facts["second_date_passed"] else "claim_second_date_not_passed"


def a_party_is_silent(s: Situation) -> str | None:
    """Where every party has accepted, it is the office that is late, and the claim does not pay for it."""
    return "claim_all_answered" if s.facts["all_accepted"] else None
