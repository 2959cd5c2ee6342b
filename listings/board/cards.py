"""A listing as the board shows it: published values only, ready for a card or an answer of the API."""

from dataclasses import dataclass
from datetime import date, datetime

from listings.board.words import marked
from listings.publication.models import Listing
from listings.publication.public_end import PUBLIC_END_LABELS, public_end, public_state
from listings.publication.vocabulary import (
    ENDED,
    LISTING_STATE_LABELS,
    PUBLISHED_AMOUNTS,
    PUBLISHED_CATEGORIES,
    PUBLISHED_DURATIONS,
    ListingState,
)
from listings.showing import LISTING_TONES
from market.text import N_

SUMMARY_LENGTH = 120
CATEGORY_LEFT_OUT = N_("Kind of matter not stated")
BEFORE_THE_HIT = 24


@dataclass(frozen=True)
class Published:
    """Labels are message ids; `days_left` counts to claim_by while claims are received, else None. The order of the
    board goes by claim_by; `claims_until` is what readers are shown of it: None where it means nothing any longer, and
    `takes_claims` whether it may be claimed today. How long it has lasted is told of the day `bands_as_of`."""

    ref: str
    title: str
    body: str
    summary: str
    case_class: str
    category: str | None
    category_label: str
    place: str | None
    duration_band: str | None
    duration_label: str | None
    amount_band: str | None
    amount_label: str | None
    reward_fen: int | None
    days_allowed: int | None
    claim_by: date | None
    claims_until: date | None
    days_left: int | None
    takes_claims: bool
    status: str
    status_label: str
    status_tone: str
    ended: bool
    end_reason: str | None
    end_reason_label: str | None
    released_at: datetime | None
    bands_as_of: date | None


def published(listing: Listing, today: date) -> Published:
    """The public face of a listing on a legal day."""
    state, end = public_state(listing), public_end(listing)
    receiving = state is ListingState.PUBLISHED and listing.claim_by is not None and listing.claim_by >= today
    one_line = " ".join(listing.body.split())
    return Published(
        ref=listing.public_id,
        title=listing.title,
        body=listing.body,
        summary=one_line if len(one_line) <= SUMMARY_LENGTH else f"{one_line[:SUMMARY_LENGTH]}…",
        case_class=listing.case_class,
        category=listing.category,
        category_label=PUBLISHED_CATEGORIES[listing.category] if listing.category else CATEGORY_LEFT_OUT,
        place=listing.place_town.name_zh if listing.place_town else None,
        duration_band=listing.duration_band,
        duration_label=PUBLISHED_DURATIONS[listing.duration_band] if listing.duration_band else None,
        amount_band=listing.amount_band,
        amount_label=PUBLISHED_AMOUNTS[listing.amount_band] if listing.amount_band else None,
        reward_fen=listing.reward_fen,
        days_allowed=listing.days_allowed,
        claim_by=listing.claim_by,
        claims_until=listing.claims_until,
        takes_claims=listing.claims_until is not None and listing.claims_until >= today,
        days_left=(listing.claim_by - today).days if receiving and listing.claim_by else None,
        status=state.value,
        status_label=LISTING_STATE_LABELS[state],
        status_tone=LISTING_TONES[state],
        ended=state in ENDED,
        end_reason=end.value if end else None,
        end_reason_label=PUBLIC_END_LABELS[end] if end else None,
        released_at=listing.released_at,
        bands_as_of=listing.bands_as_of,
    )


def excerpt(body: str, words: tuple[str, ...]) -> str:
    """The summary of a text in which words were looked for: it begins a little before the first of them."""
    one_line = " ".join(body.split())
    first, is_hit = marked(one_line, words)[0] if one_line else ("", True)
    first_hit = 0 if is_hit or first == one_line else len(first)
    begin = first_hit - BEFORE_THE_HIT if first_hit > 2 * BEFORE_THE_HIT else 0
    shown = one_line[begin : begin + SUMMARY_LENGTH]
    return f"{'…' * (begin > 0)}{shown}{'…' * (begin + SUMMARY_LENGTH < len(one_line))}"
