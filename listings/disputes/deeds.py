"""Linking duplicate cases of one dispute, and taking a link back."""

from typing import Any

from listings.cases.closed import is_open_case
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.disputes import services
from listings.disputes.forms import LinkForm
from listings.disputes.queries import linked_cases, was_released
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.work import Work


def can_be_left(work: Work, case: PetitionCase) -> bool:
    """Linked, and nothing of the dispute was ever on the board."""
    return bool(linked_cases(work.session, case)) and not was_released(work.session, case.dispute_id)


def linked_numbers(work: Work, case: PetitionCase) -> list[tuple[str, Any]]:
    """This case, and those that it is linked to."""
    own = (N_("Petition number"), case.petition_number)
    return [own, *((N_("Linked to"), other.petition_number) for other in linked_cases(work.session, case))]


DEEDS = [
    Deed(
        "cases.link", "/cases/<ref>/link", Can.EDIT_CASE, LinkForm, services.link,
        title=N_("Link a case of the same dispute"), submit=N_("Link the cases"), then="cases.show", load=case_for,
        lead=N_("Linked cases are one dispute: it is on the board once at a time, and earns one reward."),
        on=PetitionCase, possible=is_open_case, closed="case_is_closed", summary=linked_numbers,
        done=N_("The cases are linked."),
        template="listings/disputes/link.html",
    ),
    Deed(
        "cases.unlink", "/cases/<ref>/unlink", Can.EDIT_CASE, NothingForm, services.unlink,
        title=N_("Take the case out of the dispute"), submit=N_("Take the link back"), then="cases.show",
        load=case_for,
        lead=N_("The case then stands for a dispute of its own, and can be listed and rewarded by itself."),
        on=PetitionCase, possible=can_be_left, closed="dispute_is_kept", summary=linked_numbers,
        done=N_("The case stands by itself again."),
    ),
]  # fmt: skip
