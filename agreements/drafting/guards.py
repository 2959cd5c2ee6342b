"""Why a step of an agreement is refused. What a guard cannot see in the row is a fact that the service has counted."""

from market.guards import reason_given
from market.lifecycle import Situation

has_reason = reason_given("agreement_reason_missing")


def nobody_has_signed(s: Situation) -> str | None:
    """What somebody has signed is not redrafted: it is abandoned and drafted anew."""
    return "agreement_has_marks" if s.facts["marks"] else None


def every_mark_is_verified(s: Situation) -> str | None:
    """All parties, the mediator and the committee's seal (People's Mediation Law 29), each verified."""
    return None if s.facts["unverified"] == 0 else "agreement_marks_missing"


def was_dismissed(s: Situation) -> str | None:
    """Only a dismissal by the court lets the parties go on (Civil Procedure Law 206)."""
    return None if s.facts["dismissed"] else "agreement_not_dismissed"


def nothing_is_pending(s: Situation) -> str | None:
    """While an application is pending or decided, the agreement is not left unconfirmed."""
    return "confirmation_pending" if s.facts["pending"] else None
