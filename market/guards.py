"""The guards that many lifecycles share."""

from market.lifecycle import Guard, Situation


def reason_given(code: str) -> Guard:
    """A guard that refuses with `code` a step without its reason (the fact of this name): whoever is concerned reads
    why."""

    def has_reason(s: Situation) -> str | None:
        return None if str(s.facts.get("reason", "")).strip() else code

    has_reason.__doc__ = "Whoever is concerned reads why."
    return has_reason
