"""Nobody has claimed the pasture case when its last day comes near; Wang Jianguo renews it, and only in time."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from listings.publication.expiry import expire_if_unclaimed
from listings.publication.following import reopen
from listings.publication.lifecycle import LISTING
from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from listings.renewals import queries
from listings.renewals.models import ListingRenewal
from listings.renewals.queries import renewals_of
from listings.renewals.services import renew
from market.clocks.queries import run_for
from market.refusals import Forbidden, Invalid, Refused, WrongState
from tests.integration.listings.stories import PETITIONER, drafted, on_the_board, ready_case, submit

WHY = "距截止日不足一周，尚无人揭榜。"


@pytest.fixture
def listing(clerk, reviewer):
    return on_the_board(clerk, reviewer)


def days_later(piece, days):
    piece.now += timedelta(days=days)
    return piece


def test_a_renewed_listing_receives_claims_until_the_new_day(reviewer, listing, work, actors):
    first = listing.claim_by
    later = days_later(reviewer, 40)
    renew(later, listing, reason=WHY)
    assert listing.claim_by == later.today + timedelta(days=45) > first
    assert later.told[-1].payload == {"claim_by": listing.claim_by.isoformat()}
    [renewal] = renewals_of(later, listing)
    assert (renewal.from_day, renewal.to_day, renewal.reason) == (first, listing.claim_by, WHY)

    run = run_for(later, "claim_by", listing)
    assert (run.last_day, run.status) == (listing.claim_by, "running")
    at_first_day = days_later(work(actors.system), 46)
    assert not expire_if_unclaimed(at_first_day, listing)
    at_new_day = days_later(work(actors.system), 40 + 46)
    assert expire_if_unclaimed(at_new_day, listing)


def test_a_reopened_listing_that_is_renewed_has_one_clock(reviewer, listing, work, actors):
    for step in ("propose", "grant"):
        LISTING.apply(work(actors.system), step, listing)
    reopen(work(actors.system), listing)
    assert run_for(reviewer, "claim_by_after_reopening", listing).status == "running"
    renew(days_later(reviewer, 1), listing, reason=WHY)
    assert run_for(reviewer, "claim_by_after_reopening", listing).status == "cancelled"
    run = run_for(reviewer, "claim_by", listing)
    assert (run.last_day, run.status) == (listing.claim_by, "running")


@pytest.mark.parametrize("who", ["clerk", "auditor", "preparer"])
def test_only_a_reviewer_renews(who, listing, work, actors):
    with pytest.raises(Forbidden):
        renew(days_later(work(getattr(actors, who)), 10), listing, reason=WHY)


def test_the_reason_names_nobody_and_is_given(reviewer, listing):
    later = days_later(reviewer, 10)
    with pytest.raises(Refused, match="renewal_needs_reason"):
        renew(later, listing, reason=" ")
    with pytest.raises(Invalid, match="leak_name"):
        renew(later, listing, reason=f"{PETITIONER}希望续期")


def test_too_early_gives_no_later_day_and_too_late_is_too_late(reviewer, listing):
    with pytest.raises(Refused, match="renewal_not_later"):
        renew(reviewer, listing, reason=WHY)
    on_the_last_day = days_later(reviewer, 45)
    assert on_the_last_day.today == listing.claim_by
    on_the_day_after = days_later(on_the_last_day, 1)
    with pytest.raises(Refused, match="renewal_too_late"):
        renew(on_the_day_after, listing, reason=WHY)
    on_the_day_after.now -= timedelta(days=1)
    assert renew(on_the_day_after, listing, reason=WHY).claim_by == on_the_day_after.today + timedelta(days=45)


def test_what_has_left_the_board_is_not_renewed(reviewer, listing):
    withdraw(reviewer, listing, end_code="other", end_note="")
    with pytest.raises(WrongState):
        renew(days_later(reviewer, 10), listing, reason=WHY)


def by_hand(session, attempt, listing):
    with session.begin_nested():
        session.execute(text(attempt), {"id": listing.id})
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


BY_HAND = {
    "a later day without a renewal": "UPDATE listing SET claim_by = claim_by + 10 WHERE id = :id",
    "an earlier day with a renewal": """
        WITH made AS (INSERT INTO listing_renewal (jurisdiction_id, listing_id, from_day, to_day, reason, renewed_at,
            renewed_by_id) SELECT jurisdiction_id, id, claim_by, claim_by - 1, '手改', now(), released_by_id
            FROM listing WHERE id = :id RETURNING 1)
        SELECT * FROM made""",
    "a renewal that nothing follows": """
        INSERT INTO listing_renewal (jurisdiction_id, listing_id, from_day, to_day, reason, renewed_at, renewed_by_id)
        SELECT jurisdiction_id, id, claim_by, claim_by + 9, '手改', now(), released_by_id FROM listing
        WHERE id = :id""",
    "a renewal after the last day": """
        INSERT INTO listing_renewal (jurisdiction_id, listing_id, from_day, to_day, reason, renewed_at, renewed_by_id)
        SELECT jurisdiction_id, id, claim_by, claim_by + 9, '手改', now() + interval '60 days', released_by_id
        FROM listing WHERE id = :id""",
    "a renewal without a reason": """
        INSERT INTO listing_renewal (jurisdiction_id, listing_id, from_day, to_day, reason, renewed_at, renewed_by_id)
        SELECT jurisdiction_id, id, claim_by, claim_by + 9, '', now(), released_by_id FROM listing WHERE id = :id""",
}


@pytest.mark.parametrize("attempt", BY_HAND.values(), ids=BY_HAND.keys())
def test_the_database_moves_the_day_by_a_renewal_alone(reviewer, listing, attempt):
    with pytest.raises(IntegrityError):
        by_hand(reviewer.session, attempt, listing)


def test_a_renewal_cannot_carry_another_promise_along(reviewer, listing):
    later = days_later(reviewer, 10)
    renew(later, listing, reason=WHY)
    with pytest.raises(IntegrityError, match="listing_promise_is_kept"), reviewer.session.begin_nested():
        reviewer.session.execute(
            text("UPDATE listing SET claim_by = claim_by + 1, reward_fen = reward_fen + 1 WHERE id = :id"),
            {"id": listing.id},
        )
    assert reviewer.session.query(ListingRenewal).count() == 1


def test_renewals_are_only_added(reviewer, listing):
    renew(days_later(reviewer, 10), listing, reason=WHY)
    for attempt in ("UPDATE listing_renewal SET reason = 'x'", "DELETE FROM listing_renewal"):
        with pytest.raises(Exception, match="permission denied"), reviewer.session.begin_nested():
            reviewer.session.execute(text(attempt))


def test_a_renewal_by_pages_and_what_is_offered_when(pages, commit_work, monkeypatch):
    ref = commit_work("clerk", lambda work: submit(work, drafted(work, ready_case(work))).public_id)
    commit_work("reviewer", lambda work: release(work, listing_for(work, ref)))
    reviewer = pages.as_("reviewer")
    assert f"/listings/{ref}/renew" not in reviewer.get(f"/listings/{ref}").get_data(as_text=True)
    monkeypatch.setattr(queries, "setting", lambda *_: 60)
    assert f"/listings/{ref}/renew" in reviewer.get(f"/listings/{ref}").get_data(as_text=True)
    assert reviewer.post(f"/listings/{ref}/renew", reason="").status_code == 422
    assert reviewer.post(f"/listings/{ref}/renew", reason=WHY).status_code == 303
    office = reviewer.get(f"/listings/{ref}").get_data(as_text=True)
    public = pages.as_(None).get(f"/board/{ref}").get_data(as_text=True)
    assert WHY in office
    assert WHY not in public
    assert "Listing renewed" in public
    assert pages.as_("clerk").get(f"/listings/{ref}/renew").status_code == 403


def test_two_reviewers_at_once_renew_it_once(commit_work, database, monkeypatch):
    ref = commit_work("clerk", lambda work: submit(work, drafted(work, ready_case(work))).public_id)
    commit_work("reviewer", lambda work: release(work, listing_for(work, ref)))
    monkeypatch.setattr(queries, "setting", lambda *_: 60)
    refused = []

    def one(who):
        try:
            commit_work(who, lambda work: renew(work, listing_for(work, ref), reason=WHY))
        except Refused as error:
            refused.append(error.code)

    together = [threading.Thread(target=one, args=(who,)) for who in ("reviewer", "second_reviewer") * 3]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert refused == ["renewal_not_later"] * 5
    with database.session() as session:
        assert session.query(ListingRenewal).count() == 1
