"""A job sends what 赵强 approved, once; whatever the provider answers, 巴特尔 is paid exactly once."""

import pytest
from sqlalchemy import text
from stripe import StripeClient

from market.refusals import Forbidden
from payouts.gateway import configure
from payouts.payments import jobs
from payouts.payments import services as payments
from payouts.payments.models import Payout
from payouts.payments.queries import standing_still
from payouts.payments.vocabulary import Outcome, PayoutState
from tests.integration.payouts import stories
from tests.integration.payouts.provider_stories import NET, TAX, K, money, paid_once, settle, state, tell


def test_paid_end_to_end(database, room, sandbox, payout_id):
    assert money(room, payout_id) == {K.PAYABLE: NET, K.WITHHELD_TAX: TAX}
    jobs.send_payout(room, payout_id)
    assert state(database, payout_id) == (PayoutState.IN_TRANSIT, 1)
    assert money(room, payout_id) == {K.IN_TRANSIT: NET, K.WITHHELD_TAX: TAX}
    assert settle(room, sandbox, payout_id) == Outcome.APPLIED
    paid_once(database, room, sandbox, payout_id)


def test_a_killed_sender_sends_once(database, room, sandbox, payout_id):
    with room.work() as work:
        jobs.begin_sending(work, work.session.get_one(Payout, payout_id))
    jobs.send_payout(room, payout_id)
    jobs.send_payout(room, payout_id)
    assert state(database, payout_id) == (PayoutState.IN_TRANSIT, 1)
    settle(room, sandbox, payout_id)
    paid_once(database, room, sandbox, payout_id)


SEVERED = ("lose_reply", "lose_request", "server_error", "conflict")  # waited for like a real provider


@pytest.mark.parametrize("on", ["POST transfers", "POST payouts"])
@pytest.mark.parametrize("kind", ["rate_limit", *(pytest.param(each, marks=pytest.mark.slow) for each in SEVERED)])
def test_a_lost_answer_is_looked_up_before_anything_is_sent_again(database, room, sandbox, payout_id, kind, on):
    sandbox.misbehave(kind, on=on)
    jobs.send_payout(room, payout_id)
    assert state(database, payout_id)[0] is PayoutState.UNKNOWN
    assert money(room, payout_id) == {K.IN_TRANSIT: NET, K.WITHHELD_TAX: TAX}
    jobs.reconcile_unknown(room, payout_id)
    if state(database, payout_id)[0] is PayoutState.SENDING:
        jobs.send_payout(room, payout_id)
    assert state(database, payout_id)[0] is PayoutState.IN_TRANSIT
    settle(room, sandbox, payout_id)
    paid_once(database, room, sandbox, payout_id)


def test_nothing_is_sent_anew_before_it_is_proven_that_nothing_was_done(database, room, sandbox, payout_id):
    configure(
        base_url=sandbox.url, api_key=sandbox.api_key, webhook_secret=sandbox.webhook_secret,
        public_url="http://127.0.0.1:8000", proof_seconds=600,
    )  # fmt: skip
    sandbox.misbehave("server_error", on="POST transfers")
    jobs.send_payout(room, payout_id)
    jobs.reconcile_unknown(room, payout_id)
    assert state(database, payout_id) == (PayoutState.UNKNOWN, 1)


def test_failed_at_the_provider_and_sent_again(database, room, sandbox, payout_id):
    sandbox.misbehave("fail_payouts", failure_code="account_closed")
    jobs.send_payout(room, payout_id)
    settle(room, sandbox, payout_id)
    assert state(database, payout_id) == (PayoutState.FAILED, 1)
    assert money(room, payout_id) == {K.PAYABLE: NET, K.WITHHELD_TAX: TAX}
    with stories.committed(database) as (work, actors):
        with pytest.raises(Forbidden):
            payments.send_again(work(actors.approver), work(actors.approver).session.get_one(Payout, payout_id))
        payments.send_again(work(actors.preparer), work(actors.preparer).session.get_one(Payout, payout_id))
    failed_id = sandbox.payouts()[0]["id"]
    with room.work() as work:
        reference = work.session.get_one(Payout, payout_id).public_id
        jobs.begin_sending(work, work.session.get_one(Payout, payout_id))
    late = tell(room, sandbox, "payout.failed", object_id=failed_id, payout_ref=reference)  # about the first attempt
    assert late in (Outcome.NOTHING_NEW, Outcome.APPLIED)
    assert state(database, payout_id)[0] is not PayoutState.FAILED
    if state(database, payout_id)[0] is PayoutState.UNKNOWN:
        jobs.reconcile_unknown(room, payout_id)
    jobs.send_payout(room, payout_id)
    settle(room, sandbox, payout_id)
    paid_once(database, room, sandbox, payout_id)


def test_what_the_provider_took_back_has_failed_and_does_not_stay_in_transit(database, room, sandbox, payout_id):
    """The bank refused the payout, and the provider took the transfer back before we asked."""
    sandbox.misbehave("fail_payouts", failure_code="account_closed")
    jobs.send_payout(room, payout_id)
    while sandbox.settle_now(at_once=True):
        pass
    operator = StripeClient(sandbox.api_key, base_addresses={"api": sandbox.url}, max_network_retries=0)
    operator.v1.transfers.reversals.create(sandbox.transfers()[0]["id"], {})
    jobs.reconcile_unknown(room, payout_id)
    assert state(database, payout_id) == (PayoutState.FAILED, 1)
    assert money(room, payout_id) == {K.PAYABLE: NET, K.WITHHELD_TAX: TAX}
    with stories.committed(database) as (work, actors):
        payments.send_again(work(actors.preparer), work(actors.preparer).session.get_one(Payout, payout_id))
    jobs.send_payout(room, payout_id)
    settle(room, sandbox, payout_id)
    paid_once(database, room, sandbox, payout_id)


def test_the_sweep_takes_up_what_stands_still(database, room, sandbox, payout_id):
    jobs.sweep_payouts(room)  # nothing stands still yet
    assert waiting_jobs(database) == {"send_payout": 1, "open_payee_account": 1, "apply_provider_event": 1}
    with room.work() as work:
        work.session.execute(text("UPDATE payout SET moved_at = moved_at - interval '5 minutes'"))
    jobs.sweep_payouts(room)
    jobs.sweep_payouts(room)
    assert waiting_jobs(database)["send_payout"] == 2


def test_the_sweep_leaves_out_whose_payee_cannot_be_paid(database, room, sandbox, payout_id):
    """However long they wait, they do not take the places of those that can be sent."""
    with room.work() as work:
        work.session.execute(text("UPDATE payout SET moved_at = moved_at - interval '5 minutes'"))
        work.session.execute(text("UPDATE payee SET status = 'restricted'"))
        late = work.now
        assert standing_still(work, late, PayoutState.APPROVED) == []
        work.session.execute(text("UPDATE payee SET status = 'ready'"))
        assert standing_still(work, late, PayoutState.APPROVED) == [payout_id]


def waiting_jobs(database):
    with database.session() as session:
        query = "SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'todo' GROUP BY 1"
        ours = {"send_payout", "open_payee_account", "apply_provider_event"}
        return {name: count for name, count in session.execute(text(query)) if name in ours}
