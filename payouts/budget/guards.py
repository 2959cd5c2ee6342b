"""When a budget paper may be decided."""

from market.lifecycle import Situation


def has_reason(s: Situation) -> str | None:
    """A rejection says why."""
    return None if str(s.facts.get("reason", "")).strip() else "budget.reason_missing"


def year_is_open(s: Situation) -> str | None:
    """Money is voted only in a year that is open (the database says so too)."""
    return "budget.year_closed" if s.facts["year_closed"] else None
