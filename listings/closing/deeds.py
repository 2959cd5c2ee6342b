"""Closing a case without a listing, told once for the page and the API."""

from typing import Any

from listings.cases.lifecycle import CASE
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.closing import services
from listings.closing.forms import CloseForm
from listings.publication.queries import active_listing
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.work import Work


def nothing_is_prepared(work: Work, case: PetitionCase) -> bool:
    """No draft of the case is on its way to the board."""
    return active_listing(work, case) is None


def what_is_closed(work: Work, case: PetitionCase) -> list[tuple[str, Any]]:
    return [(N_("Petition number"), case.petition_number)]


DEEDS = [
    Deed(
        "cases.close_unlisted", "/cases/<ref>/close", Can.CLOSE_CASE, CloseForm, services.close_unlisted,
        title=N_("Close without listing"), submit=N_("Close the case"), then="cases.show", load=case_for,
        lead=N_(
            "The case ends here and cannot be opened again. Its personal data is kept for the years that the settings"
            " say, and may then be erased."
        ),
        lifecycle=CASE, step="close_unlisted", possible=nothing_is_prepared, closed="listing_in_preparation",
        summary=what_is_closed, danger=True, done=N_("The case is closed."),
    ),
]  # fmt: skip
