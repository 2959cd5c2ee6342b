"""What the office can do to the register of committees."""

from typing import Any

from listings.starting_values import start_with
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.fields import Form
from market.web.forms import NothingForm
from market.work import Work
from mediators.committees import services
from mediators.committees.forms import CommitteeForm
from mediators.committees.models import Committee
from mediators.committees.queries import committee_for


def _present_values(work: Work, committee: Any, form: Form) -> None:
    start_with(form, name=committee.name, seal_text=committee.seal_text)


def _still_open(work: Work, committee: Any) -> bool:
    return committee.closed_at is None


DEEDS = [
    Deed(
        "committees.enter", "/committees/new", Can.MANAGE_COMMITTEES, CommitteeForm, services.enter,
        title=N_("Enter a committee"), submit=N_("Enter it in the register"), then="committees.index",
        lead=N_("Only committees in this register can engage mediators."), done=N_("The committee is in the register."),
    ),
    Deed(
        "committees.correct", "/committees/<ref>/correct", Can.MANAGE_COMMITTEES, CommitteeForm, services.correct,
        title=N_("Correct this committee"), submit=N_("Save"), then="committees.index",
        load=committee_for, on=Committee, prepare=_present_values, done=N_("The committee is corrected."),
    ),
    Deed(
        "committees.close", "/committees/<ref>/close", Can.MANAGE_COMMITTEES, NothingForm, services.close,
        title=N_("Close this committee"), submit=N_("Close it to new mediators"), then="committees.index",
        lead=N_("Its mediators stay; nobody new can apply with it."),
        load=committee_for, on=Committee, possible=_still_open, danger=True, done=N_("The committee is closed."),
    ),
]  # fmt: skip
