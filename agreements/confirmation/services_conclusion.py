"""How it goes on after a dismissal: the parties agree anew and mediation goes on, or they sue and the listing ends."""

from agreements.confirmation.queries import is_dismissed
from agreements.confirmation.vocabulary import Conclusion
from agreements.drafting.lifecycle import AGREEMENT
from agreements.drafting.models import Agreement
from agreements.drafting.services import PAGE
from agreements.drafting.standstill import CLAIM_LIMIT
from agreements.drafting.vocabulary import UnconfirmedGround
from agreements.holding import hold
from listings.anonymisation.services import refuse_private
from listings.publication.lifecycle import LISTING
from market.clocks import services as clocks
from market.notifications.services import notify
from market.settings.dated import setting
from market.work import Work
from mediators.claims.lifecycle import CLAIM
from mediators.claims.models import Claim


def conclude(work: Work, agreement: Agreement, *, way: str, note: str) -> Agreement:
    """Record how the parties go on after the court has dismissed their application (Civil Procedure Law 206).

    Raises Refused agreement_not_dismissed, WrongState.
    """
    chosen = Conclusion(way)
    step = "vary" if chosen is Conclusion.AGREE_ANEW else "give_up"
    hold(work, AGREEMENT, step, agreement)
    refuse_private(work, agreement.case, {"note": note})
    dismissed = is_dismissed(work.session, agreement.id)
    agreement.end_reason = note
    if chosen is Conclusion.AGREE_ANEW:
        days_left = _go_on(work, agreement.claim) if dismissed else 0
        AGREEMENT.apply(work, step, agreement, version=agreement.version, dismissed=dismissed, days_left=days_left)
        LISTING.apply(work, "unsettle", agreement.listing)
        _tell_mediator(work, agreement, "agreement_to_vary", days_left=days_left)
    else:
        ground = UnconfirmedGround.DISMISSED.value
        AGREEMENT.apply(work, step, agreement, version=agreement.version, dismissed=dismissed, ground=ground)
        LISTING.apply(work, "close_unconfirmed", agreement.listing)
        _tell_mediator(work, agreement, "agreement_unconfirmed")
    return agreement


def _go_on(work: Work, claim: Claim) -> int:
    """Let the claim and its time limit go on; returns the days that are left, at least those of the setting."""
    CLAIM.apply(work, "resume", claim)
    run = clocks.run_for(work, CLAIM_LIMIT, claim)
    if run is None or not run.is_open:
        raise RuntimeError(f"claim {claim.id} goes on and its time limit does not")
    least: int = setting(work, "reagree_least_days", claim.jurisdiction_id)
    missing = least - (run.last_day - work.today).days
    if missing > 0:
        run = clocks.extend(work, CLAIM_LIMIT, claim, days=missing)
    return (run.last_day - work.today).days


def _tell_mediator(work: Work, agreement: Agreement, code: str, **facts: int) -> None:
    mediator = agreement.claim.mediator.person_id
    notify(work, [mediator], code, PAGE, agreement.public_id, listing=agreement.listing.public_id, **facts)
