"""Surina classifies and drafts, Wang Jianguo releases, and everyone reads."""

from datetime import timedelta

import pytest

from listings.board.filter import BoardFilter
from listings.board.queries import board_page, public_timeline
from listings.classification.services import classify
from listings.publication import queries
from listings.publication.queries import listing_for, public_listing_for, waiting_for_release
from listings.publication.services import discard, draft, edit, release, send_back
from market.actor import VISITOR
from market.clocks.queries import run_for
from market.record.writing import write_told
from market.refusals import Forbidden, Invalid, Missing, Refused, WrongState
from market.settings.dated import DATED
from tests.integration.listings.stories import (
    GRADE_REASONS,
    PETITIONER,
    agreed,
    classified,
    drafted,
    on_the_board,
    past_the_gate,
    ready_case,
    registered,
    submit,
    text,
    years_before,
)


@pytest.mark.parametrize("bound", ["smallest", "largest"])
def test_a_listing_is_released_with_every_setting_at_its_bound(clerk, reviewer, monkeypatch, bound):
    monkeypatch.setattr(queries, "setting", lambda _, name, __: getattr(DATED.known[name], bound))
    listing = on_the_board(clerk, reviewer)
    assert listing.reward_fen == getattr(DATED.known["reward_a_fen"], bound)
    assert listing.claim_by == clerk.today + timedelta(days=getattr(DATED.known["claim_window_days"], bound))


# --- class ---------------------------------------------------------------------------------------


def test_the_age_proposes_and_a_clerk_follows(clerk):
    case = classified(clerk, registered(clerk))
    assert (case.status, case.case_class, case.proposed_class) == ("classified", "A", "A")
    assert clerk.told[-1].payload == {"case_class": "A", "proposed_class": "A"}


def test_only_a_reviewer_departs_from_the_age_and_says_why(clerk, reviewer):
    case = registered(clerk, arose_on=years_before(clerk.today, 4), first_petition_on=years_before(clerk.today, 3))
    grades = {"difficulty": "major", "merit": "founded"} | GRADE_REASONS
    with pytest.raises(Refused, match="class_needs_reviewer"):
        classify(clerk, case, case_class="A", class_reason="涉及人数多", **grades)
    with pytest.raises(Refused, match="class_needs_reason"):
        classify(reviewer, case, case_class="A", class_reason="", **grades)
    with pytest.raises(Invalid, match="leak_name"):
        classify(reviewer, case, case_class="A", class_reason=f"{PETITIONER}多次到访", **grades)
    assert classify(reviewer, case, case_class="A", class_reason="涉及人数多", **grades).case_class == "A"


@pytest.mark.parametrize("reason", ["difficulty_reason", "merit_reason"])
def test_each_grade_is_given_with_its_reason_which_names_nobody(clerk, reason):
    case = registered(clerk)
    given = {"case_class": "A", "difficulty": "major", "merit": "founded"} | GRADE_REASONS
    with pytest.raises(Refused, match="grade_needs_reason"):
        classify(clerk, case, **(given | {reason: " "}))
    with pytest.raises(Invalid, match="leak_name") as refused:
        classify(clerk, case, **(given | {reason: f"{PETITIONER}有票据"}))
    assert refused.value.field == reason
    assert getattr(classify(clerk, case, **given), reason) == GRADE_REASONS[reason]


# --- from draft to board -------------------------------------------------------------------------


def test_a_second_person_releases_and_everyone_reads(clerk, reviewer, work):
    listing = on_the_board(clerk, reviewer)
    assert (listing.status, listing.case.status) == ("published", "listed")
    assert (listing.reward_fen, listing.days_allowed) == (800_000, 90)
    assert listing.claim_by == reviewer.today + timedelta(days=45)
    visitor = work(VISITOR)
    assert public_listing_for(visitor, listing.public_id) is listing
    assert [row.id for row in board_page(visitor, BoardFilter(), None).rows] == [listing.id]
    told = [one.name for one in reviewer.told]
    assert told[-2:] == ["listing.released", "case.listed"]
    assert run_for(reviewer, "claim_by", listing).last_day == listing.claim_by
    assert public_timeline(visitor, listing).events == []  # nothing is in the record before the commit


def test_the_drafter_never_releases_even_when_appointed_reviewer(clerk, reviewer, actors, work):
    both = work(
        actors.reviewer.__class__(
            **(vars(actors.clerk) | {"appointments": actors.clerk.appointments + actors.reviewer.appointments})
        )
    )
    listing = submit(clerk, drafted(clerk))
    with pytest.raises(Forbidden):
        release(both, listing)
    with pytest.raises(Forbidden):
        release(clerk, listing)


def test_whoever_had_a_hand_in_the_text_never_releases_it(clerk, reviewer, actors, work):
    """王建国 is appointed clerk too: he hands in what 苏日娜 drafted, or edits it before she does again."""
    both = work(
        actors.reviewer.__class__(
            **(vars(actors.reviewer) | {"appointments": actors.clerk.appointments + actors.reviewer.appointments})
        )
    )
    listing = submit(both, drafted(clerk))
    assert listing not in waiting_for_release(both, frozenset({listing.jurisdiction_id}), 50)
    with pytest.raises(Forbidden):
        release(both, listing)
    edited = drafted(clerk, ready_case(clerk, petition_number="XF-2"))
    edit(both, edited, **text(clerk, title="草场补偿纠纷"))
    edit(clerk, edited, **text(clerk, title="草场补偿之争"))
    write_told(both)
    submit(clerk, edited)
    assert edited not in waiting_for_release(both, frozenset({listing.jurisdiction_id}), 50)
    with pytest.raises(Forbidden):
        release(both, edited)


def test_a_draft_is_returned_with_a_reason_changed_and_released(clerk, reviewer):
    listing = submit(clerk, drafted(clerk))
    with pytest.raises(Refused, match="return_needs_reason"):
        send_back(reviewer, listing, return_reason=" ")
    send_back(reviewer, listing, return_reason="标题太长")
    assert (listing.status, listing.return_reason) == ("draft", "标题太长")
    edit(clerk, listing, **text(clerk, title="草场补偿纠纷"))
    assert release(reviewer, submit(clerk, listing)).title == "草场补偿纠纷"


def test_a_listing_in_review_is_not_edited_nor_discarded(clerk):
    listing = submit(clerk, drafted(clerk))
    with pytest.raises(Refused, match="only_drafts_are_edited"):
        edit(clerk, listing, **text(clerk))
    with pytest.raises(WrongState):
        discard(clerk, listing)


def test_a_discarded_draft_makes_room_for_another(clerk):
    listing = drafted(clerk)
    with pytest.raises(Refused, match="case_has_listing"):
        draft(clerk, listing.case, **text(clerk))
    discard(clerk, listing)
    assert draft(clerk, listing.case, **text(clerk)).status == "draft"


def test_what_is_not_on_the_board_is_missing_to_the_public_and_to_the_other_banner(clerk, work, actors):
    listing = submit(clerk, drafted(clerk))
    with pytest.raises(Missing):
        public_listing_for(work(VISITOR), listing.public_id)
    with pytest.raises(Missing):
        listing_for(work(actors.other_clerk), listing.public_id)


def test_the_bands_of_the_board_hold_on_both_sides(clerk, reviewer, work):
    young = {"arose_on": years_before(clerk.today, 1), "first_petition_on": years_before(clerk.today, 1)}
    case = registered(clerk, petition_number="XF-3", **young)
    classified(clerk, case, "C")
    past_the_gate(clerk, case)
    agreed(clerk, case)
    small = on_the_board(clerk, reviewer, case, duration_band="under_3")
    large = on_the_board(clerk, reviewer)
    assert (small.reward_fen, small.days_allowed) == (200_000, 30)

    def refs(**wanted):
        return {row.id for row in board_page(work(VISITOR), BoardFilter(**wanted), None).rows}

    assert refs(reward="under_3000") == {small.id}
    assert refs(reward="from_3000") == set()
    assert refs(reward="from_6000") == {large.id}
    assert refs(case_class="C") == {small.id}
