"""What must hold before a question takes a step; the gate itself is asked by the service, which reads the vault."""

from market.lifecycle import Situation


def has_answer(s: Situation) -> str | None:
    """There is an answer to hand over."""
    return None if s.facts["answer"].strip() else "answer_needed"


def is_reasoned(s: Situation) -> str | None:
    """Whoever is told no is told why."""
    return None if s.facts["reason"].strip() else "question_needs_reason"


def gives_nothing_away(s: Situation) -> str | None:
    """Neither question nor answer gives away what is not published; found by the service in this transaction."""
    return "question_gives_away" if s.facts["findings"] else None
