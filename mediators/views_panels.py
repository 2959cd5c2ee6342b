"""What this floor adds to pages below: the claims on the office's listing and case pages."""

from listings.cases.models import PetitionCase
from listings.publication.models import Listing
from listings.publication.queries import listings_of
from listings.publication.vocabulary import TAKING_CLAIMS
from market.policy import Can, allowed
from market.web.shell import Panel
from market.work import Work
from mediators.claims.queries import claims_to_compare, own_open_claim
from mediators.claims.views import state_of
from mediators.vetting.queries import own_mediator_of

SHOWN = 10


def claims_on_listing(work: Work, listing: Listing) -> Panel | None:
    """The claims, for whoever may see them; nothing before the release."""
    if listing.released_at is None or not allowed(work, Can.SEE_CLAIMS, listing):
        return None
    return _panel(work, listing)


def claims_on_case(work: Work, case: PetitionCase) -> Panel | None:
    """The claims on the case's latest released listing."""
    if not allowed(work, Can.SEE_CLAIMS, case):
        return None
    released = [listing for listing in listings_of(work, case) if listing.released_at is not None]
    return _panel(work, released[0]) if released else None


def my_claim_on_listing(work: Work, listing: Listing) -> Panel | None:
    """On the public page, a mediator's own open claim."""
    mediator = own_mediator_of(work)
    claim = own_open_claim(work.session, listing.id, mediator.id) if mediator else None
    if claim is None:
        return None
    label, tone = state_of(claim)
    return Panel(
        "mediators/claims/panel_own.html", {"own_claim": claim, "claim_label": label, "claim_tone": tone}, order=10
    )


def way_to_a_claim(work: Work, listing: Listing) -> Panel | None:
    """On the public page, what a visitor does to take the case up, while claims are received."""
    if not work.actor.is_visitor or listing.status not in TAKING_CLAIMS:
        return None
    if listing.claim_by is None or work.today > listing.claim_by:
        return None
    return Panel("mediators/claims/panel_visitor.html", {"claim_listing": listing}, order=10)


def _panel(work: Work, listing: Listing) -> Panel:
    claims = claims_to_compare(work, listing, size=SHOWN).rows
    return Panel(
        "mediators/claims/panel.html",
        {"claims_listing": listing, "claims": [(claim, *state_of(claim)) for claim in claims]},
        order=40,
    )


PANELS = {
    "listing": [claims_on_listing],
    "case": [claims_on_case],
    "board_listing": [my_claim_on_listing, way_to_a_claim],
}
