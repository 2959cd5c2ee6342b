"""What was needed for a day or a week is forgotten: failed sign-ins, and the keys of forms that were sent."""

from datetime import timedelta

from sqlalchemy import delete

from market.jobs import JobRoom
from market.people.models import SignInThrottle
from market.people.services import FORGET_AFTER
from market.web.models import Submission

SUBMISSIONS_KEPT = timedelta(days=7)  # longer than any page stays open


def forget_spent(jobs: JobRoom) -> None:
    """Remove failed sign-ins of more than a day ago and submission keys of more than a week ago."""
    with jobs.work() as work:
        work.session.execute(delete(SignInThrottle).where(SignInThrottle.last_failure_at < work.now - FORGET_AFTER))
        work.session.execute(delete(Submission).where(Submission.created_at < work.now - SUBMISSIONS_KEPT))
