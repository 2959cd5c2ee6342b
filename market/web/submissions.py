"""A submission is done once: whoever sends the same key again, at once or later, gets what the first one got.

A page's key stands hidden in its form; a program gives one in the header Idempotency-Key.
"""

import re

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from market.refusals import Missing
from market.web.models import Submission
from market.work import Work

KEY_LIMIT = 64
_KEY = re.compile(rf"[!-~]{{1,{KEY_LIMIT}}}")


def is_key(key: str) -> bool:
    """Whether it can be one: visible ASCII, so that the database can keep it."""
    return _KEY.fullmatch(key) is not None


def earlier(work: Work, key: str, endpoint: str) -> str | None:
    """Take the key, waiting for a first use that is still under way; what that one led to, or None for the first.

    Raises Missing when the key was somebody else's, or was used for something else.
    """
    person_id = work.actor.person_id
    row = insert(Submission).values(key=key, endpoint=endpoint, person_id=person_id, location="", created_at=work.now)
    taken = work.session.execute(row.on_conflict_do_nothing().returning(Submission.key)).scalar_one_or_none()
    if taken is not None:
        return None
    first = work.session.get_one(Submission, key)
    if (first.endpoint, first.person_id) != (endpoint, person_id):
        raise Missing()
    return first.location


def led_to(work: Work, key: str, location: str) -> None:
    """Keep what the submission led to, in the transaction that did it."""
    work.session.execute(update(Submission).where(Submission.key == key).values(location=location))
