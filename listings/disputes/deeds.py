"""Linking duplicate cases of one dispute, and taking a link back: alone at first, by two persons later."""

from typing import Any

from listings.cases.closed import is_open_case
from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.disputes import services
from listings.disputes import services_separation as separating
from listings.disputes.forms import LinkForm, SeparationForm, SeparationRefusalForm
from listings.disputes.lifecycle import SEPARATION
from listings.disputes.meaning import (
    what_confirming_means,
    what_linking_costs,
    what_linking_means,
    what_separating_means,
    which_drafts_wait,
)
from listings.disputes.models import Separation
from listings.disputes.queries import (
    holding_case,
    linked_cases,
    separation_for,
    waiting_separation,
    was_released,
    why_not_separated,
)
from listings.disputes.services_comparison import compare_parties
from market.policy import Can, allowed
from market.refusals import Refused
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


def ask_what_it_costs(work: Work, case: PetitionCase, form: Any) -> None:
    """Who links a case to a dispute whose reward stands says that they know it; nobody else is asked."""
    if not what_linking_costs(work, case, form.petition_number.data):
        del form.without_reward


def told_what_it_costs(work: Work, case: PetitionCase, form: Any) -> dict[str, Any]:
    """The sentences for the page on which it is asked, and of drafts that wait."""
    number = form.petition_number.data
    return {"costs": what_linking_costs(work, case, number), "drafts": which_drafts_wait(work, case, number)}


def where_both_are_read(work: Work, case: PetitionCase, form: Any) -> dict[str, Any]:
    """The case that has the reward, beside this one, and whether the actor may compare the two."""
    holding = holding_case(work.session, case.dispute_id)
    return {"holding": holding, "may_compare": allowed(work, Can.EDIT_CASE, case)}


def can_be_separated(work: Work, case: PetitionCase) -> bool:
    """Nothing keeps it in its dispute, and nobody has proposed it yet."""
    return why_not_separated(work.session, case) is None and waiting_separation(work.session, case) is None


def why_not_proposed(work: Work, case: PetitionCase) -> Refused:
    """What keeps the case in its dispute."""
    return Refused(why_not_separated(work.session, case) or "separation_waits")


def what_was_proposed(work: Work, separation: Separation) -> list[tuple[str, Any]]:
    """The cases, why this one is none of them, and who says so."""
    return [
        *linked_numbers(work, separation.case),
        (N_("Why they are not one dispute"), separation.reason),
        (N_("Proposed by"), separation.proposed_by.display_name),
    ]


DEEDS = [
    Deed(
        "cases.link", "/cases/<ref>/link", Can.EDIT_CASE, LinkForm, services.link,
        title=N_("Link a case of the same dispute"), submit=N_("Link the cases"), then="cases.show", load=case_for,
        lead=N_("Linked cases are one dispute: it is on the board once at a time, and earns one reward."),
        on=PetitionCase, possible=is_open_case, closed="case_is_closed", summary=linked_numbers,
        notice=what_linking_means, prepare=ask_what_it_costs, shows=told_what_it_costs,
        done=N_("The cases are linked."),
        template="listings/disputes/link.html",
    ),
    Deed(
        "disputes.compare", "/cases/<ref>/same-parties", Can.EDIT_CASE, NothingForm, compare_parties,
        title=N_("Look for cases with the same parties"), submit=N_("Look for them"), then="disputes.find",
        load=case_for, on=PetitionCase, possible=is_open_case, closed="case_is_closed", within_opening=True,
        in_api=False, hidden=True,  # what is found is shown on the page that it is asked from, and nowhere else
        lead=N_(
            "ID numbers and phones of the parties are compared, and nobody's data is read. The record of this case and "
            "of each case that is found says so, with your name. It counts as two searches for a person."
        ),
    ),
    Deed(
        "cases.unlink", "/cases/<ref>/unlink", Can.EDIT_CASE, NothingForm, services.unlink,
        title=N_("Take the case out of the dispute"), submit=N_("Take the link back"), then="cases.show",
        load=case_for,
        lead=N_("The case then stands for a dispute of its own, and can be listed and rewarded by itself."),
        on=PetitionCase, possible=can_be_left, closed="dispute_is_kept", summary=linked_numbers,
        done=N_("The case stands by itself again."),
    ),
    Deed(
        "disputes.propose_separation", "/cases/<ref>/separation", Can.PROPOSE_SEPARATION, SeparationForm,
        separating.propose_separation, title=N_("Propose to take the case out of its dispute"),
        submit=N_("Propose it"), then="cases.show", load=case_for, on=PetitionCase, possible=can_be_separated,
        closed=why_not_proposed, summary=linked_numbers, notice=what_separating_means, shows=where_both_are_read,
        template="listings/disputes/separation.html",
        lead=N_(
            "The link was a mistake: the cases are about different disputes. The case can then be listed and rewarded"
            " by itself. A reviewer who is not you decides it."
        ),
        done=N_("It is proposed. A reviewer who is not you decides it."),
    ),
    Deed(
        "disputes.confirm_separation", "/separations/<ref>/confirm", Can.DECIDE_SEPARATION, NothingForm,
        separating.confirm_separation, title=N_("Take the case out of the dispute"),
        submit=N_("Take the case out of the dispute"), then="cases.show", load=separation_for, lifecycle=SEPARATION,
        step="confirm", summary=what_was_proposed, notice=what_confirming_means, danger=True, hidden=True,
        lead=N_("The case then stands for a dispute of its own, and can be listed and rewarded by itself."),
        done=N_("The case stands by itself again."),
    ),
    Deed(
        "disputes.refuse_separation", "/separations/<ref>/refuse", Can.DECIDE_SEPARATION, SeparationRefusalForm,
        separating.refuse_separation, title=N_("Keep the case in the dispute"),
        submit=N_("Keep the case in the dispute"), then="cases.show", load=separation_for, lifecycle=SEPARATION,
        step="refuse", summary=what_was_proposed, hidden=True, done=N_("The case stays in its dispute."),
    ),
]  # fmt: skip
