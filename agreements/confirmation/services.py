"""The joint application: filed within 30 days of the agreement's effect, accepted or not, or withdrawn.

One that ended without a decision may be followed by another within the same 30 days.
"""

from datetime import date

from agreements.confirmation.lifecycle import CONFIRMATION
from agreements.confirmation.models import Confirmation
from agreements.confirmation.queries import standing_confirmation
from agreements.confirmation.vocabulary import NotAcceptedGround
from agreements.drafting.lifecycle import AGREEMENT
from agreements.drafting.models import Agreement
from agreements.drafting.services import PAGE, demand_state
from agreements.drafting.vocabulary import AgreementState, UnconfirmedGround
from agreements.holding import hold
from listings.anonymisation.services import refuse_private
from listings.publication.lifecycle import LISTING
from market.actor import OFFICE
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.models import Jurisdiction
from market.people.queries import serving
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work

COURT = "人民法院"  # a banner's basic court bears the banner's name


def court_of(work: Work, jurisdiction_id: str) -> tuple[str, str]:
    """Code and name of the jurisdiction's basic court, in whose area the committee sits (Civil Procedure Law 205)."""
    jurisdiction = work.session.get_one(Jurisdiction, jurisdiction_id)
    return jurisdiction.court_code, f"{jurisdiction.name_zh}{COURT}"


def file(work: Work, agreement: Agreement, *, filed_on: date) -> Confirmation:
    """Record that the parties' joint application was filed on a legal day.

    Raises WrongState unless the agreement is in effect, Refused confirmation_pending or confirmation_decided,
    Invalid for a day before the effect, in the future, or after the 30 days.
    """
    lock(work, agreement)
    demand(work, Can.FILE_CONFIRMATION, agreement)
    demand_state(agreement, AgreementState.IN_EFFECT, "file_confirmation")
    if standing_confirmation(work.session, agreement.id) is not None:
        raise Refused("confirmation_pending")
    assert agreement.took_effect_on is not None, "an agreement in effect has its day"
    assert agreement.file_by is not None, "an agreement in effect has its last day for the court"
    _not_in_the_future(work, filed_on, "filed_on")
    if filed_on < agreement.took_effect_on:
        raise Invalid("filed_before_effect", field="filed_on", took_effect_on=agreement.took_effect_on)
    if filed_on > agreement.file_by:
        raise Invalid("filed_too_late", field="filed_on", file_by=agreement.file_by)
    court_code, court_name = court_of(work, agreement.jurisdiction_id)
    confirmation = Confirmation(
        jurisdiction_id=agreement.jurisdiction_id,
        agreement_id=agreement.id,
        court_code=court_code,
        court_name=court_name,
        filed_on=filed_on,
        filed_at=work.now,
        filed_by_id=work.actor.person_id,
    )
    work.session.add(confirmation)
    work.session.flush()
    work.tell("confirmation.filed", confirmation, filed_on=filed_on, court_code=court_code)
    return confirmation


def accept(work: Work, confirmation: Confirmation, *, accepted_on: date) -> Confirmation:
    """Record that the court has accepted the application on a legal day."""
    hold(work, CONFIRMATION, "accept", confirmation)
    check_day(work, confirmation, accepted_on, "accepted_on")
    confirmation.accepted_on = accepted_on
    return CONFIRMATION.apply(work, "accept", confirmation, accepted_on=accepted_on)


def refuse_acceptance(
    work: Work, confirmation: Confirmation, *, ended_on: date, ground: str, note: str = ""
) -> Confirmation:
    """Record that the court does not accept it, and why; it may be filed again within the 30 days."""
    hold(work, CONFIRMATION, "refuse_acceptance", confirmation)
    confirmation.not_accepted_ground = NotAcceptedGround(ground).value
    return _end(work, "refuse_acceptance", confirmation, ended_on, note, ground=confirmation.not_accepted_ground)


def withdraw(work: Work, confirmation: Confirmation, *, ended_on: date, note: str = "") -> Confirmation:
    """Record that the parties withdraw their application; they may file again within the 30 days."""
    hold(work, CONFIRMATION, "withdraw", confirmation)
    return _end(work, "withdraw", confirmation, ended_on, note)


def lapse(work: Work, agreement: Agreement) -> None:
    """The 30 days and the grace for recording are over: with nothing pending, the listing ends unconfirmed."""
    lock(work, agreement)
    standing = standing_confirmation(work.session, agreement.id)
    if agreement.status != AgreementState.IN_EFFECT or standing is not None:
        return
    ground = UnconfirmedGround.NEVER_FILED.value
    AGREEMENT.apply(work, "lapse_confirmation", agreement, version=agreement.version, ground=ground, pending=False)
    LISTING.apply(work, "close_unconfirmed", agreement.listing)
    notify(
        work, [agreement.claim.mediator.person_id, *serving(work, agreement.jurisdiction_id, *OFFICE)],
        "agreement_unconfirmed", PAGE, agreement.public_id, listing=agreement.listing.public_id,
    )  # fmt: skip


def check_day(work: Work, confirmation: Confirmation, day: date, field: str) -> None:
    """A day at the court is neither in the future nor before the filing. Raises Invalid."""
    _not_in_the_future(work, day, field)
    if day < confirmation.filed_on:
        raise Invalid("before_filing", field=field, filed_on=confirmation.filed_on)


def _end(
    work: Work, step: str, confirmation: Confirmation, ended_on: date, note: str, ground: str = ""
) -> Confirmation:
    check_day(work, confirmation, ended_on, "ended_on")
    refuse_private(work, confirmation.agreement.case, {"note": note})
    confirmation.ended_on, confirmation.end_note = ended_on, note
    return CONFIRMATION.apply(
        work, step, confirmation,
        ended_on=ended_on, ground=ground, took_effect_on=confirmation.agreement.took_effect_on,
    )  # fmt: skip


def _not_in_the_future(work: Work, day: date, field: str) -> None:
    if day > work.today:
        raise Invalid("day_in_the_future", field=field)
