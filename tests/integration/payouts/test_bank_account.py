"""Money goes only to the bank account that two persons saw, at whatever moment 巴特尔 changes it."""

import pytest
from stripe import StripeClient

from market.refusals import Forbidden, Refused
from payouts.payments import jobs
from payouts.payments import services as payments
from payouts.payments.models import Payout
from payouts.payments.vocabulary import Outcome, PayoutState
from payouts.rewards.vocabulary import RewardState
from tests.integration.payouts import stories
from tests.integration.payouts.provider_stories import NET, TAX, K, money, paid_once, settle, state, tell

pytestmark = pytest.mark.slow  # real pages and a real sender, beside test_sending


def move_bank(database, payout_id, fingerprint="another-bank"):
    with stories.committed(database) as (work, actors):
        payee = work(actors.system).session.get_one(Payout, payout_id).payee
        stories.take_over(
            work(actors.system), payee, stories.ProviderAccount(payee.provider_account_id, True, fingerprint)
        )


def give_up_and_prepare_anew(database, payout_id):
    """赵强 gives it up, 李慧 prepares anew, 赵强 approves: the new payout's id."""
    with stories.committed(database) as (work, actors):
        old = work(actors.approver).session.get_one(Payout, payout_id)
        with pytest.raises(Forbidden):
            payments.give_up(work(actors.preparer), old, reason="换卡")
        payments.give_up(work(actors.approver), old, reason="收款账户已变更，须重新审批")
        assert (old.status, old.reward.status) == (PayoutState.REJECTED, RewardState.DUE)
    with stories.committed(database) as (work, actors):
        reward = work(actors.preparer).session.get_one(Payout, payout_id).reward
        anew = payments.prepare_payout(work(actors.preparer), reward)
    with stories.committed(database) as (work, actors):
        payments.approve(work(actors.approver), work(actors.approver).session.get_one(Payout, anew.id))
    return anew.id


def test_what_was_approved_for_one_bank_account_is_not_sent_to_another(database, room, sandbox, payout_id):
    """巴特尔's bank account changes after 赵强 approved: nothing goes out until two persons have seen the new one."""
    move_bank(database, payout_id)
    jobs.send_payout(room, payout_id)
    assert state(database, payout_id) == (PayoutState.FAILED, 1)
    with database.session() as session:
        assert session.get_one(Payout, payout_id).trouble == "bank_changed"
    assert money(room, payout_id) == {K.PAYABLE: NET, K.WITHHELD_TAX: TAX}
    assert sandbox.executed_total_fen() == 0
    with stories.committed(database) as (work, actors), pytest.raises(Refused, match="payout.bank_changed_since"):
        payments.send_again(work(actors.preparer), work(actors.preparer).session.get_one(Payout, payout_id))
    anew = give_up_and_prepare_anew(database, payout_id)
    jobs.send_payout(room, anew)
    settle(room, sandbox, anew)
    paid_once(database, room, sandbox, anew)


def test_a_bank_account_that_changes_after_the_failure_is_seen_by_two_again(database, room, sandbox, payout_id):
    """The transfer of the failed payout stands at the provider: it is taken back before another payout is prepared."""
    sandbox.misbehave("fail_payouts", failure_code="account_closed")
    jobs.send_payout(room, payout_id)
    settle(room, sandbox, payout_id)
    move_bank(database, payout_id)
    with stories.committed(database) as (work, actors):
        failed = work(actors.preparer).session.get_one(Payout, payout_id)
        with pytest.raises(Refused, match="payout.bank_changed_since"):
            payments.send_again(work(actors.preparer), failed)
        assert (failed.status, failed.attempt) == (PayoutState.FAILED, 1)
    with stories.committed(database) as (work, actors), pytest.raises(Refused, match="stands_at_the_provider"):
        payments.give_up(work(actors.approver), work(actors.approver).session.get_one(Payout, payout_id), reason="换卡")
    assert money(room, payout_id) == {K.PAYABLE: NET, K.WITHHELD_TAX: TAX}
    operator = StripeClient(sandbox.api_key, base_addresses={"api": sandbox.url}, max_network_retries=0)
    transfer_id = sandbox.transfers()[0]["id"]
    operator.v1.transfers.reversals.create(transfer_id, {})
    with room.work() as work:
        reference = work.session.get_one(Payout, payout_id).public_id
    told = tell(room, sandbox, "transfer.reversed", object_id=transfer_id, payout_ref=reference)
    assert told == Outcome.APPLIED
    anew = give_up_and_prepare_anew(database, payout_id)
    assert money(room, anew) == {K.PAYABLE: NET, K.WITHHELD_TAX: TAX}
    jobs.send_payout(room, anew)
    settle(room, sandbox, anew)
    paid_once(database, room, sandbox, anew)


def test_a_lost_answer_is_not_sent_anew_to_another_bank_account(database, room, sandbox, payout_id):
    sandbox.misbehave("lose_request", on="POST transfers")
    jobs.send_payout(room, payout_id)
    move_bank(database, payout_id)
    jobs.reconcile_unknown(room, payout_id)
    assert state(database, payout_id) == (PayoutState.FAILED, 1)
    assert money(room, payout_id) == {K.PAYABLE: NET, K.WITHHELD_TAX: TAX}
    assert sandbox.executed_total_fen() == 0


def test_a_sender_that_was_cut_off_does_not_go_on_to_another_bank_account(database, room, sandbox, payout_id):
    with room.work() as work:
        jobs.begin_sending(work, work.session.get_one(Payout, payout_id))
    move_bank(database, payout_id)
    jobs.send_payout(room, payout_id)
    assert sandbox.executed_total_fen() == 0
    jobs.reconcile_unknown(room, payout_id)
    jobs.reconcile_unknown(room, payout_id)
    assert state(database, payout_id) == (PayoutState.FAILED, 1)
