"""When a payout may take a step; pure, on what the row and its payee say."""

from market.lifecycle import Situation
from payouts.payees.models import PayeeState
from payouts.payments.vocabulary import PayoutState


def has_reason(s: Situation) -> str | None:
    """A rejection says why."""
    return None if str(s.facts.get("reason", "")).strip() else "payout.reason_missing"


def approver_is_another(s: Situation) -> str | None:
    """Neither the preparer nor the payee decides, nor the first approver again (policy and database say so too)."""
    waits_for_the_second = s.subject.status == PayoutState.FIRST_APPROVED
    if waits_for_the_second and s.actor.person_id == s.subject.first_approved_by_id:
        return "payout.first_approver"
    if s.actor.person_id == s.subject.prepared_by_id:
        return "payout.same_person"
    return "payout.own_money" if s.actor.person_id == s.subject.payee_person_id else None


def two_are_needed(s: Situation) -> str | None:
    """A first approval is given only where a second is to follow."""
    return None if s.subject.needs_two else "payout.one_is_enough"


def first_has_approved(s: Situation) -> str | None:
    """Above the limit nobody approves alone."""
    alone = s.subject.needs_two and s.subject.status == PayoutState.PREPARED
    return "payout.two_needed" if alone else None


def payee_is_ready(s: Situation) -> str | None:
    """The account can receive money now."""
    return None if s.subject.payee.status == PayeeState.READY else "payout.payee_not_ready"


def bank_is_unchanged(s: Situation) -> str | None:
    """The bank account is the one that was seen when the payout was prepared."""
    return None if s.subject.payee.bank_fingerprint == s.subject.payee_fingerprint else "payout.bank_changed"


def still_entitled(s: Situation) -> str | None:
    """What entitled the mediator when it was prepared holds now; `unmet_label` names the first that does not."""
    return "payout.not_entitled_now" if s.facts.get("unmet_label") else None


def bank_is_the_approved_one(s: Situation) -> str | None:
    """Money goes only to the bank account that two persons saw."""
    return None if bank_is_unchanged(s) is None else "payout.bank_changed_since"


def nothing_stands_at_the_provider(s: Situation) -> str | None:
    """What is given up has left nothing in the account at the provider: a new payout would come on top of it."""
    return "payout.stands_at_the_provider" if s.subject.provider_transfer_id else None


def provider_named_it(s: Situation) -> str | None:
    """What is in transit has the provider's id."""
    return None if s.subject.provider_payout_id else "payout.no_provider_id"
