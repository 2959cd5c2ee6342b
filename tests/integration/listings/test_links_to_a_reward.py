"""A dispute earns one reward: whoever links 苏日娜's running case to one that has it takes a reward from somebody."""

from datetime import timedelta

import pytest

from listings.cases.services import open_private
from listings.disputes.queries import linked_cases
from listings.disputes.services import link
from listings.disputes.services_comparison import compare_parties
from listings.disputes.services_separation import confirm_separation, propose_separation
from listings.publication.lifecycle import LISTING
from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from listings.retention.services import confirm_erasure, propose_erasure
from listings.sentences import CONSTRAINTS
from market.record.writing import write_told
from market.refusals import Invalid
from tests.integration.listings.stories import (
    closed,
    compared_with,
    drafted,
    linked_knowingly,
    on_the_board,
    petitioner,
    ready_case,
    registered,
    respondent,
    submit,
)
from tests.integration.listings.test_rules_in_the_database import refused

pytestmark = pytest.mark.empty_register

FIRST, SECOND, THIRD = "XF-2019-0314", "XF-2020-0077", "XF-2021-0005"
PAID = ("propose", "grant", "settle", "confirm", "reward")
STRANGER = petitioner(name="王秀兰", minority_name=False, id_number="", phone="13900001111")


@pytest.fixture(params=[(), PAID], ids=["promised", "paid"])
def standing(request, clerk, reviewer):
    """A case whose listing has come so far, and a running one that somebody takes for the same dispute."""
    listing = on_the_board(clerk, reviewer, ready_case(clerk, petition_number=FIRST))
    for step in request.param:
        LISTING.apply(clerk, step, listing)
    return listing.case, registered(clerk, petition_number=SECOND)


def not_linked_for(code, work, case, **said):
    with pytest.raises(Invalid, match=code) as refused_to:
        link(work, case, petition_number=FIRST, **said)
    return refused_to.value.field


def test_nobody_gives_a_reward_up_unread_or_unsaid(clerk, standing):
    first, second = standing
    knowing = {"without_reward": True}
    assert not_linked_for("link_not_compared", clerk, second, **knowing) == "petition_number"
    open_private(clerk, second, purpose="prepare_case")
    compare_parties(clerk, second)
    write_told(clerk)
    not_linked_for("link_not_compared", clerk, second, **knowing)  # the other case is not open
    open_private(clerk, first, purpose="prepare_case")
    assert not_linked_for("link_earns_nothing", clerk, second) == "without_reward"
    assert linked_cases(clerk.session, second) == []
    link(clerk, second, petition_number=FIRST, **knowing)
    assert linked_cases(clerk.session, second) == [first]


def test_a_comparison_counts_for_who_made_it_while_the_cases_are_open(clerk, standing):
    first, second = standing
    compared_with(clerk, second, first)
    clerk.now += timedelta(hours=1)
    not_linked_for("link_not_compared", clerk, second, without_reward=True)
    for one in (first, second):
        open_private(clerk, one, purpose="prepare_case")
    not_linked_for("link_not_compared", clerk, second, without_reward=True)  # it was made within another opening


def test_the_side_that_it_is_asked_from_makes_no_difference(clerk, reviewer):
    first = on_the_board(clerk, reviewer, ready_case(clerk, petition_number=FIRST)).case
    late = registered(clerk, petition_number=SECOND)
    with pytest.raises(Invalid, match="link_not_compared"):
        link(clerk, first, petition_number=SECOND, without_reward=True)
    assert linked_knowingly(clerk, first, late).dispute_id == late.dispute_id


def test_where_no_reward_stands_nobody_is_asked(clerk, reviewer):
    listing = on_the_board(clerk, reviewer, ready_case(clerk, petition_number=FIRST))
    withdraw(reviewer, listing, end_code="resolved_otherwise")
    second, third = (registered(clerk, petition_number=number) for number in (SECOND, THIRD))
    link(clerk, second, petition_number=FIRST)
    link(clerk, third, petition_number=SECOND)
    assert linked_cases(clerk.session, listing.case) == [second, third]


def test_of_a_case_that_was_erased_nothing_is_left_to_open(clerk, reviewer):
    old = closed(clerk, reviewer, 4_000, ready_case(clerk, petition_number=FIRST))
    confirm_erasure(reviewer, propose_erasure(clerk, old), understood=True)
    second = registered(clerk, petition_number=SECOND)
    open_private(clerk, second, purpose="prepare_case")
    not_linked_for("link_not_compared", clerk, second, without_reward=True)
    compare_parties(clerk, second)
    write_told(clerk)
    assert link(clerk, second, petition_number=FIRST, without_reward=True).dispute_id == old.dispute_id


def test_a_case_linked_wrongly_to_a_paid_dispute_gets_its_own_reward_back(clerk, reviewer):
    listing = on_the_board(clerk, reviewer, ready_case(clerk, petition_number=FIRST))
    for step in PAID:
        LISTING.apply(clerk, step, listing)
    second = linked_knowingly(clerk, ready_case(clerk, petition_number=SECOND), listing.case)
    confirm_separation(reviewer, propose_separation(clerk, second, reason="两案地块不同"))
    own = on_the_board(clerk, reviewer, second)
    for step in PAID:
        LISTING.apply(clerk, step, own)
    assert (listing.status, own.status) == ("rewarded", "rewarded")


# --- the rule in the database ----------------------------------------------------------------------------------------

MOVE = "UPDATE petition_case SET dispute_id = :dispute WHERE id = :id"


def test_plain_sql_links_nothing_to_a_reward_that_nobody_compared(clerk, standing):
    first, second = standing
    given = {"dispute": first.dispute_id, "id": second.id}
    assert refused(clerk, MOVE, **given) == "link_is_compared"
    assert CONSTRAINTS["link_is_compared"] == "link_not_compared"
    compared_with(clerk, second, first)
    assert refused(clerk, MOVE, **given) == "nothing refused it"


def test_plain_sql_takes_no_comparison_of_other_cases_for_this_one(clerk, standing):
    first, second = standing
    third = registered(clerk, petition_number=THIRD, parties=[STRANGER, respondent()], narrative="邻里皆知。")
    compared_with(clerk, third, second)
    apart = {"dispute": first.dispute_id, "id": registered(clerk, petition_number="XF-4").id}
    assert refused(clerk, MOVE, **apart) == "link_is_compared"


# --- the pages -------------------------------------------------------------------------------------------------------


def test_the_page_says_what_it_costs_before_it_is_done(pages, commit_work):
    def prepare(work):
        first = submit(work, drafted(work, ready_case(work, petition_number=FIRST)))
        return first.public_id, first.case.public_id, registered(work, petition_number=SECOND).public_id

    listing, first, second = commit_work("clerk", prepare)
    commit_work("reviewer", lambda work: release(work, listing_for(work, listing)).status)
    clerk, address = pages.as_("clerk"), f"/cases/{second}/link"
    assert "without_reward" not in clerk.get(address).get_data(as_text=True)
    assert "no second reward once linked" in clerk.get(f"/cases/{second}/same-dispute").get_data(as_text=True)
    unread = clerk.post_from(f"/cases/{second}/same-dispute", address, petition_number=FIRST)
    page = unread.get_data(as_text=True)
    assert (unread.status_code, "nobody links a case to it unread" in page) == (422, True)
    assert f"Once linked, {SECOND} is not put on the board" in page
    for ref in (first, second):
        assert clerk.post(f"/cases/{ref}/open", purpose="prepare_case").status_code == 303
    assert clerk.post(f"/cases/{second}/same-parties").status_code == 303
    unsaid = clerk.post_from(f"/cases/{second}/same-dispute", address, petition_number=FIRST)
    page = unsaid.get_data(as_text=True)
    assert (unsaid.status_code, 'name="without_reward"' in page) == (422, True)
    assert "found a party with the same ID number or phone in both cases" in page
    assert f'value="{FIRST}"' in page, "what was chosen is kept"
    told = clerk.tell(address, petition_number=FIRST)
    assert (told.status_code, told.get_json()["code"]) == (422, "link_earns_nothing")
    assert clerk.tell(address, petition_number=FIRST, without_reward=True).status_code == 201
    assert f"/cases/{second}/separation" in clerk.get(f"/cases/{second}").get_data(as_text=True)
