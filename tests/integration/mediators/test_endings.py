"""How claims end, each with its reason; a live one that ends sets the listing free, and nothing is lost."""

import pytest
from sqlalchemy import select

from listings.access.models import CaseAccess
from listings.access.policy import has_case_access
from listings.publication import expiry
from listings.publication import services as publication
from listings.publication.lifecycle import LISTING
from market.clocks import services as clocks
from market.clocks.queries import run_for
from market.clocks.sweep import fire
from market.notifications.models import Notification
from market.refusals import Forbidden, Invalid, Refused, WrongState
from mediators.claims import services as claims
from mediators.claims import services_ending
from mediators.claims.lifecycle import CLAIM
from mediators.claims.vocabulary import ClaimState as S
from tests.integration.mediators.stories import (
    accept_all,
    acting,
    claim_of,
    granted_claim,
    later,
)


@pytest.fixture
def as_bateer(work, actors, session, bateer):
    return acting(session, bateer, work(actors.system))


def test_the_office_declines_with_a_reason(work, actors, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    with pytest.raises(Refused) as refused:
        services_ending.decline(work(actors.reviewer), claim, reason=" ")
    assert refused.value.code == "reason_needed"
    with pytest.raises(Forbidden):
        services_ending.decline(work(actors.clerk), claim, reason="方案过简")
    services_ending.decline(work(actors.reviewer), claim, reason="方案过简")
    assert (claim.status, claim.end_reason, claim.ended_by_id) == (S.DECLINED, "方案过简", actors.reviewer.person_id)
    with pytest.raises(WrongState):
        services_ending.decline(work(actors.reviewer), claim, reason="再来一次")


def test_a_reason_names_no_party(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    with pytest.raises(Invalid) as refused, session.begin_nested():
        services_ending.decline(work(actors.reviewer), claim, reason="图雅不同意")
    assert (refused.value.code, refused.value.field) == ("leak_name", "reason")


def test_the_office_is_told_when_a_live_claim_ends(work, actors, session, listing, bateer, as_bateer):
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    services_ending.withdraw(work(as_bateer), claim)
    lines = session.scalars(select(Notification).where(Notification.ref == claim.public_id)).all()
    assert {(line.person_id, line.code) for line in lines} == {
        (bateer.person_id, "claim_proposed"),
        (actors.clerk.person_id, "claim_ended_office"),
    }


def test_withdrawing_a_proposed_claim_opens_the_listing(work, actors, listing, bateer, as_bateer):
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    with pytest.raises(Forbidden):
        services_ending.withdraw(work(actors.reviewer), claim)
    services_ending.withdraw(work(as_bateer), claim)
    assert (claim.status, listing.status) == (S.WITHDRAWN, "published")
    assert run_for(work(actors.clerk), "parties_answer", claim).status == "cancelled"
    again = claim_of(work, actors, listing, bateer)
    assert again.status == S.STANDING, "a withdrawn claim does not bar a new one"


def test_giving_back_opens_the_listing_and_closes_the_case(work, actors, session, listing, bateer, liu, as_bateer):
    waiting = claim_of(work, actors, listing, liu)
    claim = granted_claim(work, actors, listing, bateer)
    with pytest.raises(Refused):
        services_ending.relinquish(work(as_bateer), claim, reason="")
    services_ending.relinquish(work(as_bateer), claim, reason="家中有事")
    assert (claim.status, listing.status, waiting.status) == (S.RELINQUISHED, "published", S.STANDING)
    assert claim.case.status == "listed"
    assert not has_case_access(work(as_bateer), claim)
    access = session.scalars(select(CaseAccess).where(CaseAccess.case_id == claim.case_id)).one()
    assert access.valid_until is not None
    assert run_for(work(as_bateer), "claim_limit", claim).status == "cancelled"


def test_the_office_replaces_a_mediator_for_a_stated_cause(work, actors, listing, bateer, as_bateer):
    claim = granted_claim(work, actors, listing, bateer)
    with pytest.raises(Forbidden):
        services_ending.replace(work(as_bateer), claim, replace_code="party_asks", reason="不愿继续")
    with pytest.raises(Refused):
        services_ending.replace(work(actors.reviewer), claim, replace_code="whim", reason="不愿继续")
    services_ending.replace(work(actors.reviewer), claim, replace_code="party_asks", reason="一方要求更换")
    assert (claim.status, claim.replace_code, listing.status) == (S.REPLACED, "party_asks", "published")


def test_withdrawing_the_listing_closes_every_claim(work, actors, listing, bateer, liu):
    first, second = claim_of(work, actors, listing, bateer), claim_of(work, actors, listing, liu)
    claims.propose(work(actors.reviewer), first)
    publication.withdraw(work(actors.reviewer), listing, end_code="resolved_otherwise")
    assert [first.status, second.status] == [S.CLOSED, S.CLOSED]


def test_a_listing_past_its_day_expires_with_its_last_claim(work, actors, listing, bateer, as_bateer):
    claim = claim_of(work, actors, listing, bateer)
    piece = later(work(as_bateer), (listing.claim_by - work(as_bateer).today).days + 1)
    assert not expiry.expire_if_unclaimed(piece, listing), "a claim stands"
    services_ending.withdraw(piece, claim)
    assert (claim.status, listing.status) == (S.WITHDRAWN, "expired")


def test_silence_ends_the_proposal_after_the_second_date_and_not_before(work, actors, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    with pytest.raises(Refused) as refused:
        services_ending.end_unanswered(work(actors.clerk), claim)
    assert refused.value.code == "claim_second_date_not_passed"
    run = run_for(work(actors.clerk), "parties_answer", claim)
    sweep = work(actors.system)
    sweep.now = run.ends_at
    assert fire(sweep, run.id)
    assert claim.status == S.PROPOSED, "on the first date the office is told to ask again"
    sweep = work(actors.system)
    sweep.now = run.overdue_at
    assert fire(sweep, run.id)
    assert (claim.status, listing.status) == (S.UNANSWERED, "published")


def test_an_ended_claim_is_refused_by_its_own_state(work, actors, session, listing, bateer):
    """Its end and the reason stay as they are, and so does what is said of them."""
    claim = services_ending.decline(work(actors.reviewer), claim_of(work, actors, listing, bateer), reason="方案过简")
    with pytest.raises(WrongState) as refused, session.begin_nested():
        services_ending.end_unanswered(work(actors.clerk), claim)
    assert refused.value.facts["state"] == S.DECLINED
    assert claim.end_reason == "方案过简"


def test_a_claim_that_waits_is_refused_by_its_own_state(work, actors, listing, bateer, liu):
    waiting = claim_of(work, actors, listing, liu)
    granted_claim(work, actors, listing, bateer)
    with pytest.raises(WrongState) as refused:
        claims.propose(work(actors.reviewer), waiting)
    assert refused.value.facts["state"] == S.HELD


def test_the_office_that_is_late_does_not_end_an_accepted_claim(work, actors, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    accept_all(work, actors, claim)
    run = run_for(work(actors.clerk), "parties_answer", claim)
    sweep = work(actors.system)
    sweep.now = run.overdue_at
    assert fire(sweep, run.id)
    assert claim.status == S.PROPOSED
    late = work(actors.clerk)
    late.now = run.overdue_at
    with pytest.raises(Refused) as refused:
        services_ending.end_unanswered(late, claim)
    assert refused.value.code == "claim_all_answered"


def test_the_claim_lapses_after_limit_and_grace(work, actors, listing, bateer, liu, as_bateer):
    waiting = claim_of(work, actors, listing, liu)
    claim = granted_claim(work, actors, listing, bateer)
    run = run_for(work(actors.clerk), "claim_limit", claim)
    assert (run.last_day - run.started_on).days >= listing.days_allowed
    sweep = work(actors.system)
    sweep.now = run.ends_at
    assert fire(sweep, run.id)
    assert claim.status == S.GRANTED, "a settlement reached in time may still be recorded"
    sweep = work(actors.system)
    sweep.now = run.overdue_at
    assert fire(sweep, run.id)
    assert (claim.status, listing.status, waiting.status) == (S.LAPSED, "published", S.STANDING)
    assert not has_case_access(later(work(as_bateer), 365), claim)
    assert not fire(sweep, run.id), "once"


def test_a_settled_claim_neither_lapses_nor_is_taken_away(work, actors, listing, bateer):
    claim = granted_claim(work, actors, listing, bateer)
    CLAIM.apply(work(actors.system), "settle", claim)
    LISTING.apply(work(actors.system), "settle", listing)
    run = run_for(work(actors.clerk), "claim_limit", claim)
    assert run.status == "paused"
    with pytest.raises(WrongState):
        services_ending.replace(work(actors.reviewer), claim, replace_code="absent", reason="失联")
    CLAIM.apply(later(work(actors.system), 20), "resume", claim)
    LISTING.apply(work(actors.system), "unsettle", listing)
    assert run_for(work(actors.clerk), "claim_limit", claim).status == "running"
    assert claim.status == S.GRANTED


def test_a_paused_limit_does_not_lapse(work, actors, listing, bateer):
    claim = granted_claim(work, actors, listing, bateer)
    clocks.pause(work(actors.clerk), "claim_limit", claim, reason="协议待盖章")
    run = run_for(work(actors.clerk), "claim_limit", claim)
    sweep = work(actors.system)
    sweep.now = run.overdue_at
    assert not fire(sweep, run.id)
    assert claim.status == S.GRANTED


def test_completion_ends_access(work, actors, listing, bateer, as_bateer):
    claim = granted_claim(work, actors, listing, bateer)
    CLAIM.apply(work(actors.system), "settle", claim)
    LISTING.apply(work(actors.system), "settle", listing)
    LISTING.apply(work(actors.system), "confirm", listing)
    CLAIM.apply(work(actors.system), "complete", claim)
    LISTING.apply(work(actors.system), "reward", listing)
    assert claim.status == S.COMPLETED
    assert not has_case_access(work(as_bateer), claim)
