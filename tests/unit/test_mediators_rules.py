"""巴特尔's claim walks every step of its table; each guard refuses for its own reason and for no other."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from listings.cases.vocabulary import PartyRole
from market.actor import Actor
from market.lifecycle import SYSTEM, Situation
from market.policy import Can
from mediators.claims import guards
from mediators.claims.journey import journey_of_claim
from mediators.claims.lifecycle import CLAIM
from mediators.claims.parts import parts
from mediators.claims.vocabulary import CLAIM_STATE_LABELS, ENDED, LIVE, OPEN, listed
from mediators.claims.vocabulary import ClaimState as S
from mediators.notices import NOTICES
from mediators.policy import POLICY
from mediators.sentences import CONSTRAINTS, SENTENCES
from mediators.vetting import guards as vetting_guards
from mediators.vetting.lifecycle import MEDIATOR
from mediators.vetting.vocabulary import MediatorState as M

NOW = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
WANG = Actor("王建国", person_id=2)


def situation(subject: object = None, **facts: object) -> Situation:
    return Situation(subject, WANG, NOW, facts)


def test_the_table_of_a_claim_is_this_one() -> None:
    walked = {
        name: ({state.value for state in step.start}, step.to.value, "SYSTEM" if step.who is SYSTEM else step.who.value)
        for name, step in CLAIM.steps.items()
    }
    assert walked == {
        "propose": ({"standing"}, "proposed", "propose_claim"),
        "grant": ({"proposed"}, "granted", "grant_claim"),
        "not_accept": ({"proposed"}, "not_accepted", "record_answer"),
        "end_unanswered": ({"proposed"}, "unanswered", "record_answer"),
        "decline": ({"standing", "held"}, "declined", "decline_claim"),
        "replace": ({"granted"}, "replaced", "replace_claim"),
        "withdraw": ({"standing", "held", "proposed"}, "withdrawn", "withdraw_claim"),
        "relinquish": ({"granted"}, "relinquished", "relinquish_claim"),
        "hold": ({"standing"}, "held", "SYSTEM"),
        "stand_again": ({"held"}, "standing", "SYSTEM"),
        "lapse": ({"granted"}, "lapsed", "SYSTEM"),
        "suspend": ({"standing", "held", "proposed", "granted"}, "suspended", "SYSTEM"),
        "settle": ({"granted"}, "settled", "SYSTEM"),
        "resume": ({"settled"}, "granted", "SYSTEM"),
        "complete": ({"settled"}, "completed", "SYSTEM"),
        "close": ({"standing", "held", "proposed", "granted", "settled"}, "closed", "SYSTEM"),
    }


def test_the_table_of_a_mediator_is_this_one() -> None:
    walked = {name: ({state.value for state in step.start}, step.to.value) for name, step in MEDIATOR.steps.items()}
    assert walked == {
        "endorse": ({"applied"}, "endorsed"),
        "approve": ({"endorsed"}, "approved"),
        "reject": ({"applied", "endorsed"}, "rejected"),
        "suspend": ({"approved"}, "suspended"),
        "reinstate": ({"suspended"}, "approved"),
        "resign": ({"applied", "endorsed", "approved", "suspended"}, "resigned"),
    }


def test_what_has_ended_takes_no_step() -> None:
    for name, step in CLAIM.steps.items():
        assert not ENDED & set(step.start), name
        assert (step.to in ENDED) == (step.stamp == "ended_at"), name


def test_live_is_proposed_granted_or_settled() -> None:
    assert {state.value for state in LIVE} == {"proposed", "granted", "settled"}
    assert LIVE < OPEN
    assert listed(LIVE) == "'granted', 'proposed', 'settled'"


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_reason_is_more_than_blanks(reason: str) -> None:
    assert guards.has_reason(situation(reason=reason)) == "reason_needed"
    assert vetting_guards.has_reason(situation(reason=reason)) == "reason_needed"
    assert guards.has_reason(situation(reason="方案过简")) is None


@pytest.mark.parametrize("status", [state for state in M if state is not M.APPROVED])
def test_only_an_approved_mediator_is_chosen(status: M) -> None:
    claim = SimpleNamespace(mediator=SimpleNamespace(status=status.value))
    assert guards.mediator_is_approved(situation(claim)) == "claim_mediator_not_approved"
    claim.mediator.status = "approved"
    assert guards.mediator_is_approved(situation(claim)) is None


def test_silence_is_never_consent() -> None:
    assert guards.every_party_has_accepted(situation(all_accepted=False)) == "claim_not_all_accepted"
    assert guards.every_party_has_accepted(situation(all_accepted=True)) is None
    assert guards.a_party_is_silent(situation(all_accepted=True)) == "claim_all_answered"
    assert guards.second_date_has_passed(situation(second_date_passed=False)) == "claim_second_date_not_passed"


def test_four_eyes_compare_persons() -> None:
    bateer = SimpleNamespace(person_id=9, endorsed_by_id=WANG.person_id)
    assert vetting_guards.not_the_endorser(situation(bateer)) == "mediator_second_reviewer"
    assert vetting_guards.not_about_oneself(situation(bateer)) is None
    assert vetting_guards.not_about_oneself(situation(SimpleNamespace(person_id=2))) == "mediator_is_oneself"
    bateer.endorsed_by_id = 3
    assert vetting_guards.not_the_endorser(situation(bateer)) is None


def test_whoever_holds_a_case_does_not_resign() -> None:
    assert vetting_guards.no_live_work(situation(granted_claims=1)) == "mediator_has_granted_claims"
    assert vetting_guards.no_live_work(situation(granted_claims=0)) is None


def test_parties_are_named_by_their_part() -> None:
    def party(role: PartyRole) -> SimpleNamespace:
        return SimpleNamespace(role=role.value)

    alone = parts([party(PartyRole.PETITIONER), party(PartyRole.RESPONDENT)])
    assert [part.shown(part.label) for part in alone] == ["Petitioner", "Respondent"]
    two = parts([party(PartyRole.PETITIONER), party(PartyRole.RESPONDENT), party(PartyRole.PETITIONER)])
    assert [part.shown(part.label) for part in two] == ["Petitioner 1", "Respondent", "Petitioner 2"]


@pytest.mark.parametrize("state", list(S))
def test_every_state_has_its_place_in_the_picture(state: S) -> None:
    claim = SimpleNamespace(
        status=state.value, received_at=NOW, proposed_at=None, granted_at=None,
        ended_at=NOW if state in ENDED else None,
    )  # fmt: skip
    journey = journey_of_claim(claim)
    assert journey.current == state.value
    assert sum(stage.code == state.value for stage in journey.stages) == 1
    assert [stage.ended for stage in journey.stages if stage.code == state.value] == [
        state in ENDED and state is not S.COMPLETED
    ]


def test_every_code_of_this_floor_is_worded() -> None:
    assert set(CONSTRAINTS.values()) <= set(SENTENCES)
    told = {f"claim_{state.value}" for state in ENDED} - {"claim_withdrawn", "claim_relinquished", "claim_completed"}
    assert told <= set(NOTICES)
    assert set(CLAIM_STATE_LABELS) == set(S)


def test_every_permission_of_this_floor_has_a_clause() -> None:
    floor = [can for can in Can if can.value.endswith(("_claim", "_claims", "_mediator", "_mediators", "_committees"))]
    assert len(floor) == 17
    explained = {
        *floor,
        Can.ASK_QUESTION,
        Can.RECORD_ANSWER,
        Can.LOG_SESSION,
        Can.CLAIM_LISTING,
        Can.APPLY_WITH_ACCOUNT,
    }
    assert explained == set(POLICY)
