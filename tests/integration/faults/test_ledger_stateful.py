"""Whatever finance, the office and the provider do, in whatever order, rightly or wrongly: the books balance.

Hypothesis chooses the steps; each is committed to a real PostgreSQL, and after each the books are recomputed.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.integration.conftest import name_of
from tests.integration.faults.books import Books
from tests.integration.faults.town import two_earned_and_two_waiting

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def base(begun):
    """20,000 yuan for class A: two rewards earned by 巴特尔 and 刘志远; two listings more wait to be released."""
    two_earned_and_two_waiting(begun)
    begun.engine.dispose()
    return name_of(begun)


CAME_ABOUT = {
    "budget.appropriated", "budget.paper_rejected", "listing.released", "listing.withdrawn", "listing.rewarded",
    "reward.refused", "reward.kept", "reward.paid", "payout.approved", "payout.rejected", "payout.sent", "payout.lost",
    "payout.retried", "payout.failed", "payout.sent_again", "payout.given_up", "payout.paid",
    ("payout prepared", "not_permitted"), ("payout prepared", "wrong_state"), ("paper prepared", "not_permitted"),
    ("paper approved", "wrong_state"), ("released", "not_permitted"), ("propose_refusal", "reward.reason_missing"),
    ("refuse", "wrong_state"), ("given up", "payout.stands_at_the_provider"),
}  # fmt: skip


def the_ways_that_chance_may_miss(books):
    """A paper rejected and approved too late, a payout prepared by the approver, refused by the provider, given up; a
    reward refused for good, and once more."""
    steps = [
        lambda: books.prepare_paper("", "rewards_a", 8_000),
        lambda: books.prepare_paper("who", "rewards_a", 8_000),
        lambda: books.decide_paper("", 0, False, "文号有误"),
        lambda: books.decide_paper("what", 0, True, ""),
        lambda: books.prepare_payout("who", 0),
        lambda: books.payee_changes(0, True, "same"),
        lambda: books.payee_changes(1, True, "same"),
        lambda: books.prepare_payout("", 0),
        lambda: books.prepare_payout("what", 0),
        lambda: books.decide_payout("", 0, True, ""),
        lambda: books.send("", 0, "refused"),
        lambda: books.give_up("", 0, "重来"),
        lambda: books.refuse_reward("", 1, "propose_refusal", "不应发放"),
        lambda: books.refuse_reward("", 1, "refuse", "不应发放"),
        lambda: books.refuse_reward("what", 1, "refuse", "不应发放"),
    ]
    for step in steps:
        step()
        books.the_books_balance()
    books.teardown()


def test_the_books_balance_whatever_is_done(base, clones):
    reached = Counter()
    the_ways_that_chance_may_miss(Books(lambda: clones(base), reached))
    run_state_machine_as_test(
        lambda: Books(lambda: clones(base), reached),
        settings=settings(
            max_examples=12, stateful_step_count=40, derandomize=True, database=None, deadline=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    # The whole way was walked, rightly and wrongly, for the invariants above to mean something.
    assert {name for name in CAME_ABOUT if not reached[name]} == set(), reached
