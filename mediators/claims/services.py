"""Receiving claims and choosing one. Whatever arrives at once waits for the listing's lock, and one is chosen.

Whoever comes second is told when the first one was proposed. `now` is the database's, read once.
"""

from collections.abc import Sequence
from typing import Any

from listings.anonymisation.services import refuse_numbers
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.publication.vocabulary import TAKING_CLAIMS
from market.actor import Role
from market.lifecycle import lock
from market.notifications.services import notify
from market.people.queries import serving
from market.refusals import Invalid, Refused
from market.vault import services as vault
from market.work import Work
from market.workdays import SHANGHAI
from mediators.claims.lifecycle import CLAIM
from mediators.claims.models import TIES, Claim
from mediators.claims.queries import claims_on, live_claim, own_open_claim
from mediators.claims.vocabulary import OPEN, ClaimState
from mediators.vetting.models import Mediator
from mediators.vetting.queries import own_mediator_of
from mediators.vetting.vocabulary import MediatorState

CLAIM_PAGE = "claims.show"


def make(work: Work, listing: Listing, *, plan_approach: str, plan_days: int, plan_visits: int,
         relations_declared: str = "") -> Claim:  # fmt: skip
    """Claim a listing with a plan (`plan_days` in days, `plan_visits` in visits); many claims may stand.

    The ties declared name third persons and are sealed under the case's key.

    Raises Refused when the listing takes no claims, its last day for claims has passed, or the actor has
    an open claim on it, is no approved mediator, or has handled the listing in the office; Invalid plan_too_long
    for more days than the listing allows.
    """
    lock(work, listing)
    mediator = _approved(work)
    _demand_open_for(work, listing, mediator)
    assert listing.days_allowed is not None, "a released listing has its days"
    if plan_days > listing.days_allowed:
        raise Invalid("plan_too_long", field="plan_days", days_allowed=listing.days_allowed)
    refuse_numbers({"plan_approach": plan_approach})
    claim = Claim(
        jurisdiction_id=listing.jurisdiction_id,
        case_id=listing.case_id,
        listing_id=listing.id,
        mediator=mediator,
        plan_approach=plan_approach,
        plan_days=plan_days,
        plan_visits=plan_visits,
        has_declared_relations=bool(relations_declared.strip()),
        received_at=work.now,
    )
    work.session.add(claim)
    work.session.flush()
    if claim.has_declared_relations:
        _seal_ties(work, claim, relations_declared.strip())
    work.tell("claim.made", claim, mediator=mediator.public_id, plan_days=plan_days, plan_visits=plan_visits)
    return claim


def _demand_open_for(work: Work, listing: Listing, mediator: Mediator) -> None:
    if listing.status not in TAKING_CLAIMS:
        raise Refused("claim_listing_takes_none")
    assert listing.claim_by is not None, "a released listing has its last day for claims"
    if work.today > listing.claim_by:
        raise Refused("claim_too_late", claim_by=listing.claim_by)
    if own_open_claim(work.session, listing.id, mediator.id) is not None:
        raise Refused("claim_already_open")
    if mediator.person_id in (listing.drafted_by_id, listing.edited_by_id, listing.released_by_id):
        raise Refused("claim_of_ones_own_listing")


def propose(work: Work, claim: Claim) -> Claim:
    """Propose a standing claim to the parties; at most one claim on a listing lives.

    Raises Refused claim_another_is_proposed (with the time) or claim_another_is_granted, WrongState,
    claim_mediator_not_approved.
    """
    lock(work, claim)
    if (another := refusal_of_a_second(work, claim)) is not None:
        raise another
    CLAIM.apply(work, "propose", claim)
    LISTING.apply(work, "propose", claim.listing)
    tell_mediator(work, claim, "claim_proposed")
    return claim


def refusal_of_a_second(work: Work, claim: Claim) -> Refused | None:
    """Why this claim, which stands, cannot be proposed now: another one lives, and since when; None where none does."""
    if claim.status != ClaimState.STANDING:
        return None  # its own state refuses it
    live = live_claim(work.session, claim.listing_id)
    if live is None or live.id == claim.id:
        return None
    if live.status != ClaimState.PROPOSED:
        return Refused("claim_another_is_granted")
    assert live.proposed_at is not None, "a proposed claim has its instant"
    local = live.proposed_at.astimezone(SHANGHAI)
    today = local.date() == work.today
    return Refused("claim_another_is_proposed", at=f"{local:%H:%M}" if today else live.proposed_at)


def hold_others(work: Work, claim: Claim) -> None:
    """Let the other claims that stand on the listing wait while this one is granted."""
    for other in claims_on(work.session, claim.listing_id, ClaimState.STANDING):
        CLAIM.apply(work, "hold", other)
        tell_mediator(work, other, "claim_held")


def stand_again(work: Work, listing: Listing) -> Sequence[Claim]:
    """Let the claims that waited stand again, because the listing has opened again."""
    waiting = claims_on(work.session, listing.id, ClaimState.HELD)
    for claim in waiting:
        CLAIM.apply(work, "stand_again", claim)
        tell_mediator(work, claim, "claim_stands_again")
    return waiting


def on_text_taken_back(work: Work, listing: Listing, facts: Any) -> None:
    """Hears "listing.taken_back": whose claim goes on without the text, or was completed, is told that it stays.

    A listing that ended with its text has closed its claims before, and their mediators were told of that.
    """
    for claim in claims_on(work.session, listing.id, *OPEN, ClaimState.COMPLETED):
        tell_mediator(work, claim, "claim_text_taken_back")


def tell_mediator(work: Work, claim: Claim, code: str) -> None:
    """Tell the claim's mediator what has happened to it; the message leads to the claim."""
    notify(
        work,
        [claim.mediator.person_id],
        code,
        endpoint=CLAIM_PAGE,
        ref=claim.public_id,
        listing=claim.listing.public_id,
    )


def tell_clerks(work: Work, claim: Claim, code: str) -> None:
    """Tell the banner's clerks, but not the one who acts; the message leads to the claim."""
    clerks = serving(work, claim.jurisdiction_id, Role.OFFICE_CLERK)
    others = [person_id for person_id in clerks if person_id != work.actor.person_id]
    notify(work, others, code, endpoint=CLAIM_PAGE, ref=claim.public_id, listing=claim.listing.public_id)


def _seal_ties(work: Work, claim: Claim, ties: str) -> None:
    vault.put(work, key_for=claim.stream, table=Claim.__tablename__, row=claim.id, column=TIES, text=ties)


def _approved(work: Work) -> Mediator:
    mediator = own_mediator_of(work)
    if mediator is None or mediator.status != MediatorState.APPROVED:
        raise Refused("claim_mediator_not_approved")
    return mediator
