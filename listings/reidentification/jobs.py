"""Every public listing is counted again each night, and after every change of the register it is counted in; what is
read although a party refuses or has withdrawn is taken back first."""

from sqlalchemy import select

from listings.reidentification.services import recheck, take_back_withdrawn
from market.jobs import JobRoom
from market.people.models import Jurisdiction


def recheck_cover(jobs: JobRoom, jurisdiction_id: str | None = None) -> None:
    """Take back and count again the listings of one banner, or of every banner, each in transactions of its own."""
    wanted = [jurisdiction_id] if jurisdiction_id else []
    if not wanted:
        with jobs.work() as work:
            wanted = list(work.session.scalars(select(Jurisdiction.id).order_by(Jurisdiction.id)))
    for one in wanted:
        with jobs.work() as work:
            take_back_withdrawn(work, one)
        with jobs.work() as work:
            recheck(work, one)
