"""When a budget paper may be decided."""

from market.lifecycle import Situation


def has_reason(s: Situation) -> str | None:
    """A rejection says why."""
    return None if str(s.facts.get("reason", "")).strip() else "budget.reason_missing"
