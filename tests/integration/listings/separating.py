"""A case that was linked wrongly to one that has been on the board since, and how two persons take it out."""

from listings.disputes.services import link
from listings.disputes.services_separation import confirm_separation, propose_separation
from listings.publication.lifecycle import LISTING
from market.lifecycle import Lifecycle
from tests.integration.listings.stories import (
    compared_with,
    on_the_board,
    ready_case,
)

FIRST, SECOND, THIRD = "XF-2019-0314", "XF-2020-0077", "XF-2021-0005"
SEPARATION = Lifecycle.registry["dispute_separation"]
CONFIRM = ("propose", "grant", "settle", "confirm")
MOVE = "UPDATE petition_case SET dispute_id = :dispute WHERE id = :id"
WHY = "两案地块不同，当初误认。"


def wrongly_linked(clerk, reviewer):
    """The listing of the first case, and the second, which was linked to it and is compared with it by now."""
    first, second = (ready_case(clerk, petition_number=number) for number in (FIRST, SECOND))
    link(clerk, second, petition_number=FIRST)
    listing = on_the_board(clerk, reviewer, first)
    compared_with(clerk, second, first)
    return listing, second


def separated(clerk, reviewer, case):
    return confirm_separation(reviewer, propose_separation(clerk, case, reason=WHY))


def takes(work, listing, *steps):
    for step in steps:
        LISTING.apply(work, step, listing)
