"""Every public listing is counted again each night, and after every change of the register it is counted in."""

from sqlalchemy import select

from listings.reidentification.services import recheck
from market.jobs import JobRoom
from market.people.models import Jurisdiction


def recheck_cover(jobs: JobRoom, jurisdiction_id: str | None = None) -> None:
    """Count the listings of one banner again, or of every banner, each in a transaction of its own."""
    wanted = [jurisdiction_id] if jurisdiction_id else []
    if not wanted:
        with jobs.work() as work:
            wanted = list(work.session.scalars(select(Jurisdiction.id).order_by(Jurisdiction.id)))
    for one in wanted:
        with jobs.work() as work:
            recheck(work, one)
