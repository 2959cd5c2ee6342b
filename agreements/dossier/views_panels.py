"""What this floor adds to the pages of a case and of a listing: its agreements and how they stand."""

from agreements.confirmation.queries import confirmations_of
from agreements.dossier.views import state_of
from agreements.dossier.views_parts import confirmation_rows
from agreements.drafting.queries import agreements_of
from listings.cases.models import PetitionCase
from listings.publication.models import Listing
from market.policy import Can, allowed
from market.web.shell import Panel
from market.work import Work


def agreements_of_case(work: Work, case: PetitionCase) -> Panel | None:
    """The agreements of the case, newest first; nothing while there is none to see."""
    found = agreements_of(work, case)
    if not found or not all(allowed(work, Can.SEE_AGREEMENT, one) for one in found):
        return None
    rows = [(one, *state_of(one), confirmation_rows(work, confirmations_of(work.session, one))) for one in found]
    return Panel("agreements/panel.html", {"agreements": rows}, order=60)


def agreements_of_listing(work: Work, listing: Listing) -> Panel | None:
    """The same on the office's page of the listing."""
    return agreements_of_case(work, listing.case)


PANELS = {"case": [agreements_of_case], "listing": [agreements_of_listing]}
