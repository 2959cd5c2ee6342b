"""Recording a mark from the paper, and checking it against the paper; the last check lets the agreement take effect."""

from datetime import date
from typing import Any

from agreements.drafting import standstill
from agreements.drafting.models import Agreement
from agreements.drafting.services import PAGE, demand_state
from agreements.drafting.vocabulary import AgreementState
from agreements.signing.models import AgreementMark
from agreements.signing.queries import Required, required_marks
from agreements.signing.scans import keep_scan
from agreements.signing.services_effect import filing_so_far, take_effect_if_complete
from agreements.signing.vocabulary import MANNERS, Manner, MarkKind
from listings.anonymisation.services import refuse_private
from market.actor import OFFICE
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.queries import serving
from market.policy import Can, demand
from market.refusals import Invalid, Refused
from market.work import Work
from market.workdays import legal_day


def record_mark(
    work: Work, agreement: Agreement, *, whose: str, manner: str, signed_on: date, scan: Any = None
) -> Agreement:
    """Record one mark with the day that stands on the paper; `whose` is a party's public id, mediator or committee.

    Marks come in any order. Raises WrongState unless it is open for signing, Refused mark_already_recorded, Invalid
    for a stranger, an impossible day or a manner that does not fit.
    """
    lock(work, agreement)
    demand(work, Can.RECORD_MARK, agreement)
    demand_state(agreement, AgreementState.SIGNING, "record_mark")
    wanted = _wanted(work, agreement, whose)
    if Manner(manner) not in MANNERS[wanted.kind]:
        raise Invalid("mark_manner_wrong", field="manner")
    _check_day(work, agreement, signed_on)
    mark = AgreementMark(
        jurisdiction_id=agreement.jurisdiction_id,
        agreement_id=agreement.id,
        kind=wanted.kind.value,
        party_id=None if wanted.party is None else wanted.party.id,
        manner=Manner(manner).value,
        signed_on=signed_on,
        scan=keep_scan(work, agreement, scan),
        recorded_at=work.now,
        recorded_by_id=work.actor.person_id,
    )
    work.session.add(mark)
    work.session.flush()
    _tell(work, "mark.recorded", mark, wanted.ref)
    if waits_for_the_office(required_marks(work.session, agreement)):
        standstill.stand_still(work, agreement.claim)
    _tell_when_signed(work, agreement)
    return agreement


def verify_mark(work: Work, mark: AgreementMark, *, signed_on: date) -> Agreement:
    """Check a mark against the paper: the second person types its day again. The last one takes effect.

    Raises Refused mark_already_checked, Invalid mark_day_differs.
    """
    agreement = _hold(work, mark, "verify_mark")
    if signed_on != mark.signed_on:
        raise Invalid("mark_day_differs", field="signed_on")
    mark.verified_at = work.now
    mark.verified_by_id = work.actor.person_id
    work.session.flush()
    _tell(work, "mark.verified", mark, _ref(mark))
    take_effect_if_complete(work, agreement)
    return agreement


def return_mark(work: Work, mark: AgreementMark, *, reason: str) -> Agreement:
    """Return a mark that does not stand on the paper as it was recorded; it is then recorded again."""
    agreement = _hold(work, mark, "return_mark")
    refuse_private(work, agreement.case, {"reason": reason})
    mark.returned_at = work.now
    mark.returned_by_id = work.actor.person_id
    mark.return_reason = reason
    work.session.flush()
    _tell(work, "mark.returned", mark, _ref(mark))
    if mark.kind != MarkKind.COMMITTEE:
        standstill.run_again(work, agreement.claim)
    notify(work, [mark.recorded_by_id], "mark_returned", PAGE, agreement.public_id, listing=agreement.listing.public_id)
    return agreement


def waits_for_the_office(required: list[Required]) -> bool:
    """Whether all parties and the mediator have signed: what is missing now is the committee's or the office's."""
    return all(one.mark is not None for one in required if one.kind is not MarkKind.COMMITTEE)


def _tell_when_signed(work: Work, agreement: Agreement) -> None:
    """The 30 days for the court run from the paper's dates: the office hears of them with the last mark recorded."""
    filing = filing_so_far(work, agreement)
    if filing is not None:
        people = serving(work, agreement.jurisdiction_id, *OFFICE)
        facts = {"listing": agreement.listing.public_id, "file_by": filing.last_day}
        notify(work, people, "agreement_signed", PAGE, agreement.public_id, **facts)


def _hold(work: Work, mark: AgreementMark, step: str) -> Agreement:
    lock(work, mark)
    demand(work, Can.VERIFY_MARK, mark)
    agreement = mark.agreement
    demand_state(agreement, AgreementState.SIGNING, step)
    if mark.is_checked:
        raise Refused("mark_already_checked")
    return agreement


def _wanted(work: Work, agreement: Agreement, whose: str) -> Required:
    for required in required_marks(work.session, agreement):
        if required.ref == whose:
            if required.mark is not None:
                raise Refused("mark_already_recorded")
            return required
    raise Invalid("mark_of_a_stranger", field="whose")


def _check_day(work: Work, agreement: Agreement, signed_on: date) -> None:
    drafted_on = legal_day(agreement.drafted_at)
    if signed_on > work.today:
        raise Invalid("mark_in_the_future", field="signed_on")
    if signed_on < drafted_on:
        raise Invalid("mark_before_draft", field="signed_on", drafted_on=drafted_on)


def _ref(mark: AgreementMark) -> str:
    return mark.kind if mark.party is None else mark.party.public_id


def _tell(work: Work, event: str, mark: AgreementMark, ref: str) -> None:
    work.tell(event, mark, kind=mark.kind, party=ref, signed_on=mark.signed_on)
