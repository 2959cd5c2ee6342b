"""What is recorded towards the court, each told once for the page and the API."""

from typing import Any

from agreements.confirmation import services, services_conclusion, services_ruling
from agreements.confirmation.forms import (
    AcceptanceForm,
    ConclusionForm,
    FilingForm,
    NotAcceptedForm,
    RulingForm,
    VerifyRulingForm,
    WithdrawalForm,
)
from agreements.confirmation.lifecycle import CONFIRMATION
from agreements.confirmation.models import Confirmation
from agreements.confirmation.queries import confirmation_for, is_dismissed, standing_confirmation
from agreements.drafting.models import Agreement
from agreements.drafting.queries import agreement_for
from agreements.drafting.vocabulary import AgreementState
from market.policy import Can
from market.text import N_
from market.web.deeds import Deed
from market.web.forms import ReasonForm
from market.web.showing import day
from market.work import Work


def may_be_filed(work: Work, agreement: Agreement) -> bool:
    """In effect, and no application is pending or decided."""
    return agreement.status == AgreementState.IN_EFFECT and standing_confirmation(work.session, agreement.id) is None


def may_be_concluded(work: Work, agreement: Agreement) -> bool:
    """The court has dismissed the application, and nobody has said how it goes on."""
    return agreement.status == AgreementState.IN_EFFECT and is_dismissed(work.session, agreement.id)


def the_limit(work: Work, agreement: Agreement) -> list[tuple[str, Any]]:
    """The court, since when the agreement is in effect, and until when it is filed."""
    _, court_name = services.court_of(work, agreement.jurisdiction_id)
    return [
        (N_("Court"), court_name),
        (N_("Took effect on"), day(agreement.took_effect_on)),
        (N_("To be filed by"), day(agreement.file_by)),
    ]


def the_application(work: Work, confirmation: Confirmation) -> list[tuple[str, Any]]:
    """The court and the days so far; never the ruling, which the second person reads from the paper."""
    return [
        (N_("Court"), confirmation.court_name),
        (N_("Filed on"), day(confirmation.filed_on)),
        (N_("Accepted on"), day(confirmation.accepted_on)),
    ]


def the_ruling(application: Confirmation) -> tuple[Any, ...]:
    """The court's ruling as it was recorded."""
    return application.outcome, application.ruling_number, application.ruled_on, application.served_on


DEEDS = [
    Deed(
        "agreements.file", "/agreements/<ref>/file", Can.FILE_CONFIRMATION, FilingForm, services.file,
        title=N_("Record the filing with the court"), submit=N_("Record the filing"), then="agreements.show",
        lead=N_(
            "All parties apply jointly, within 30 days of the agreement's effect (People's Mediation Law, "
            "article 33)."
        ),
        load=agreement_for, on=Agreement, possible=may_be_filed, summary=the_limit, primary=True,
        done=N_("The filing is recorded."),
    ),
    Deed(
        "confirmations.accept", "/confirmations/<ref>/accept", Can.RECORD_COURT_STEP, AcceptanceForm, services.accept,
        title=N_("The court accepts the application"), submit=N_("Record the acceptance"), then="agreements.show",
        load=confirmation_for, lifecycle=CONFIRMATION, step="accept", summary=the_application, primary=True,
        done=N_("The acceptance is recorded."),
    ),
    Deed(
        "confirmations.refuse_acceptance", "/confirmations/<ref>/not-accepted", Can.RECORD_COURT_STEP, NotAcceptedForm,
        services.refuse_acceptance, title=N_("The court does not accept the application"),
        submit=N_("Record the court's answer"), then="agreements.show", load=confirmation_for,
        lead=N_("It may be filed again within the same 30 days."), lifecycle=CONFIRMATION, step="refuse_acceptance",
        summary=the_application, danger=True, done=N_("The court's answer is recorded."),
    ),
    Deed(
        "confirmations.withdraw", "/confirmations/<ref>/withdraw", Can.RECORD_COURT_STEP, WithdrawalForm,
        services.withdraw, title=N_("The application is withdrawn"), submit=N_("Record the withdrawal"),
        then="agreements.show", lead=N_("It may be filed again within the same 30 days."), load=confirmation_for,
        lifecycle=CONFIRMATION, step="withdraw", summary=the_application, danger=True,
        done=N_("The withdrawal is recorded."),
    ),
    Deed(
        "confirmations.record_ruling", "/confirmations/<ref>/ruling", Can.RECORD_RULING, RulingForm,
        services_ruling.record_ruling, title=N_("Record the ruling"), submit=N_("Record the ruling"),
        then="agreements.show", lead=N_("Another person reads outcome and number from the paper again."),
        load=confirmation_for, lifecycle=CONFIRMATION, step="record_ruling", summary=the_application, primary=True,
        done=N_("The ruling is recorded. Another person verifies it against the paper."),
    ),
    Deed(
        "confirmations.verify_ruling", "/confirmations/<ref>/verify", Can.VERIFY_RULING, VerifyRulingForm,
        services_ruling.verify_ruling, title=N_("Verify the ruling against the paper"), submit=N_("Verify the ruling"),
        then="agreements.show", lead=N_("When the agreement is ruled effective, the reward falls due."),
        load=confirmation_for, lifecycle=CONFIRMATION, step="verify_effective", summary=the_application, primary=True,
        seen=the_ruling,
        done=N_("The ruling is verified."),
    ),
    Deed(
        "confirmations.return_ruling", "/confirmations/<ref>/return", Can.VERIFY_RULING, ReasonForm,
        services_ruling.return_ruling, title=N_("Return the ruling for correction"), submit=N_("Return it"),
        then="agreements.show", load=confirmation_for, lifecycle=CONFIRMATION, step="return_ruling",
        summary=the_application, done=N_("The ruling is returned to whoever recorded it."),
    ),
    Deed(
        "agreements.conclude", "/agreements/<ref>/conclude", Can.CONCLUDE_DISMISSAL, ConclusionForm,
        services_conclusion.conclude, title=N_("Say how it goes on after the dismissal"), submit=N_("Record it"),
        then="agreements.show",
        lead=N_("The parties may vary the agreement, agree anew, or sue (Civil Procedure Law, article 206)."),
        load=agreement_for, on=Agreement, possible=may_be_concluded, danger=True, done=N_("Recorded."),
    ),
]  # fmt: skip
