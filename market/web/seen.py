"""Whoever decides on a text decides on the one that stood before their eyes: the key of a page says which that was.

Between opening a page and sending its form, somebody else may have changed what it shows. The form's submission key
therefore ends in a mark of what was shown; a mark of anything else is refused, and the page shows what stands now.
"""

import base64
import hashlib
from typing import Any

from market.refusals import Refused

MARK_LENGTH = 22  # 132 bits of the hash


def marked(key: str, shown: Any) -> str:
    """A submission key with the mark of what its page shows (anything whose repr tells it whole)."""
    return f"{key.partition('.')[0]}.{_mark(shown)}"


def demand_unchanged(key: str, present: Any) -> None:
    """Raises Refused changed_since_shown where the key's page showed something else than stands now."""
    if key.partition(".")[2] != _mark(present):
        raise Refused("changed_since_shown")


def _mark(shown: Any) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(repr(shown).encode()).digest()).decode()[:MARK_LENGTH]
