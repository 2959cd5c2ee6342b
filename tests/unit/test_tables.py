"""The tables refuse to be wired wrongly: every gap is found at start-up, not by a person at a counter."""

from types import SimpleNamespace

import pytest

from market.actor import VISITOR, Actor, Held, Role
from market.events import Event, Events, Readers
from market.policy import Can, Policy, not_by, office_reviewer
from market.refusals import Wording

SURINA = Actor("苏日娜", person_id=1, appointments=(Held(Role.OFFICE_CLERK, "150623"),))
WANG = Actor("王建国", person_id=2, appointments=(Held(Role.OFFICE_REVIEWER, "150623"),))


def work_of(actor: Actor) -> SimpleNamespace:
    return SimpleNamespace(actor=actor)


def test_a_required_subscriber_that_is_missing_fails_start_up() -> None:
    events = Events()
    events.declare([Event("listing.released", "Listing released", Readers.LET_IN, required_subscriber=True)])
    with pytest.raises(RuntimeError, match=r"listing\.released"):
        events.check()
    events.subscribe("listing.released", lambda work, subject, facts: None)
    events.check()


def test_a_payload_carries_exactly_the_declared_keys() -> None:
    events = Events()
    events.declare([Event("listing.released", "Listing released", Readers.LET_IN, {"reward_fen"})])
    assert events.payload("listing.released", {"reward_fen": 5, "party_name": "王某"}) == {"reward_fen": 5}
    with pytest.raises(KeyError, match="reward_fen"):
        events.payload("listing.released", {})


def test_an_event_is_declared_once_and_heard_only_when_declared() -> None:
    events = Events()
    events.declare([Event("a.done", "Done", Readers.LET_IN)])
    with pytest.raises(ValueError, match="twice"):
        events.declare([Event("a.done", "Done", Readers.LET_IN)])
    with pytest.raises(ValueError, match="no such event"):
        events.subscribe("b.done", lambda work, subject, facts: None)


def test_an_event_that_does_not_say_who_reads_it_fails_start_up() -> None:
    """Declarations are read when the floors are: none is shown to a mediator because nobody thought of it."""
    with pytest.raises(TypeError, match="readers"):
        Event("listing.whispered", "Listing whispered about")  # type: ignore[call-arg]
    assert Event("listing.drafted", "Listing drafted", Readers.OFFICE).for_office_alone
    assert not Event("listing.released", "Listing released", Readers.LET_IN).for_office_alone


def test_a_permission_without_a_clause_fails_start_up() -> None:
    policy = Policy()
    with pytest.raises(RuntimeError, match="register_case"):
        policy.check()


def test_a_role_counts_in_its_own_jurisdiction_only() -> None:
    ours, theirs = SimpleNamespace(jurisdiction_id="150623"), SimpleNamespace(jurisdiction_id="150624")
    assert office_reviewer(work_of(WANG), ours)
    assert not office_reviewer(work_of(WANG), theirs)
    assert not office_reviewer(work_of(SURINA), ours)
    assert not office_reviewer(work_of(VISITOR), None)


def test_four_eyes_compare_persons() -> None:
    not_the_drafter = not_by("drafted_by_id")
    draft = SimpleNamespace(drafted_by_id=2)
    assert not not_the_drafter(work_of(WANG), draft)
    assert not_the_drafter(work_of(SURINA), draft)


def test_every_permission_says_what_it_means() -> None:
    assert all(can.meaning.endswith(".") for can in Can)


def test_a_constraint_without_a_sentence_is_refused() -> None:
    wording = Wording()
    with pytest.raises(ValueError, match="no_such_code"):
        wording.add({}, {"uq_claim_one_live": "no_such_code"})
