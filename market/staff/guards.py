"""What an appointment demands beyond the permission; the database says each of these again."""

from market.actor import Role
from market.lifecycle import Situation

# Whoever manages the system or audits it holds nothing else (三员分立): three administrations are three people,
# none of whom handles a case, and an auditor changes nothing.
HELD_ALONE = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR})


def has_a_note(situation: Situation) -> str | None:
    """A role is neither refused nor ended without a reason."""
    return None if str(situation.facts.get("note", "")).strip() else "appointment.note_missing"


def not_over(situation: Situation) -> str | None:
    """A role whose last day has passed cannot be confirmed."""
    until = situation.subject.valid_until
    return "appointment.is_over" if until is not None and until < situation.facts["today"] else None


def goes_together(role: Role, others: frozenset[Role]) -> bool:
    """Whether a person who holds `others` may hold `role` too."""
    different = others - {role}
    return not different or not ({role} | different) & HELD_ALONE
