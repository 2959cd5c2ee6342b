"""What a dated setting demands beyond the permission."""

from market.lifecycle import Situation


def still_to_come(situation: Situation) -> str | None:
    """Nothing is decided for days that have passed: what was reckoned on them stays as it was."""
    return "setting.too_late" if situation.subject.effective_from < situation.facts["today"] else None


def has_a_note(situation: Situation) -> str | None:
    """Nothing is refused without a reason."""
    return None if str(situation.facts.get("note", "")).strip() else "setting.note_missing"
