"""Whoever goes round the services with plain SQL, as the application's own role, meets the same rules."""

from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from listings.cases.queries import active_parties
from market.refusals import WORDING
from mediators.claims import services as claims
from mediators.claims import services_parties
from tests.integration.mediators.stories import (
    accept_all,
    claim_of,
    granted_claim,
    released_listing,
)


@contextmanager
def breaking(session, rule):
    """The block breaks this rule, at the latest when deferred rules speak; and the rule has a sentence."""
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))  # what came before has spoken
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    with pytest.raises(IntegrityError) as broken, session.begin_nested():  # noqa: PT012 - the block is the caller's
        yield
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    assert broken.value.orig.diag.constraint_name == rule
    assert rule in WORDING.constraints


COPY = """
INSERT INTO claim (public_id, jurisdiction_id, case_id, listing_id, mediator_id, status, plan_approach, plan_days,
                   plan_visits, has_declared_relations, received_at, end_reason)
SELECT 'x', jurisdiction_id, {case}, listing_id, {mediator}, '{status}', plan_approach, plan_days, plan_visits,
       has_declared_relations, {received}, '' FROM claim WHERE id = :id
"""


def copy(**changes):
    return text(COPY.format(**({"case": "case_id", "mediator": "mediator_id", "status": "standing",
                                "received": "received_at"} | changes)))  # fmt: skip


def test_one_claim_lives_on_a_listing(work, actors, session, listing, bateer, liu):
    first, second = claim_of(work, actors, listing, bateer), claim_of(work, actors, listing, liu)
    claims.propose(work(actors.reviewer), first)
    with breaking(session, "uq_claim_one_live"):
        session.execute(
            text("UPDATE claim SET status='proposed', proposed_at=now(), proposed_by_id=:by WHERE id=:id"),
            {"id": second.id, "by": actors.reviewer.person_id},
        )


def test_a_mediator_has_one_open_claim(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    with breaking(session, "uq_claim_one_open_each"):
        session.execute(copy(), {"id": claim.id})


def test_a_claim_is_received_properly_or_not_at_all(work, actors, session, listing, bateer, liu):
    claim = claim_of(work, actors, listing, bateer)
    by_liu = str(liu.id)
    with breaking(session, "claim_begins_standing"):
        session.execute(copy(mediator=by_liu, status="proposed"), {"id": claim.id})
    with breaking(session, "claim_of_the_listings_case"):
        session.execute(copy(mediator=by_liu, case="case_id + 1"), {"id": claim.id})
    with breaking(session, "claim_received_in_time"):
        session.execute(copy(mediator=by_liu, received="received_at + interval '1 year'"), {"id": claim.id})
    claims.propose(work(actors.reviewer), claim)
    accept_all(work, actors, claim)
    services_parties.grant(work(actors.reviewer), claim)
    with breaking(session, "claim_on_an_open_listing"):
        session.execute(copy(mediator=by_liu), {"id": claim.id})


def test_who_has_resigned_claims_nothing(work, actors, session, listing, bateer, liu):
    claim = claim_of(work, actors, listing, bateer)
    session.execute(text("UPDATE mediator SET status='resigned', resigned_at=now() WHERE id=:id"), {"id": liu.id})
    with breaking(session, "claim_by_an_approved_mediator"):
        session.execute(copy(mediator=str(liu.id)), {"id": claim.id})


def test_nobody_is_chosen_by_themself(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    propose = text("UPDATE claim SET status='proposed', proposed_at=now(), proposed_by_id=:by WHERE id=:id")
    with breaking(session, "claim_chosen_by_another"):
        session.execute(propose, {"id": claim.id, "by": bateer.person_id})
    claims.propose(work(actors.reviewer), claim)
    accept_all(work, actors, claim)
    grant = text("UPDATE claim SET status='granted', granted_at=now(), granted_by_id=:by, days_allowed=90 WHERE id=:id")
    with breaking(session, "claim_chosen_by_another"):
        session.execute(grant, {"id": claim.id, "by": bateer.person_id})


def test_no_grant_without_every_acceptance(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    grant = text("UPDATE claim SET status='granted', granted_at=now(), granted_by_id=:by, days_allowed=90 WHERE id=:id")
    with breaking(session, "claim_granted_after_proposal"):
        session.execute(grant, {"id": claim.id, "by": actors.reviewer.person_id})
    claims.propose(work(actors.reviewer), claim)
    with breaking(session, "grant_accepted_by_every_party"):
        session.execute(grant, {"id": claim.id, "by": actors.reviewer.person_id})
    with breaking(session, "ck_claim_granted_is_stamped"):
        session.execute(text("UPDATE claim SET status='granted' WHERE id=:id"), {"id": claim.id})
    accept_all(work, actors, claim)
    with breaking(session, "grant_by_another_than_the_recorder"):
        session.execute(grant, {"id": claim.id, "by": actors.clerk.person_id})
    with breaking(session, "listing_says_its_claim"):
        session.execute(grant, {"id": claim.id, "by": actors.reviewer.person_id})
    services_parties.grant(work(actors.reviewer), claim)
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


@pytest.mark.parametrize("change", ["status='proposed'", "status='claimed', claimed_at=now()"])
def test_a_listing_is_not_promised_to_nobody(work, actors, session, listing, bateer, change):
    claim_of(work, actors, listing, bateer)
    wanted = "listing_says_its_claim" if "proposed" in change else "listing_moves_by_its_steps"
    with breaking(session, wanted):
        session.execute(text(f"UPDATE listing SET {change} WHERE id=:id"), {"id": listing.id})


def test_a_claim_is_not_proposed_behind_its_listings_back(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    with breaking(session, "listing_says_its_claim"):
        session.execute(
            text("UPDATE claim SET status='proposed', proposed_at=now(), proposed_by_id=:by WHERE id=:id"),
            {"id": claim.id, "by": actors.reviewer.person_id},
        )


def test_a_claim_goes_only_the_ways_of_its_life(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    with breaking(session, "claim_moves_by_its_steps"):
        session.execute(text("UPDATE claim SET status='lapsed', ended_at=now() WHERE id=:id"), {"id": claim.id})


def test_no_listing_opens_or_expires_over_a_claim(work, actors, session, listing, bateer, liu):
    standing = claim_of(work, actors, listing, liu)
    with breaking(session, "listing_expires_without_a_claim"):
        session.execute(text("UPDATE listing SET status='expired', ended_at=now() WHERE id=:id"), {"id": listing.id})
    granted_claim(work, actors, listing, bateer)
    assert standing.status == "held"
    with breaking(session, "listing_reopens_without_a_live_claim"):
        session.execute(text("UPDATE listing SET status='published' WHERE id=:id"), {"id": listing.id})


def test_what_has_ended_stays_ended(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    session.execute(text("UPDATE claim SET status='withdrawn', ended_at=now() WHERE id=:id"), {"id": claim.id})
    with breaking(session, "claim_has_ended"):
        session.execute(text("UPDATE claim SET status='standing', ended_at=NULL WHERE id=:id"), {"id": claim.id})
    with breaking(session, "ck_claim_ended_is_stamped"):
        session.execute(text("UPDATE claim SET ended_at=NULL WHERE id=:id"), {"id": claim.id})


def test_an_end_has_its_reason(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    with breaking(session, "ck_claim_end_has_a_reason"):
        session.execute(text("UPDATE claim SET status='declined', ended_at=now() WHERE id=:id"), {"id": claim.id})


ANSWER = text("""
INSERT INTO party_answer (public_id, jurisdiction_id, claim_id, party_id, answer, evidence, note, answered_on,
                          recorded_at, recorded_by_id)
VALUES ('y', '150623', :claim, :party, 'accepted', 'oral', '', current_date, now(), :by)
""")


def test_answers_are_of_the_cases_parties_to_a_proposed_claim_and_stay(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    other_listing = released_listing(work, actors)
    own = active_parties(session, claim.case_id)[0]
    stranger = active_parties(session, other_listing.case_id)[0]
    by = actors.clerk.person_id
    with breaking(session, "answer_to_a_proposed_claim"):
        session.execute(ANSWER, {"claim": claim.id, "party": own.id, "by": by})
    claims.propose(work(actors.reviewer), claim)
    with breaking(session, "answer_of_a_party_of_the_case"):
        session.execute(ANSWER, {"claim": claim.id, "party": stranger.id, "by": by})
    session.execute(ANSWER, {"claim": claim.id, "party": own.id, "by": by})


@pytest.mark.parametrize("table", ["party_answer", "mediation_session"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET jurisdiction_id = jurisdiction_id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_may_only_add(session, table, verb):
    with pytest.raises(DBAPIError, match="permission denied"), session.begin_nested():
        session.execute(text(verb.format(table)))


@pytest.mark.parametrize("column", ["plan_approach = 'x'", "mediator_id = mediator_id", "received_at = now()"])
def test_a_plan_is_never_rewritten(session, column):
    with pytest.raises(DBAPIError, match="permission denied"), session.begin_nested():
        session.execute(text(f"UPDATE claim SET {column}"))
    with pytest.raises(DBAPIError, match="permission denied"), session.begin_nested():
        session.execute(text("DELETE FROM claim"))
