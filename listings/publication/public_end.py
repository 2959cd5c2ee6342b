"""What the public is told of a listing's end: less than the office, and the same whoever asks and wherever.

Who went to court, who refused and who took consent back is nobody's business but the office's. So every end that the
office brings about bears one state, one event and one reason, save that the dispute was resolved otherwise.
"""

from enum import StrEnum

from listings.publication.models import Listing
from listings.publication.vocabulary import END_CODE_LABELS, LISTING_STATE_LABELS, EndCode, ListingState
from market.text import N_


class PublicEnd(StrEnum):
    """Why a listing ended without success, as anyone may know it."""

    RESOLVED_OTHERWISE = "resolved_otherwise"
    TAKEN_OFF = "taken_off"
    EXPIRED = "expired"
    UNCONFIRMED = "unconfirmed"
    UNREWARDED = "unrewarded"


PUBLIC_END_LABELS = {
    PublicEnd.RESOLVED_OTHERWISE: END_CODE_LABELS[EndCode.RESOLVED_OTHERWISE],
    PublicEnd.TAKEN_OFF: N_("The office has taken it off the board"),
    PublicEnd.EXPIRED: LISTING_STATE_LABELS[ListingState.EXPIRED],
    PublicEnd.UNCONFIRMED: LISTING_STATE_LABELS[ListingState.UNCONFIRMED],
    PublicEnd.UNREWARDED: LISTING_STATE_LABELS[ListingState.UNREWARDED],
}
_OF_ITSELF = {
    ListingState.EXPIRED: PublicEnd.EXPIRED,
    ListingState.UNCONFIRMED: PublicEnd.UNCONFIRMED,
    ListingState.UNREWARDED: PublicEnd.UNREWARDED,
}


def public_state(listing: Listing) -> ListingState:
    """The state that the public is shown: a listing that ended by a party's will is withdrawn like any other."""
    state = ListingState(listing.status)
    return ListingState.WITHDRAWN if state is ListingState.MEDIATION_ENDED else state


def public_end(listing: Listing) -> PublicEnd | None:
    """Why it ended without success; None while it has not, and for one that was rewarded."""
    state = public_state(listing)
    if state is not ListingState.WITHDRAWN:
        return _OF_ITSELF.get(state)
    resolved = listing.end_code == EndCode.RESOLVED_OTHERWISE
    return PublicEnd.RESOLVED_OTHERWISE if resolved else PublicEnd.TAKEN_OFF


def public_event(name: str) -> str:
    """The name under which the public hears of an event of the record."""
    return "listing.withdrawn" if name == "listing.mediation_ended" else name
