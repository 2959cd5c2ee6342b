"""The rules of money that need no database: legs, hashes, entitlement line by line, guards and lives."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from demo.sandbox.misbehaviour import FAILURE_CODES
from market.actor import Actor
from market.lifecycle import SYSTEM, Situation
from payouts.ledger.postings import POSTINGS
from payouts.ledger.queries import Balances
from payouts.ledger.sealing import Header, Moved, micros, posting_hash
from payouts.ledger.vocabulary import OF_A_PROMISE, OF_THE_LINE, AccountKind, BudgetLine, reward_line
from payouts.payees.models import PayeeState
from payouts.payments import guards
from payouts.payments.lifecycle import PAYOUT
from payouts.payments.services_sending import BANK_CHANGED
from payouts.payments.troubles import TROUBLE_LABELS
from payouts.payments.vocabulary import BOUNCED, PayoutState
from payouts.rewards.entitlement import Grounds, entitlement, first_unmet
from payouts.rewards.lifecycle import REWARD
from payouts.rewards.vocabulary import RewardState

K = AccountKind
NOON = datetime(2026, 3, 9, 4, 0, tzinfo=UTC)
COMPLETE = Grounds(
    took_effect_on=date(2026, 3, 9), limit_last_day=date(2026, 3, 9), agreement_in_effect=True, marks_verified=4,
    marks_missing=0, ruling_effective=True, ruling_verified=True, sessions=1, public_employee=False, suspended=False,
    account_ready=True, rewards_of_the_dispute=1,
)  # fmt: skip
HEADER = Header(
    "public", "key:1", "payout.approved", "150623", 2026, "rewards_a", 7, {"net": 80, "tax": 20}, NOON, NOON, None
)
MOVED = (Moved(1, "encumbered", -100, 100, 2), Moved(2, "payable", 80, 0, 1), Moved(3, "withheld_tax", 20, 0, 1))


def test_everything_in_place_entitles():
    assert first_unmet(entitlement(COMPLETE)) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"took_effect_on": date(2026, 3, 10)}, "within_limit"),
        ({"took_effect_on": None}, "within_limit"),
        ({"limit_last_day": None}, "within_limit"),
        ({"agreement_in_effect": False}, "marks"),
        ({"marks_missing": 1}, "marks"),
        ({"marks_verified": 0}, "marks"),
        ({"ruling_effective": False}, "ruling"),
        ({"ruling_verified": False}, "ruling"),
        ({"sessions": 0}, "file"),
        ({"public_employee": True}, "not_public"),
        ({"suspended": True}, "not_suspended"),
        ({"account_ready": False}, "account"),
        ({"rewards_of_the_dispute": 2}, "dispute"),
    ],
)
def test_each_ground_is_needed(changes, code):
    lines = entitlement(replace(COMPLETE, **changes))
    assert [line.code for line in lines if not line.holds] == [code]
    assert all(line.found % line.facts for line in lines)


def test_every_leg_leaves_one_kind_for_another():
    for name, legs in POSTINGS.items():
        assert legs, name
        for leg in legs:
            assert leg.source is not leg.target
    assert set(OF_THE_LINE) | set(OF_A_PROMISE) == set(AccountKind)


def test_the_way_of_a_reward_through_the_accounts():
    """Walk the table by hand: appropriated, reserved, approved, sent, failed, given up, approved anew, paid."""
    held = dict.fromkeys(AccountKind, 0)
    amounts = {"amount": 1000, "reward": 800, "net": 672, "tax": 128}
    way = ["budget.appropriated", "listing.released", "payout.approved", "payout.begun", "payout.failed",
           "payout.given_up", "payout.approved", "payout.begun", "payout.paid"]  # fmt: skip
    for name in way:
        for leg in POSTINGS[name]:
            held[leg.source] -= amounts[leg.amount]
            held[leg.target] += amounts[leg.amount]
            assert all(fen >= 0 for kind, fen in held.items() if kind is not K.APPROPRIATED)
    assert {kind: fen for kind, fen in held.items() if fen} == {
        K.APPROPRIATED: -1000, K.AVAILABLE: 200, K.WITHHELD_TAX: 128, K.PAID: 672,
    }  # fmt: skip


def test_appropriated_is_shown_positive():
    sums = Balances({K.APPROPRIATED: -500, K.ENCUMBERED: 70, K.IN_TRANSIT: 30})
    assert (sums[K.APPROPRIATED], sums[K.PAID]) == (500, 0)


def test_the_hash_covers_header_and_entries_in_any_order():
    known = posting_hash(HEADER, MOVED)
    assert posting_hash(HEADER, reversed(MOVED)) == known
    others = [
        replace(HEADER, **{name: value})
        for name, value in {
            "key": "key:2", "name": "payout.begun", "jurisdiction_id": "150624", "fiscal_year": 2027, "promise": None,
            "amounts": {"net": 79, "tax": 21}, "booked_at": NOON.replace(microsecond=1), "reverses": 3,
        }.items()
    ]  # fmt: skip
    hashes = {posting_hash(other, MOVED) for other in others}
    changes: list[dict[str, object]] = [
        {"amount_fen": -99}, {"kind": "available"}, {"account_version": 3}, {"account_id": 9},
    ]  # fmt: skip
    changed = {posting_hash(HEADER, (replace(MOVED[0], **change), *MOVED[1:])) for change in changes}
    assert len(hashes | changed | {known}) == len(others) + 4 + 1
    assert micros(datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC)) == 1_000_005


def test_each_class_has_its_line():
    assert [reward_line(letter) for letter in "ABC"] == [
        BudgetLine.REWARDS_A,
        BudgetLine.REWARDS_B,
        BudgetLine.REWARDS_C,
    ]
    with pytest.raises(KeyError):
        reward_line("D")


def situation(person_id=5, **facts):
    payee = SimpleNamespace(status=PayeeState.READY.value, bank_fingerprint="f", payee_person_id=9)
    subject = SimpleNamespace(
        prepared_by_id=4,
        payee_person_id=9,
        payee=payee,
        payee_fingerprint="f",
        provider_payout_id=None,
        status="prepared",
        needs_two=False,
        first_approved_by_id=None,
    )
    return Situation(subject, Actor("赵强", person_id=person_id), NOON, facts)


def test_the_guards_of_a_payout():
    assert guards.approver_is_another(situation()) is None
    assert guards.approver_is_another(situation(person_id=4)) == "payout.same_person"
    assert guards.approver_is_another(situation(person_id=9)) == "payout.own_money"
    assert guards.payee_is_ready(situation()) is None
    restricted = situation()
    restricted.subject.payee.status = PayeeState.RESTRICTED.value
    assert guards.payee_is_ready(restricted) == "payout.payee_not_ready"
    moved = situation()
    moved.subject.payee.bank_fingerprint = "another"
    assert guards.bank_is_unchanged(moved) == "payout.bank_changed"
    assert guards.bank_is_unchanged(situation()) is None
    assert guards.bank_is_the_approved_one(moved) == "payout.bank_changed_since"
    assert guards.bank_is_the_approved_one(situation()) is None
    assert guards.provider_named_it(situation()) == "payout.no_provider_id"
    assert guards.has_reason(situation(reason=" ")) == "payout.reason_missing"
    assert guards.has_reason(situation(reason="文号有误")) is None


def test_above_the_limit_two_approve_one_after_the_other():
    small, large = situation(), situation()
    large.subject.needs_two = True
    assert (guards.two_are_needed(small), guards.first_has_approved(small)) == ("payout.one_is_enough", None)
    assert (guards.two_are_needed(large), guards.first_has_approved(large)) == (None, "payout.two_needed")
    large.subject.status, large.subject.first_approved_by_id = "first_approved", 5
    assert guards.first_has_approved(large) is None
    assert guards.approver_is_another(large) == "payout.first_approver"


def test_nothing_leaves_paid_or_released():
    for lifecycle, ends in ((REWARD, {RewardState.PAID, RewardState.RELEASED}),
                            (PAYOUT, {PayoutState.PAID, PayoutState.REJECTED})):  # fmt: skip
        reached = {step.to for step in lifecycle.steps.values()}
        assert ends <= reached
        assert all(not ends & set(step.start) for step in lifecycle.steps.values())


def test_what_was_lost_is_sent_anew_only_from_unknown():
    assert PAYOUT.steps["retry"].start == {PayoutState.UNKNOWN}
    assert {name for name, step in PAYOUT.steps.items() if step.who is not SYSTEM} == {
        "approve",
        "approve_first",
        "give_up",
        "reject",
        "send_again",
    }
    assert {step.name for step in PAYOUT.steps.values() if step.to is PayoutState.PAID} == {"pay"}


def test_every_way_in_which_a_payout_fails_at_the_bank_has_its_words() -> None:
    assert {*FAILURE_CODES, BOUNCED, BANK_CHANGED} - TROUBLE_LABELS.keys() == set()
