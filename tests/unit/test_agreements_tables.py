"""The tables of agreements say one thing: code and database know the same steps, every refusal has its sentence."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from agreements.confirmation import guards as at_court
from agreements.confirmation.lifecycle import CONFIRMATION
from agreements.drafting import guards
from agreements.drafting.lifecycle import AGREEMENT
from agreements.drafting.standstill import limit_last_day
from agreements.events import EVENTS
from agreements.sentences import CONSTRAINTS, SENTENCES
from market.actor import Actor
from market.calendar import Holidays
from market.lifecycle import Situation

SQL = Path(__file__).resolve().parents[2] / "agreements" / "migrations" / "agreements_0001.sql"


def test_every_step_tells_a_declared_event():
    declared = {event.name for event in EVENTS}
    assert {step.event for life in (AGREEMENT, CONFIRMATION) for step in life.steps.values()} <= declared


def test_every_rule_of_the_database_has_a_sentence():
    rules = set(re.findall(r"agreements_refuse\('(\w+)'\)", SQL.read_text()))
    assert rules <= CONSTRAINTS.keys()
    assert set(CONSTRAINTS.values()) <= SENTENCES.keys()


def situation(subject=None, person_id=1, **facts):
    return Situation(subject, Actor("x", person_id=person_id), None, facts)


@pytest.mark.parametrize(
    ("guard", "refusing", "passing"),
    [
        (guards.has_reason, {"reason": "  "}, {"reason": "不愿签字。"}),
        (guards.nobody_has_signed, {"marks": 1}, {"marks": 0}),
        (guards.every_mark_is_verified, {"unverified": 1}, {"unverified": 0}),
        (guards.was_dismissed, {"dismissed": False}, {"dismissed": True}),
        (guards.nothing_is_pending, {"pending": True}, {"pending": False}),
        (at_court.agrees_with_the_paper, {"agrees": False}, {"agrees": True}),
        (at_court.has_reason, {"reason": ""}, {"reason": "号码不符。"}),
    ],
)
def test_a_guard_refuses_with_a_sentence_and_else_says_nothing(guard, refusing, passing):
    assert guard(situation(**refusing)) in SENTENCES
    assert guard(situation(**passing)) is None


def test_whoever_recorded_a_ruling_does_not_verify_it():
    ruling = SimpleNamespace(ruling_recorded_by_id=7)
    assert at_court.verified_by_another(situation(ruling, person_id=7)) == "ruling_same_person"
    assert at_court.verified_by_another(situation(ruling, person_id=8)) is None


@pytest.mark.parametrize(
    ("complete_on", "effect_on", "last_day"),
    [
        (date(2026, 3, 9), date(2026, 3, 9), date(2026, 3, 10)),  # nobody waited
        (date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 17)),  # the committee sealed seven days later
        (date(2026, 3, 10), date(2026, 3, 13), date(2026, 3, 13)),  # signed on the very last day
        (date(2026, 3, 11), date(2026, 3, 20), date(2026, 3, 10)),  # the parties were late: nothing stood still
        (date(2026, 3, 9), date(2026, 3, 14), date(2026, 3, 16)),  # 15 March is a Sunday and gives way
    ],
)
def test_the_limit_stands_still_from_the_last_signature_to_the_seal(complete_on, effect_on, last_day):
    assert limit_last_day(date(2026, 3, 10), complete_on, effect_on, Holidays({}, set())) == last_day
