"""Yang Erdan petitioned about the dispute that Wulan's listing tells: his name may stand in it as little as hers."""

import pytest

from listings.disputes.services import link
from listings.retention.services import confirm_erasure, propose_erasure
from market.refusals import Invalid
from tests.integration.listings.stories import (
    BODY,
    closed,
    compared_with,
    drafted,
    linked_knowingly,
    on_the_board,
    petitioner,
    ready_case,
    registered,
    respondent,
)

FIRST, SECOND = "XF-2019-0314", "XF-2020-0077"
ERDAN = petitioner(name="杨二旦", minority_name=False, id_number="", phone="13947700991", address="")
NAMING = f"{BODY}\n\n杨二旦去包工地。"


def his(clerk):
    return registered(clerk, petition_number=SECOND, parties=[ERDAN, respondent()])


def test_a_draft_names_nobody_of_a_linked_case(clerk):
    case, other = ready_case(clerk, petition_number=FIRST), his(clerk)
    link(clerk, other, petition_number=FIRST)
    for told in ("杨二旦去包工地。", "电话13947700991。", f"见{SECOND}。"):
        with pytest.raises(Invalid, match="leak_"):
            drafted(clerk, case, body=f"{BODY}\n\n{told}")


def test_a_linked_case_whose_data_was_erased_keeps_nobody_from_drafting(clerk, reviewer):
    old = closed(clerk, reviewer, 4_000, ready_case(clerk, petition_number=FIRST))
    later = ready_case(clerk, petition_number=SECOND)
    linked_knowingly(clerk, later, old)
    confirm_erasure(reviewer, propose_erasure(clerk, old), understood=True)
    assert drafted(clerk, later).case == later


def test_a_case_is_not_linked_to_a_listing_that_names_its_people(clerk, reviewer):
    listing, other = on_the_board(clerk, reviewer, ready_case(clerk, petition_number=FIRST), body=NAMING), his(clerk)
    alone = other.dispute_id
    compared_with(clerk, other, listing.case)
    with pytest.raises(Invalid, match="link_names_somebody") as refused, clerk.session.begin_nested():
        link(clerk, other, petition_number=FIRST, without_reward=True)
    assert refused.value.field == "petition_number"
    clerk.session.refresh(other)
    assert (other.dispute_id, listing.case.dispute_id == alone) == (alone, False)
