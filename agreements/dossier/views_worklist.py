"""What waits for a clerk, a reviewer or a mediator on this floor."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext, ngettext

from agreements.confirmation.models import Confirmation
from agreements.confirmation.queries import at_court, dismissed_to_conclude, to_file
from agreements.confirmation.vocabulary import CONFIRMATION_STATE_LABELS, ConfirmationState
from agreements.drafting.models import Agreement
from agreements.drafting.queries import in_signing, own_unsigned
from agreements.drafting.vocabulary import AGREEMENT_STATE_LABELS, AgreementState
from agreements.signing.queries import agreements_with_marks_to_verify, required_marks
from listings.showing import called
from market.actor import Role
from market.clocks.queries import runs_for
from market.text import N_
from market.web.shell import WorkGroup, WorkRow
from market.work import Work
from mediators.vetting.queries import own_mediator_of

PAGE = "agreements.show"


def for_the_clerk(work: Work) -> list[WorkGroup]:
    """Marks to record, agreements to file with the days left, and what is at the court."""
    if not work.actor.serves(Role.OFFICE_CLERK):
        return []
    waiting = []
    for agreement in in_signing(work, Role.OFFICE_CLERK):
        missing = sum(1 for one in required_marks(work.session, agreement) if one.mark is None)
        if missing:
            waiting.append(_row(agreement, ngettext("%(num)s mark is missing", "%(num)s marks are missing", missing)))
    return [
        WorkGroup(N_("To be filed with the court"), [_to_file(work, agreement) for agreement in to_file(work)]),
        WorkGroup(N_("At the court"), _at_court(work)),
        WorkGroup(N_("Signatures and seals to record"), waiting),
    ]


def for_the_reviewer(work: Work) -> list[WorkGroup]:
    """Marks and rulings to verify, dismissals to conclude."""
    if not work.actor.serves(Role.OFFICE_REVIEWER):
        return []
    rulings = [
        one
        for one in at_court(work, Role.OFFICE_REVIEWER, ConfirmationState.RULING_RECORDED)
        if one.ruling_recorded_by_id != work.actor.person_id
    ]
    marks = [
        _row(agreement, ngettext("%(num)s mark to verify", "%(num)s marks to verify", count))
        for agreement, count in agreements_with_marks_to_verify(work)
    ]
    concluding = [_row(one, gettext("The court dismissed the application")) for one in dismissed_to_conclude(work)]
    return [
        WorkGroup(N_("Rulings to verify"), [_row(one.agreement, one.court_name) for one in rulings]),
        WorkGroup(N_("Signatures and seals to verify"), marks),
        WorkGroup(N_("Dismissed by the court: say how it goes on"), concluding),
    ]


def for_the_mediator(work: Work) -> list[WorkGroup]:
    """One's own agreements that are drafts or in signing."""
    if own_mediator_of(work) is None:
        return []
    rows = [_row(one, gettext(AGREEMENT_STATE_LABELS[AgreementState(one.status)])) for one in own_unsigned(work)]
    return [WorkGroup(N_("My agreements"), rows)]


def _row(agreement: Agreement, note: str) -> WorkRow:
    return WorkRow(title=called(agreement.listing), endpoint=PAGE, ref=agreement.public_id, note=note)


def _to_file(work: Work, agreement: Agreement) -> WorkRow:
    assert agreement.file_by is not None, "an agreement in effect has its last day for the court"
    left = (agreement.file_by - work.today).days
    note = ngettext("%(num)s day left", "%(num)s days left", left) if left >= 0 else gettext("The 30 days are over")
    return WorkRow(
        title=called(agreement.listing),
        endpoint=PAGE,
        ref=agreement.public_id,
        note=note,
        due_on=agreement.file_by,
        overdue=left < 0,
    )


def _at_court(work: Work) -> list[WorkRow]:
    found = at_court(work, Role.OFFICE_CLERK, ConfirmationState.FILED, ConfirmationState.ACCEPTED)
    expected = _expected(work, found)
    return [
        WorkRow(
            title=called(one.agreement.listing),
            endpoint=PAGE,
            ref=one.agreement.public_id,
            note=f"{one.court_name} · {gettext(CONFIRMATION_STATE_LABELS[ConfirmationState(one.status)])}",
            due_on=expected.get(one.agreement_id),
        )
        for one in found
    ]


def _expected(work: Work, found: Iterable[Confirmation]) -> dict[int, date]:
    """The day on which the court's next step is expected; a court is never late, so nothing here is overdue."""
    ids = [one.agreement_id for one in found]
    accepting = runs_for(work, "court_acceptance", Agreement, ids)
    deciding = runs_for(work, "court_decision", Agreement, ids)
    runs = {**accepting, **{key: run for key, run in deciding.items() if run.is_open}}
    return {agreement_id: run.last_day for agreement_id, run in runs.items()}


WORK_LISTS = [for_the_mediator, for_the_clerk, for_the_reviewer]
