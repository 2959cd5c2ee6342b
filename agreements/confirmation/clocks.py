"""The 30 days for the joint application, and what is expected of a court. Courts are never urged: only the office
is reminded of them.

The 30 days stop while an application is pending and count on from the agreement's effect when it ends undecided.
"""

from collections.abc import Collection, Mapping
from typing import Any

from agreements.confirmation import services
from agreements.confirmation.models import Confirmation
from agreements.confirmation.period import FILING_PERIOD, STATUTORY_DECISION
from agreements.drafting.models import Agreement
from agreements.drafting.services import PAGE
from market.actor import OFFICE
from market.clocks.registry import LEGAL, Clock, DaysLeft, FromSetting, Percent
from market.people.queries import serving
from market.text import N_
from market.work import Work

ENDED_UNDECIDED = ("confirmation.not_accepted", "confirmation.withdrawn")
DECIDED = ("confirmation.made_effective", "confirmation.dismissed")


def the_agreement(work: Work, subject: Any) -> Agreement:
    """Every clock of this floor is about the agreement, whatever happened to its application."""
    agreement: Agreement = subject.agreement if isinstance(subject, Confirmation) else subject
    return agreement


def the_office(work: Work, agreement: Any) -> Collection[int]:
    """The clerks and reviewers of the agreement's banner."""
    return serving(work, agreement.jurisdiction_id, *OFFICE)


def the_listing(agreement: Agreement) -> Mapping[str, str]:
    """A reminder calls an agreement by its listing."""
    return {"listing": agreement.listing.public_id}


CLOCKS = [
    Clock(
        "file_for_confirmation", N_("Time limit for the joint application to the court"),
        starts=("agreement.took_effect", *ENDED_UNDECIDED), lasts=FILING_PERIOD, counts_from="took_effect_on",
        stops="confirmation.filed", cancels=("agreement.unconfirmed", "agreement.varied"), rule=LEGAL,
        law="人民调解法 33", answerable=the_office, near=[Percent(80), DaysLeft(3)], about=the_agreement,
        grace=FromSetting("filing_recording_grace_days"), overdue=services.lapse, endpoint=PAGE, names_it=the_listing,
    ),
    Clock(
        "court_acceptance", N_("The court is expected to accept the application"),
        starts="confirmation.filed", lasts=FromSetting("court_acceptance_days"), counts_from="filed_on",
        stops=("confirmation.accepted", *ENDED_UNDECIDED), rule=LEGAL, answerable=the_office,
        about=the_agreement, endpoint=PAGE, names_it=the_listing,
    ),
    Clock(
        "court_decision", N_("The court is expected to decide"),
        starts="confirmation.accepted", lasts=FromSetting("court_decision_days"), counts_from="accepted_on",
        stops=(*DECIDED, *ENDED_UNDECIDED), rule=LEGAL, answerable=the_office, about=the_agreement,
        endpoint=PAGE, names_it=the_listing,
    ),
    Clock(
        "court_decision_statutory", N_("The court has to decide, unless it extends the period"),
        starts="confirmation.accepted", lasts=STATUTORY_DECISION, counts_from="accepted_on",
        stops=(*DECIDED, *ENDED_UNDECIDED), rule=LEGAL, law="民事诉讼法 187", answerable=the_office,
        about=the_agreement, endpoint=PAGE, names_it=the_listing,
    ),
]  # fmt: skip
