"""What the office does about a closed case's personal data, each told once for the page and the API."""

from typing import Any

from listings.cases.models import PetitionCase
from listings.cases.queries import case_for
from listings.retention import services
from listings.retention.forms import ForGoodForm, HoldForm, LiftForm, RefusalForm
from listings.retention.lifecycle import ERASURE
from listings.retention.models import Erasure, LegalHold
from listings.retention.queries import erasure_for, hold_for, hold_in_force, keeping_of
from market.policy import Can
from market.refusals import Refused
from market.text import N_
from market.vault.queries import erased_at
from market.web.deeds import Deed
from market.web.forms import NothingForm
from market.web.showing import day
from market.work import Work


def may_be_proposed(work: Work, case: PetitionCase) -> bool:
    """Closed, its time over, nothing holds it, nobody has proposed it."""
    keeping = keeping_of(work, case)
    return keeping is not None and keeping.may_be_proposed


def why_not_proposed(work: Work, case: PetitionCase) -> Refused:
    """The sentence for a case whose data cannot be erased now."""
    keeping = keeping_of(work, case)
    if keeping is None:
        return Refused("erasure_case_open")
    if keeping.erased_at is not None:
        return Refused("vault_key_destroyed")
    if keeping.hold is not None:
        return Refused("erasure_on_hold")
    if keeping.proposal is not None:
        return Refused("erasure_already_proposed")
    return Refused("erasure_not_due", kept_until=keeping.kept_until)


def may_be_held(work: Work, case: PetitionCase) -> bool:
    """Closed, its data still there, and no hold in force."""
    return (
        keeping_of(work, case) is not None
        and erased_at(work.session, case.stream) is None
        and hold_in_force(work.session, case.id) is None
    )


def stands(work: Work, hold: LegalHold) -> bool:
    """Nobody has lifted it."""
    return hold.lifted_at is None


def what_is_erased(work: Work, case: PetitionCase) -> list[tuple[str, Any]]:
    """The case, and since when its data need not be kept."""
    keeping = keeping_of(work, case)
    return [
        (N_("Petition number"), case.petition_number),
        (N_("Personal data kept until"), day(keeping.kept_until) if keeping else None),
    ]


def what_was_proposed(work: Work, erasure: Erasure) -> list[tuple[str, Any]]:
    """The case, since when its data need not be kept, and who proposed the erasure."""
    return [
        (N_("Petition number"), erasure.case.petition_number),
        (N_("Personal data kept until"), day(erasure.kept_until)),
        (N_("Proposed by"), erasure.proposed_by.display_name),
    ]


def why_it_is_held(work: Work, hold: LegalHold) -> list[tuple[str, Any]]:
    """The case, and why its data is kept."""
    return [
        (N_("Petition number"), hold.case.petition_number),
        (N_("Why the data must be kept"), hold.reason),
        (N_("Placed by"), hold.placed_by.display_name),
    ]


DEEDS = [
    Deed(
        "retention.propose", "/cases/<ref>/erasure", Can.PROPOSE_ERASURE, NothingForm, services.propose_erasure,
        title=N_("Propose to erase the personal data"), submit=N_("Propose the erasure"), then="cases.show",
        lead=N_(
            "Names, numbers, phones, addresses, the narrative, agreements and files of this case can never be read"
            " again once another person has confirmed it. The case itself, its record and its money stay."
        ),
        load=case_for, on=PetitionCase, possible=may_be_proposed, closed=why_not_proposed, summary=what_is_erased,
        hidden=True, done=N_("The erasure is proposed. A reviewer who is not you decides it."),
    ),
    Deed(
        "retention.confirm", "/erasures/<ref>/confirm", Can.DECIDE_ERASURE, ForGoodForm, services.confirm_erasure,
        title=N_("Erase the personal data for good"), submit=N_("Erase it for good"), then="cases.show",
        lead=N_(
            "Names, numbers, phones, addresses, the narrative, agreements and files of this case can never be read"
            " again, and nobody is found by them. The case itself, its record and its money stay."
        ),
        load=erasure_for, lifecycle=ERASURE, step="confirm", summary=what_was_proposed, danger=True, hidden=True,
        done=N_("The personal data of this case is erased for good."),
    ),
    Deed(
        "retention.refuse", "/erasures/<ref>/refuse", Can.DECIDE_ERASURE, RefusalForm, services.refuse_erasure,
        title=N_("Refuse the erasure"), submit=N_("Refuse the erasure"), then="cases.show", load=erasure_for,
        lifecycle=ERASURE, step="refuse", summary=what_was_proposed, hidden=True,
        done=N_("The erasure is refused. The data is kept, and it may be proposed again."),
    ),
    Deed(
        "retention.hold", "/cases/<ref>/hold", Can.HOLD_DATA, HoldForm, services.place_hold,
        title=N_("Keep the personal data for a reason"), submit=N_("Place the hold"), then="cases.show",
        lead=N_("While the hold stands, nobody can erase this case's personal data, whatever its time."),
        load=case_for, on=PetitionCase, possible=may_be_held, hidden=True, done=N_("The hold is placed."),
    ),
    Deed(
        "retention.lift", "/holds/<ref>/lift", Can.LIFT_HOLD, LiftForm, services.lift_hold,
        title=N_("Lift the hold"), submit=N_("Lift the hold"), then="cases.show", load=hold_for, on=LegalHold,
        possible=stands, summary=why_it_is_held, hidden=True, done=N_("The hold is lifted."),
    ),
]  # fmt: skip
