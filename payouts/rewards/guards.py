"""When a reward may take a step. The facts are gathered by the services; these only judge."""

from market.lifecycle import Situation


def has_reason(s: Situation) -> str | None:
    """A refusal for good is proposed with its reason."""
    return None if str(s.facts.get("reason", "")).strip() else "reward.reason_missing"


def is_entitled(s: Situation) -> str | None:
    """Every line of the entitlement holds; `unmet_label` names the first that does not."""
    return "reward.not_entitled" if s.facts.get("unmet_label") else None


def is_earned_by_this_claim(s: Situation) -> str | None:
    """A reward falls due to the mediator of a claim, by a confirmation."""
    subject = s.subject
    complete = subject.claim_id and subject.mediator_id and subject.confirmation_id
    return None if complete else "reward.nobody_earned_it"


def decided_by_another(s: Situation) -> str | None:
    """Whoever proposed the refusal does not decide it (the policy says so too)."""
    same = s.subject.refusal_proposed_by_id == s.actor.person_id
    return "reward.same_person" if same else None
