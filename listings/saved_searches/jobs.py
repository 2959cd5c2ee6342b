"""New listings are announced in one transaction each; a job that runs twice finds that everybody has been told."""

from listings.publication.models import Listing
from listings.saved_searches.services_alerts import announce
from market.jobs import JobRoom


def announce_listing(jobs: JobRoom, listing_id: int) -> None:
    """The handler of `announce_listing`."""
    with jobs.work() as work:
        listing = work.session.get(Listing, listing_id)
        if listing is not None:
            announce(work, listing)
