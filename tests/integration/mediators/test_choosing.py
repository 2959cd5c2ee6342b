"""Many claim, one is proposed, every party is asked, and only then is the case granted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from listings.access.models import CaseAccess
from listings.access.policy import has_case_access
from listings.cases.queries import active_parties
from market.clocks.queries import run_for
from market.refusals import Forbidden, Invalid, Missing, Refused, WrongState
from market.workdays import SHANGHAI
from mediators.claims import services as claims
from mediators.claims import services_ending, services_parties
from mediators.claims.queries import claim_for, claim_stands_on, claims_to_compare, office_claims, own_claims
from mediators.claims.vocabulary import ClaimState as S
from tests.integration.mediators.stories import (
    PLAN,
    accept_all,
    acting,
    applicant,
    claim_of,
    granted_claim,
    later,
    mediator,
)


def test_many_claims_stand_and_the_office_compares_them(work, actors, listing, bateer, liu):
    first, second = claim_of(work, actors, listing, bateer), claim_of(work, actors, listing, liu)
    assert [first.status, second.status] == [S.STANDING, S.STANDING]
    assert list(claims_to_compare(work(actors.reviewer), listing).rows) == [first, second]
    assert second in office_claims(work(actors.clerk)).rows
    assert office_claims(work(actors.other_clerk)).rows == []
    assert claim_stands_on(work(actors.system), listing)


def test_a_mediator_has_one_open_claim_on_a_listing(work, actors, listing, bateer):
    claim_of(work, actors, listing, bateer)
    with pytest.raises(Refused) as refused:
        claim_of(work, actors, listing, bateer)
    assert refused.value.code == "claim_already_open"


def test_a_plan_fits_into_the_days_that_the_listing_allows(work, actors, session, listing, bateer):
    mine = acting(session, bateer, work(actors.system))
    with pytest.raises(Invalid, match="plan_too_long"):
        claims.make(work(mine), listing, **(PLAN | {"plan_days": listing.days_allowed + 1}))
    assert claims.make(work(mine), listing, **(PLAN | {"plan_days": listing.days_allowed})).status == S.STANDING


def test_a_plan_carries_nobodys_number(work, actors, session, listing, bateer):
    mine = acting(session, bateer, work(actors.system))
    with pytest.raises(Invalid, match="stranger_in_text"):
        claims.make(work(mine), listing, **(PLAN | {"plan_approach": "先联系申请人之子，13912345678。"}))


def test_only_an_approved_mediator_claims(work, actors, session, listing):
    wuyun = applicant(work, actors, "乌云其木格")
    with pytest.raises(Refused) as refused:
        claim_of(work, actors, listing, wuyun)
    assert refused.value.code == "claim_mediator_not_approved"
    with pytest.raises(Refused):
        claims.make(work(actors.clerk), listing, **PLAN)


def test_the_last_day_for_claims_counts_whole_and_no_longer(work, actors, session, listing, bateer, liu):
    on_the_day = work(acting(session, bateer, work(actors.system)))
    at_night = on_the_day.now.astimezone(SHANGHAI).replace(hour=23, minute=59, second=59)
    on_the_day.now = at_night + (listing.claim_by - at_night.date())
    assert on_the_day.today == listing.claim_by
    claims.make(on_the_day, listing, **PLAN)
    too_late = work(acting(session, liu, work(actors.system)))
    too_late.now = on_the_day.now + timedelta(seconds=1)
    with pytest.raises(Refused) as refused:
        claims.make(too_late, listing, **PLAN)
    assert refused.value.code == "claim_too_late"


def test_whoever_comes_second_reads_when_the_first_was_proposed(work, actors, listing, bateer, liu):
    first, second = claim_of(work, actors, listing, bateer), claim_of(work, actors, listing, liu)
    reviewer = work(actors.reviewer)
    claims.propose(reviewer, first)
    assert (first.status, second.status, listing.status) == (S.PROPOSED, S.STANDING, "proposed")
    with pytest.raises(Refused) as refused:
        claims.propose(work(actors.second_reviewer), second)
    assert refused.value.code == "claim_another_is_proposed"
    assert refused.value.facts["at"] == f"{reviewer.now.astimezone(SHANGHAI):%H:%M}"
    with pytest.raises(WrongState):
        claims.propose(work(actors.reviewer), first)


def test_only_a_reviewer_proposes_and_never_their_own_claim(work, actors, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    for other in (
        actors.clerk,
        actors.other_reviewer,
        acting(work(actors.system).session, bateer, work(actors.system)),
    ):
        with pytest.raises(Forbidden):
            claims.propose(work(other), claim)
    on_both_sides = replace(
        acting(work(actors.system).session, bateer, work(actors.system)), appointments=actors.reviewer.appointments
    )
    with pytest.raises(Forbidden):
        claims.propose(work(on_both_sides), claim)
    claims.propose(work(actors.reviewer), claim)


def test_no_grant_before_every_party_accepts(work, actors, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    petitioner, respondent = active_parties(work(actors.clerk).session, claim.case_id)
    for party in (petitioner, respondent):
        with pytest.raises(Refused) as refused:
            services_parties.grant(work(actors.reviewer), claim)
        assert refused.value.code == "claim_not_all_accepted"
        services_parties.record_answer(
            work(actors.clerk), claim, party=party.public_id, answer="accepted",
            answered_on=work(actors.clerk).today, evidence="written",
        )  # fmt: skip
    services_parties.grant(work(actors.reviewer), claim)
    assert (claim.status, listing.status, claim.days_allowed) == (S.GRANTED, "claimed", listing.days_allowed)


def test_the_grant_begins_limit_and_disclosure_together(work, actors, session, listing, bateer, liu):
    waiting = claim_of(work, actors, listing, liu)
    piece = work(acting(session, bateer, work(actors.system)))
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    accept_all(work, actors, claim)
    assert not has_case_access(piece, claim)
    assert run_for(piece, "claim_limit", claim) is None
    services_parties.grant(work(actors.reviewer), claim)
    assert has_case_access(piece, claim)
    assert run_for(piece, "claim_limit", claim).status == "running"
    assert run_for(piece, "parties_answer", claim).status == "met"
    assert waiting.status == S.HELD
    access = session.scalars(select(CaseAccess).where(CaseAccess.case_id == claim.case_id)).one()
    assert (access.person_id, access.valid_until) == (bateer.person_id, None)


def test_a_party_who_wants_another_opens_the_listing(work, actors, listing, bateer, liu):
    claim, other = claim_of(work, actors, listing, bateer), claim_of(work, actors, listing, liu)
    claims.propose(work(actors.reviewer), claim)
    party = active_parties(work(actors.clerk).session, claim.case_id)[0]
    services_parties.record_answer(
        work(actors.clerk), claim, party=party.public_id, answer="chooses_another",
        answered_on=work(actors.clerk).today, evidence="message", note="电话询问",
    )  # fmt: skip
    assert (claim.status, listing.status) == (S.NOT_ACCEPTED, "published")
    claims.propose(work(actors.reviewer), other)
    assert other.status == S.PROPOSED


def test_a_refusal_ends_mediation_of_the_case(work, actors, listing, bateer, liu):
    claim, other = claim_of(work, actors, listing, bateer), claim_of(work, actors, listing, liu)
    claims.propose(work(actors.reviewer), claim)
    party = active_parties(work(actors.clerk).session, claim.case_id)[1]
    services_parties.record_answer(
        work(actors.clerk), claim, party=party.public_id, answer="refuses_mediation",
        answered_on=work(actors.clerk).today, evidence="oral",
    )  # fmt: skip
    assert (listing.status, listing.end_code) == ("mediation_ended", "party_refused")
    assert [claim.status, other.status] == [S.CLOSED, S.CLOSED]
    assert claim.case.status == "classified"


def test_the_latest_answer_of_a_party_counts(work, actors, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    accept_all(work, actors, claim)
    accept_all(work, actors, claim)
    services_parties.grant(work(actors.reviewer), claim)
    with pytest.raises(WrongState):
        accept_all(work, actors, claim)


def test_whoever_recorded_an_answer_does_not_grant(work, actors, session, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    accept_all(work, actors, claim)
    both = replace(actors.clerk, appointments=(*actors.clerk.appointments, *actors.reviewer.appointments))
    with pytest.raises(Forbidden):
        services_parties.grant(work(both), claim)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"party": "nosuchparty"}, "answer_party_unknown", "party"),
        ({"days": 1}, "answer_day_impossible", "answered_on"),
        ({"days": -1}, "answer_day_impossible", "answered_on"),
        ({"note": "图雅在电话里说可以"}, "leak_name", "note"),
    ],
)
def test_an_answer_that_cannot_be(work, actors, listing, bateer, changes, code, field):
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    clerk = work(actors.clerk)
    given = {"party": active_parties(clerk.session, claim.case_id)[0].public_id, "note": ""} | changes
    on = clerk.today + timedelta(days=given.pop("days", 0))
    with pytest.raises(Invalid) as refused:
        services_parties.record_answer(clerk, claim, answer="accepted", answered_on=on, evidence="oral", **given)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_only_the_clerk_records_answers(work, actors, listing, bateer):
    claim = claim_of(work, actors, listing, bateer)
    claims.propose(work(actors.reviewer), claim)
    party = active_parties(work(actors.clerk).session, claim.case_id)[0]
    with pytest.raises(Forbidden):
        services_parties.record_answer(
            work(actors.reviewer), claim, party=party.public_id, answer="accepted",
            answered_on=work(actors.clerk).today, evidence="oral",
        )  # fmt: skip


def test_a_claim_is_seen_by_its_mediator_and_the_office_alone(work, actors, session, listing, bateer, liu):
    claim = claim_of(work, actors, listing, bateer)
    own = acting(session, bateer, work(actors.system))
    assert own_claims(work(own)).rows == [claim]
    for one in (own, actors.clerk, actors.auditor):
        assert claim_for(work(one), claim.public_id) is claim
    for stranger in (acting(session, liu, work(actors.system)), actors.other_clerk, actors.preparer):
        with pytest.raises(Missing):
            claim_for(work(stranger), claim.public_id)


def test_no_claim_while_another_mediates(work, actors, listing, bateer, liu):
    granted_claim(work, actors, listing, bateer)
    with pytest.raises(Refused) as refused:
        claim_of(work, actors, listing, liu)
    assert refused.value.code == "claim_listing_takes_none"


def test_the_office_does_not_claim_its_own_listing(work, actors, session, listing):
    form_owner = mediator(work, actors, "刘志远")
    listing.edited_by_id = form_owner.person_id
    session.flush()
    with pytest.raises(Refused) as refused:
        claim_of(work, actors, listing, form_owner)
    assert refused.value.code == "claim_of_ones_own_listing"


def test_proposing_again_another_day_says_the_day(work, actors, listing, bateer, liu):
    first, second = claim_of(work, actors, listing, bateer), claim_of(work, actors, listing, liu)
    claims.propose(work(actors.reviewer), first)
    with pytest.raises(Refused) as refused:
        claims.propose(later(work(actors.reviewer), 2), second)
    assert refused.value.facts["at"] == first.proposed_at


def test_claims_are_compared_page_by_page_open_ones_first(work, actors, listing, bateer, liu):
    """巴特尔 came first and was declined; 刘志远's claim stands: it is read first, and nothing is cut off."""
    first, second = claim_of(work, actors, listing, bateer), claim_of(work, actors, listing, liu)
    services_ending.decline(work(actors.reviewer), first, reason="方案过简")
    one = claims_to_compare(work(actors.reviewer), listing, size=1)
    other = claims_to_compare(work(actors.reviewer), listing, one.after, size=1)
    assert ([claim.id for claim in one.rows], [claim.id for claim in other.rows]) == ([second.id], [first.id])
    assert (one.after is not None, other.after) == (True, None)
