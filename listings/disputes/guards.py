"""What must hold before a separation is decided."""

from market.lifecycle import Situation


def the_case_has_moved(s: Situation) -> str | None:
    """The case has its own dispute already: confirming and moving go together."""
    return None if s.subject.new_dispute_id else "moved_since"
