"""Closing a case without a listing, told once for the page and the API: proposed by one, decided by another."""

from typing import Any

from listings.cases.lifecycle import CASE
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.cases.vocabulary import CLOSE_CODE_LABELS, CloseCode
from listings.closing import services
from listings.closing.forms import CloseForm, ClosingReturnForm
from listings.closing.lifecycle import CLOSING
from listings.closing.models import Closing
from listings.closing.queries import closing_for, waiting_closing
from listings.publication.queries import active_listing
from market.policy import Can
from market.refusals import Refused
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.web.showing import worded
from market.work import Work


def may_be_closed(work: Work, case: PetitionCase) -> bool:
    """No draft of the case is on its way to the board, and nobody has proposed it yet."""
    return active_listing(work, case) is None and waiting_closing(work.session, case) is None


def why_not_closed(work: Work, case: PetitionCase) -> Refused:
    """A listing is in preparation, or it is proposed already."""
    return Refused("closing_waits" if active_listing(work, case) is None else "listing_in_preparation")


def what_is_closed(work: Work, case: PetitionCase) -> list[tuple[str, Any]]:
    return [(N_("Petition number"), case.petition_number)]


def what_was_proposed(work: Work, closing: Closing) -> list[tuple[str, Any]]:
    """The case, why it is to be closed, and who says so."""
    return [
        *what_is_closed(work, closing.case),
        (N_("Reason"), worded(CLOSE_CODE_LABELS[CloseCode(closing.close_code)])),
        (N_("Note"), closing.close_note or None),
        (N_("Proposed by"), closing.proposed_by.display_name),
    ]


DEEDS = [
    Deed(
        "cases.close_unlisted", "/cases/<ref>/close", Can.CLOSE_CASE, CloseForm, services.propose_closing,
        title=N_("Close without listing"), submit=N_("Propose to close the case"), then="cases.show", load=case_for,
        lead=N_("A reviewer who is not you confirms it or returns it. A closed case cannot be opened again."),
        lifecycle=CASE, step="close_unlisted", possible=may_be_closed, closed=why_not_closed, summary=what_is_closed,
        done=N_("The closing is proposed. A reviewer who is not you decides it."),
    ),
    Deed(
        "closings.confirm", "/closings/<ref>/confirm", Can.DECIDE_CLOSING, NothingForm, services.confirm_closing,
        title=N_("Close the case"), submit=N_("Close the case"), then="cases.show", load=closing_for,
        lead=N_(
            "The case ends here and cannot be opened again. Its personal data is kept for the years that the settings"
            " say, and may then be erased."
        ),
        lifecycle=CLOSING, step="confirm", summary=what_was_proposed, danger=True, hidden=True,
        done=N_("The case is closed."),
    ),
    Deed(
        "closings.send_back", "/closings/<ref>/return", Can.DECIDE_CLOSING, ClosingReturnForm, services.return_closing,
        title=N_("Return the closing"), submit=N_("Return the closing"), then="cases.show", load=closing_for,
        lifecycle=CLOSING, step="return", summary=what_was_proposed, hidden=True,
        done=N_("The closing is returned. The case stays open."),
    ),
]  # fmt: skip
