"""The ruling is recorded by one person and read from the paper by another, who types outcome and number again."""

from collections.abc import Sequence
from datetime import date

from agreements.confirmation.case_number import doubts_about, normalised
from agreements.confirmation.lifecycle import CONFIRMATION
from agreements.confirmation.models import Confirmation
from agreements.confirmation.services import check_day
from agreements.confirmation.vocabulary import Outcome
from agreements.drafting.services import PAGE
from agreements.holding import hold
from listings.anonymisation.services import refuse_private
from listings.publication.lifecycle import LISTING
from market.actor import Role
from market.notifications.services import notify
from market.people.queries import serving
from market.refusals import Invalid
from market.work import Work


def record_ruling(
    work: Work, confirmation: Confirmation, *, outcome: str, ruling_number: str, ruled_on: date, served_on: date
) -> Confirmation:
    """Record the court's ruling as it stands on the paper. Its number is normalised and doubted, never refused.

    Raises WrongState unless the application was accepted, Invalid for impossible days.
    """
    hold(work, CONFIRMATION, "record_ruling", confirmation)
    check_day(work, confirmation, ruled_on, "ruled_on")
    check_day(work, confirmation, served_on, "served_on")
    if confirmation.accepted_on is not None and ruled_on < confirmation.accepted_on:
        raise Invalid("ruled_before_acceptance", field="ruled_on", accepted_on=confirmation.accepted_on)
    if served_on < ruled_on:
        raise Invalid("served_before_ruling", field="served_on", ruled_on=ruled_on)
    years = range(confirmation.filed_on.year, ruled_on.year + 1)
    confirmation.outcome = Outcome(outcome).value
    confirmation.ruling_number = normalised(ruling_number)
    confirmation.ruling_doubts = [
        doubt.value for doubt in doubts_about(ruling_number, court_code=confirmation.court_code, years=years)
    ]
    confirmation.ruled_on, confirmation.served_on = ruled_on, served_on
    confirmation.ruling_recorded_at = work.now
    CONFIRMATION.apply(work, "record_ruling", confirmation)
    _tell(work, confirmation, serving(work, confirmation.jurisdiction_id, Role.OFFICE_REVIEWER), "ruling_to_verify")
    return confirmation


def verify_ruling(work: Work, confirmation: Confirmation, *, outcome: str, ruling_number: str) -> Confirmation:
    """Verify the ruling against the paper. Effective: the listing is confirmed and the reward falls due.

    Dismissed: the office says next how the parties go on. Raises Refused ruling_differs, ruling_same_person.
    """
    read = Outcome(outcome)
    step = f"verify_{read.value}"
    hold(work, CONFIRMATION, step, confirmation)
    agrees = confirmation.outcome == read.value and confirmation.ruling_number == normalised(ruling_number)
    CONFIRMATION.apply(
        work, step, confirmation,
        agrees=agrees, ruled_on=confirmation.ruled_on, served_on=confirmation.served_on,
    )  # fmt: skip
    if read is Outcome.EFFECTIVE:
        LISTING.apply(work, "confirm", confirmation.agreement.listing)
    mediator = confirmation.claim.mediator.person_id
    _tell(work, confirmation, [mediator, confirmation.filed_by_id], f"confirmation_{read.value}")
    return confirmation


def return_ruling(work: Work, confirmation: Confirmation, *, reason: str) -> Confirmation:
    """Return a ruling that does not stand on the paper as it was recorded; it is recorded again."""
    hold(work, CONFIRMATION, "return_ruling", confirmation)
    refuse_private(work, confirmation.agreement.case, {"reason": reason})
    confirmation.ruling_return_reason = reason
    recorder = confirmation.ruling_recorded_by_id
    CONFIRMATION.apply(work, "return_ruling", confirmation, reason=reason)
    _tell(work, confirmation, [recorder], "ruling_returned")
    return confirmation


def _tell(work: Work, confirmation: Confirmation, people: Sequence[int | None], code: str) -> None:
    agreement = confirmation.agreement
    notify(work, people, code, PAGE, agreement.public_id, listing=agreement.listing.public_id)
