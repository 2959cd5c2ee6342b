"""An agreement takes effect by its latest signing date, once every mark is there and verified.

The effect, its day, whether it lies within the claim's time limit and the last day for the court are computed
here and never typed (People's Mediation Law 29, 33).
"""

from agreements.confirmation.period import FILING_PERIOD
from agreements.drafting.lifecycle import AGREEMENT
from agreements.drafting.models import Agreement
from agreements.drafting.services import PAGE
from agreements.drafting.standstill import CLAIM_LIMIT, limit_last_day
from agreements.signing.queries import Required, required_marks
from agreements.signing.vocabulary import MarkKind
from listings.publication.lifecycle import LISTING
from market import calendar
from market.actor import Role
from market.calendar import Reckoning
from market.clocks import services as clocks
from market.clocks.queries import holidays
from market.notifications.services import notify
from market.people.queries import serving
from market.work import Work
from mediators.claims.lifecycle import CLAIM


def take_effect_if_complete(work: Work, agreement: Agreement) -> bool:
    """Let the agreement take effect if the last required mark is verified; whether it did. Locks are held."""
    required = required_marks(work.session, agreement)
    if not all(one.is_verified for one in required):
        return False
    _date_the_effect(work, agreement, required)
    AGREEMENT.apply(
        work, "take_effect", agreement,
        version=agreement.version, took_effect_on=agreement.took_effect_on, limit_last_day=agreement.limit_last_day,
        within_limit=agreement.within_limit, unverified=0,
    )  # fmt: skip
    CLAIM.apply(work, "settle", agreement.claim)
    LISTING.apply(work, "settle", agreement.listing)
    facts = {"listing": agreement.listing.public_id, "file_by": agreement.file_by}
    mediator = agreement.claim.mediator.person_id
    clerks = serving(work, agreement.jurisdiction_id, Role.OFFICE_CLERK)
    notify(work, [mediator], "agreement_in_effect", PAGE, agreement.public_id, listing=agreement.listing.public_id)
    notify(work, clerks, "agreement_to_file", PAGE, agreement.public_id, **facts)
    return True


def filing_so_far(work: Work, agreement: Agreement) -> Reckoning | None:
    """How the 30 days for the court run by the dates recorded, verified or not; None while a mark is missing."""
    required = required_marks(work.session, agreement)
    days = [one.mark.signed_on for one in required if one.mark is not None]
    if not days or len(days) < len(required):
        return None
    return calendar.reckon(max(days), FILING_PERIOD, holidays(work))


def _date_the_effect(work: Work, agreement: Agreement, required: list[Required]) -> None:
    marks = [one.mark for one in required if one.mark is not None]
    effect_on = max(mark.signed_on for mark in marks)
    complete_on = max(mark.signed_on for mark in marks if mark.kind != MarkKind.COMMITTEE)
    run = clocks.run_for(work, CLAIM_LIMIT, agreement.claim)
    if run is None:
        raise RuntimeError(f"claim {agreement.claim_id} is granted and has no time limit")
    known = holidays(work)
    agreement.took_effect_on = effect_on
    agreement.limit_last_day = limit_last_day(run.last_day, complete_on, effect_on, known)
    agreement.file_by = calendar.reckon(effect_on, FILING_PERIOD, known).last_day
