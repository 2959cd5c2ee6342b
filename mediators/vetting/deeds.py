"""What can be done by and to a mediator, each told once for the page and the API."""

from typing import Any

from market.policy import Can
from market.text import N_
from market.vault.queries import has_opening
from market.web.deeds import Deed
from market.web.forms import NothingForm, ReasonForm, purpose_form
from market.work import Work
from mediators.committees.queries import open_committees
from mediators.vetting import services
from mediators.vetting.forms import OPENING_PURPOSES, ApplicationForm, NewcomerForm
from mediators.vetting.lifecycle import MEDIATOR
from mediators.vetting.models import Mediator
from mediators.vetting.queries import mediator_for


def offer_committees(work: Work, subject: None, form: Any) -> None:
    """The committees that take new mediators, each with its banner."""
    form.committee.offer(
        [(committee.public_id, f"{committee.name}（{banner.name_zh}）") for committee, banner in open_committees(work)]
    )


def is_another(work: Work, mediator: Mediator) -> bool:
    """Nobody vets, suspends or reinstates themself."""
    return mediator.person_id != work.actor.person_id


def is_second_reviewer(work: Work, mediator: Mediator) -> bool:
    """Somebody else endorsed the application."""
    return is_another(work, mediator) and mediator.endorsed_by_id != work.actor.person_id


def is_closed(work: Work, mediator: Mediator) -> bool:
    """The actor has no opening of this person in force."""
    return not has_opening(work, mediator)


DEEDS = [
    Deed(
        "mediators.apply", "/mediators/apply", Can.APPLY_AS_MEDIATOR, NewcomerForm, services.apply_with_account,
        title=N_("Apply to become a mediator"), submit=N_("Send the application"), then="mediators.own",
        lead=N_("Two reviewers look at every application. Choose a name and a password to come back with."),
        prepare=offer_committees, by_anybody=True,
        done=N_("Your application has been received. Sign in to see how it stands."),
    ),
    Deed(
        "mediators.apply_signed_in", "/mediators/apply/signed-in", Can.APPLY_WITH_ACCOUNT, ApplicationForm,
        services.apply_as_oneself, title=N_("Apply to become a mediator"), submit=N_("Send the application"),
        then="mediators.own", lead=N_("You apply with the account with which you are signed in."),
        prepare=offer_committees, done=N_("Your application has been received."),
    ),
    Deed(
        "mediators.endorse", "/mediators/<ref>/endorse", Can.VET_MEDIATOR, NothingForm, services.endorse,
        title=N_("Endorse the application"), submit=N_("Endorse"), then="mediators.show", load=mediator_for,
        lead=N_("You have checked the identity, the declarations and the committee. A second reviewer then approves."),
        lifecycle=MEDIATOR, step="endorse", possible=is_another, closed="mediator_is_oneself", primary=True,
        done=N_("Endorsed. A second reviewer looks at it next."),
    ),
    Deed(
        "mediators.approve", "/mediators/<ref>/approve", Can.VET_MEDIATOR, NothingForm, services.approve,
        title=N_("Approve the mediator"), submit=N_("Approve"), then="mediators.show", load=mediator_for,
        lead=N_("From now on this mediator can claim listings."), lifecycle=MEDIATOR, step="approve",
        possible=is_second_reviewer, closed="mediator_second_reviewer", primary=True,
        done=N_("Approved. The mediator can claim listings now."),
    ),
    Deed(
        "mediators.reject", "/mediators/<ref>/reject", Can.VET_MEDIATOR, ReasonForm, services.reject,
        title=N_("Reject the application"), submit=N_("Reject"), then="mediators.show", load=mediator_for,
        lifecycle=MEDIATOR, step="reject", possible=is_another, closed="mediator_is_oneself", danger=True,
        done=N_("The application is rejected."),
    ),
    Deed(
        "mediators.suspend", "/mediators/<ref>/suspend", Can.SUSPEND_MEDIATOR, ReasonForm, services.suspend,
        title=N_("Suspend the mediator"), submit=N_("Suspend"), then="mediators.show", load=mediator_for,
        lead=N_("Every claim that is not yet settled ends now, and the listings concerned open again."),
        lifecycle=MEDIATOR, step="suspend", possible=is_another, closed="mediator_is_oneself", danger=True,
        done=N_("The mediator is suspended."),
    ),
    Deed(
        "mediators.reinstate", "/mediators/<ref>/reinstate", Can.SUSPEND_MEDIATOR, NothingForm, services.reinstate,
        title=N_("Reinstate the mediator"), submit=N_("Reinstate"), then="mediators.show", load=mediator_for,
        lead=N_("The mediator can claim again. Claims that ended stay ended."), lifecycle=MEDIATOR, step="reinstate",
        possible=is_another, closed="mediator_is_oneself",
        done=N_("The mediator is reinstated."),
    ),
    Deed(
        "mediators.resign", "/mediators/<ref>/resign", Can.RESIGN_AS_MEDIATOR, NothingForm, services.resign,
        title=N_("Resign as mediator"), submit=N_("Resign"), then="mediators.show", load=mediator_for,
        lead=N_("Claims not yet granted are withdrawn. A case in your hands must be given back or settled first."),
        lifecycle=MEDIATOR, step="resign", danger=True, done=N_("You have resigned."),
    ),
    Deed(
        "mediators.open", "/mediators/<ref>/open", Can.OPEN_MEDIATOR, purpose_form("Mediator", OPENING_PURPOSES),
        services.open_identity,
        title=N_("Open the identity and the declarations"), submit=N_("Open for 30 minutes"), then="mediators.show",
        load=mediator_for, lead=N_("Say what you need them for. The opening is written in the record with your name."),
        on=Mediator, possible=is_closed, hidden=True,
    ),
]  # fmt: skip
