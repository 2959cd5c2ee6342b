"""How claims end. A live claim that ends sets its listing free, and access to the case ends with it.

Nothing is lost: the claim, its plan, its answers and its sessions stay, with who ended it, when and why.
"""

from typing import Any

from listings.access.services import end_access
from listings.anonymisation.services import refuse_private
from listings.publication.expiry import expire_if_unclaimed
from listings.publication.following import reopen
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from market.clocks.queries import run_for
from market.lifecycle import lock
from market.refusals import Invalid
from market.work import Work
from mediators.claims.lifecycle import CLAIM
from mediators.claims.models import Claim
from mediators.claims.queries import claims_on, every_party_accepts
from mediators.claims.services import stand_again, tell_clerks, tell_mediator
from mediators.claims.vocabulary import LIVE, OPEN, ClaimState, ReplaceCode


def decline(work: Work, claim: Claim, *, reason: str) -> Claim:
    """Decline a claim that stands or waits; the mediator reads the reason, which names no party."""
    end(work, "decline", claim, reason=reason)
    refuse_private(work, claim.case, {"reason": reason})
    return claim


def withdraw(work: Work, claim: Claim, *, reason: str = "") -> Claim:
    """Withdraw one's own claim before the grant; a proposal that was under way ends with it.

    The reason is not compared with the parties' names: a claimant must not be able to try names here.
    """
    return end(work, "withdraw", claim, reason=reason)


def relinquish(work: Work, claim: Claim, *, reason: str) -> Claim:
    """Give a granted case back; the listing opens again. The reason names no party."""
    end(work, "relinquish", claim, reason=reason)
    refuse_private(work, claim.case, {"reason": reason})
    return claim


def replace(work: Work, claim: Claim, *, replace_code: str, reason: str) -> Claim:
    """End a granted claim because another mediator is needed (People's Mediation Law 23); the listing opens again."""
    if replace_code not in set(ReplaceCode):
        raise Invalid("replace_code_unknown", field="replace_code")
    lock(work, claim)  # before anything is changed: the case is locked before the claim
    claim.replace_code = ReplaceCode(replace_code).value
    end(work, "replace", claim, reason=reason, replace_code=replace_code)
    refuse_private(work, claim.case, {"reason": reason})
    return claim


def end_unanswered(work: Work, claim: Claim) -> Claim:
    """End a proposal that some party has not answered by the second date; silence is never consent."""
    run = run_for(work, "parties_answer", claim)
    passed = run is not None and run.overdue_at <= work.now
    accepted = every_party_accepts(work.session, claim)
    return end(work, "end_unanswered", claim, second_date_passed=passed, all_accepted=accepted)


def lapse(work: Work, claim: Claim) -> Claim:
    """End a granted claim whose time limit and recording grace have passed; the sweep calls this."""
    return end(work, "lapse", claim)


def end_by_suspension(work: Work, claim: Claim, *, reason: str) -> Claim:
    """End a claim, live or not yet, because its mediator has been suspended. Settled work is never taken away."""
    return end(work, "suspend", claim, reason=reason)


def end(work: Work, step: str, claim: Claim, *, reason: str = "", **facts: Any) -> Claim:
    """Take the ending step, then set the listing free if the claim was live, or let it expire if it was the last."""
    lock(work, claim)
    was = ClaimState(claim.status)
    if was in CLAIM.steps[step].start:
        claim.end_reason = reason
    CLAIM.apply(work, step, claim, reason=reason, **facts)
    if was is ClaimState.PROPOSED:
        LISTING.apply(work, "unpropose", claim.listing)
    elif was is ClaimState.GRANTED:
        reopen(work, claim.listing)
    else:
        expire_if_unclaimed(work, claim.listing)
    if work.actor.person_id != claim.mediator.person_id:
        tell_mediator(work, claim, f"claim_{claim.status}")
    if was in LIVE:
        tell_clerks(work, claim, "claim_ended_office")
    return claim


def on_claim_ended(work: Work, claim: Claim, facts: Any) -> None:
    """Hears every event that ends a claim, whichever floor took the step: a granted case closes for its mediator."""
    if claim.granted_at is not None:
        end_access(work, person_id=claim.mediator.person_id, case=claim.case)


def on_listing_reopened(work: Work, listing: Listing, facts: Any) -> None:
    """Hears listing.reopened: the claims that waited stand again."""
    stand_again(work, listing)


def on_listing_ended(work: Work, listing: Listing, facts: Any) -> None:
    """Hears a listing's ending events: what is still open on it is closed."""
    for claim in claims_on(work.session, listing.id, *OPEN):
        CLAIM.apply(work, "close", claim)
        tell_mediator(work, claim, "claim_closed")


def on_listing_confirmed(work: Work, listing: Listing, facts: Any) -> None:
    """Hears "listing.confirmed": it cannot open again, so claims that waited behind the settled one are closed."""
    for claim in claims_on(work.session, listing.id, ClaimState.STANDING, ClaimState.HELD):
        CLAIM.apply(work, "close", claim)
        tell_mediator(work, claim, "claim_closed")
