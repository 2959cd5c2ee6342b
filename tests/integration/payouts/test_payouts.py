"""李慧 prepares, 赵强 approves, a job sends once; whatever the provider does, 巴特尔 is paid exactly once."""

import secrets
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session, sessionmaker
from stripe import StripeClient

from demo.sandbox import Sandbox
from market import transactions
from market.jobs import JobRoom
from market.notifications.models import Notification
from market.refusals import Forbidden, Refused, WrongState
from payouts.gateway import configure, gateway
from payouts.ledger.queries import balances_of_promise
from payouts.ledger.verify import verify
from payouts.ledger.vocabulary import AccountKind
from payouts.payees.jobs import open_payee_account
from payouts.payees.models import Payee
from payouts.payees.services import own_link
from payouts.payments import jobs
from payouts.payments import services as payments
from payouts.payments.models import KeptEvent, Payout
from payouts.payments.queries import bounced_payouts, events_page, standing_still
from payouts.payments.services_events import keep_event
from payouts.payments.vocabulary import Outcome, PayoutState
from payouts.provider import Found, ProviderEvent
from payouts.rewards.vocabulary import RewardState
from tests.integration.mediators import stories as lower
from tests.integration.payouts import stories
from tests.integration.payouts.stories import REWARD_A

K = AccountKind
NET, TAX = 672_000, 128_000  # 8,000 yuan as remuneration for labour: 80% of it taxed at 20%


@pytest.fixture
def sandbox(tmp_path):
    double = Sandbox(tmp_path / "sandbox.sqlite", background=False).start()
    configure(
        base_url=double.url, api_key=double.api_key, webhook_secret=double.webhook_secret,
        public_url="http://127.0.0.1:8000", proof_seconds=0,
    )  # fmt: skip
    yield double
    double.stop()


@pytest.fixture
def room(database):
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))
    return JobRoom("test")


@pytest.fixture
def payout_id(database, sandbox, room):
    """A payout approved by 赵强, to an account that 巴特尔 has opened at the provider."""
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors)
        reward = stories.due(work, actors)
    onboard(database, sandbox, room, reward)
    with stories.committed(database) as (work, actors):
        payout = payments.prepare_payout(work(actors.preparer), work(actors.preparer).session.merge(reward))
    with stories.committed(database) as (work, actors):
        payments.approve(work(actors.approver), work(actors.approver).session.get_one(Payout, payout.id))
    return payout.id


def onboard(database, sandbox, room, reward):
    with stories.committed(database) as (work, actors):
        system = work(actors.system)
        bateer = lower.acting(system.session, system.session.merge(reward).mediator, system)
        payee_id = stories.ask_for_account(work(bateer)).id
    open_payee_account(room, payee_id)
    with database.session() as session:
        payee = session.get_one(Payee, payee_id)
        assert sandbox.url.encode() not in payee.link_sealed
    with stories.committed(database) as (work, actors):
        mine = work(actors.system).session.get_one(Payee, payee_id)
        for actor in (actors.preparer, actors.auditor, actors.system):
            with pytest.raises(Forbidden):
                own_link(work(actor), mine)
        bateer = lower.acting(work(actors.system).session, mine.mediator, work(actors.system))
        assert own_link(work(bateer), mine).startswith(sandbox.url)
    sandbox.complete_onboarding(payee.provider_account_id)
    tell(room, sandbox, "account.updated", object_id=payee.provider_account_id)


def tell(room, sandbox, kind, *, object_id, payout_ref=None, event_id=None):
    """The provider's webhook: kept, then applied by its job."""
    event = ProviderEvent(
        event_id or f"evt_{secrets.token_hex(4)}", kind, datetime.now(UTC), None, object_id, payout_ref, None, None,
        None, None, None,
    )  # fmt: skip
    with room.work() as work:
        keep_event(work, event)
    jobs.apply_provider_event(room, event.event_id)
    with room.work() as work:
        return work.session.scalars(select(KeptEvent).where(KeptEvent.event_id == event.event_id)).one().outcome


def state(database, payout_id):
    with database.session() as session:
        payout = session.get_one(Payout, payout_id)
        return PayoutState(payout.status), payout.attempt


def money(room, payout_id):
    with room.work() as work:
        listing_id = work.session.get_one(Payout, payout_id).reward.listing_id
        return {kind: fen for kind, fen in balances_of_promise(work, listing_id).by_kind.items() if fen}


def settle(room, sandbox, payout_id):
    """The provider settles everything, and tells."""
    while sandbox.settle_now(at_once=True):
        pass
    with room.work() as work:
        payout = work.session.get_one(Payout, payout_id)
        reference, known = payout.public_id, payout.provider_payout_id
    return tell(room, sandbox, "payout.paid", object_id=known or "po_unknown", payout_ref=reference)


def paid_once(database, room, sandbox, payout_id):
    """Paid, everywhere, once; and the books and the provider agree to the fen."""
    assert state(database, payout_id)[0] is PayoutState.PAID
    assert money(room, payout_id) == {K.PAID: NET, K.WITHHELD_TAX: TAX}
    assert sandbox.executed_total_fen() == NET
    assert sandbox.paid_total_fen() == NET
    with database.session() as session:
        reward = session.get_one(Payout, payout_id).reward
        assert (reward.status, reward.listing.status) == (RewardState.PAID, "rewarded")
        assert (reward.claim.status, reward.case.status) == ("completed", "closed")
        assert verify(session).faults == ()


def test_paid_end_to_end(database, room, sandbox, payout_id):
    assert money(room, payout_id) == {K.PAYABLE: NET, K.WITHHELD_TAX: TAX}
    jobs.send_payout(room, payout_id)
    assert state(database, payout_id) == (PayoutState.IN_TRANSIT, 1)
    assert money(room, payout_id) == {K.IN_TRANSIT: NET, K.WITHHELD_TAX: TAX}
    assert settle(room, sandbox, payout_id) == Outcome.APPLIED
    paid_once(database, room, sandbox, payout_id)


def test_events_in_any_order_and_any_number_of_times(database, room, sandbox, payout_id):
    jobs.send_payout(room, payout_id)
    with room.work() as work:
        payout = work.session.get_one(Payout, payout_id)
        reference, known = payout.public_id, payout.provider_payout_id
    while sandbox.settle_now(at_once=True):
        pass
    outcomes = [
        tell(room, sandbox, kind, object_id=known, payout_ref=reference, event_id=event_id)
        for kind, event_id in [
            ("payout.paid", "evt_3"), ("payout.created", "evt_1"), ("transfer.created", "evt_0"),
            ("payout.paid", "evt_3"), ("payout.updated", "evt_2"),
        ]
    ]  # fmt: skip
    assert outcomes == ["applied", "nothing_new", "nothing_new", "applied", "nothing_new"]
    paid_once(database, room, sandbox, payout_id)


def test_a_paid_event_that_overtakes_the_answer(database, room, sandbox, payout_id):
    """The worker dies after the provider executed and before it noted the answer; the webhook says it is paid."""
    with room.work() as work:
        order = jobs.begin_sending(work, work.session.get_one(Payout, payout_id))
    gateway().provider.send(
        account_id=order.account_id, amount_fen=order.amount_fen, payout_ref=order.payout_ref,
        idempotency_key=order.idempotency_key,
    )  # fmt: skip
    assert state(database, payout_id) == (PayoutState.SENDING, 1)
    assert settle(room, sandbox, payout_id) == Outcome.APPLIED
    jobs.send_payout(room, payout_id)  # the queue runs the killed worker's job again
    paid_once(database, room, sandbox, payout_id)


def test_a_killed_sender_sends_once(database, room, sandbox, payout_id):
    with room.work() as work:
        jobs.begin_sending(work, work.session.get_one(Payout, payout_id))
    jobs.send_payout(room, payout_id)
    jobs.send_payout(room, payout_id)
    assert state(database, payout_id) == (PayoutState.IN_TRANSIT, 1)
    settle(room, sandbox, payout_id)
    paid_once(database, room, sandbox, payout_id)


@pytest.mark.parametrize("on", ["POST transfers", "POST payouts"])
@pytest.mark.parametrize("kind", ["lose_reply", "lose_request", "server_error", "rate_limit", "conflict"])
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


def test_what_bounces_after_it_was_paid_is_told_to_finance_and_stays_on_their_list(
    database, room, sandbox, payout_id, monkeypatch
):
    jobs.send_payout(room, payout_id)
    settle(room, sandbox, payout_id)
    with room.work() as work:
        payout = work.session.get_one(Payout, payout_id)
        reference, known = payout.public_id, payout.provider_payout_id
    late = tell(room, sandbox, "payout.failed", object_id=known, payout_ref=reference)
    assert late == Outcome.NOTHING_NEW  # the provider, asked, still says that it is paid
    back = Found(None, NET, known, "failed", "account_closed")
    monkeypatch.setattr(gateway().provider, "find", lambda reference, account_id: back)
    for _ in range(2):
        assert tell(room, sandbox, "payout.failed", object_id=known, payout_ref=reference) == Outcome.BOUNCED
    with stories.committed(database) as (work, actors):
        for actor in (actors.preparer, actors.approver):
            assert [one.id for one in bounced_payouts(work(actor))] == [payout_id]
        assert bounced_payouts(work(actors.other_preparer)) == []
        told = work(actors.system).session.scalars(select(Notification).filter_by(code="payout_bounced")).all()
        assert {one.person_id for one in told} == {actors.preparer.person_id, actors.approver.person_id}
        assert len(told) == 2
    paid_once(database, room, sandbox, payout_id)


def test_the_other_banner_sees_no_event_about_our_payee(work, actors, sandbox):
    account_id = stories.prepared(work, actors).payee.provider_account_id
    news = ProviderEvent(
        "evt_bank", "account.updated", datetime.now(UTC), None, account_id, None, None, None, None, None, None
    )
    keep_event(work(actors.system), news)
    assert [one.event_id for one in events_page(work(actors.preparer)).rows] == ["evt_bank"]
    assert events_page(work(actors.other_preparer)).rows == []


def test_the_case_is_locked_before_its_payout_is_changed(work, actors, session, sandbox):
    payout = stories.prepared(work, actors)
    said = []
    connection = session.connection()

    def hear(_connection, _cursor, statement, *_):
        said.append(statement)

    event.listen(connection, "before_cursor_execute", hear)
    payments.approve(lower.later(work(actors.approver), 1), payout)
    event.remove(connection, "before_cursor_execute", hear)
    locked = next(at for at, one in enumerate(said) if "FROM petition_case" in one and "FOR NO KEY UPDATE" in one)
    assert locked < next(at for at, one in enumerate(said) if one.startswith("UPDATE payout"))


def test_an_event_about_something_unknown_is_kept(room, sandbox):
    assert tell(room, sandbox, "payout.paid", object_id="po_stranger", payout_ref="nobody") == Outcome.UNKNOWN_THING


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


def test_nobody_does_both_and_nobody_pays_themselves(work, actors, sandbox):
    payout = stories.prepared(work, actors)
    assert (payout.gross_fen, payout.tax_fen, payout.net_fen) == (REWARD_A, TAX, NET)
    bateer = lower.acting(work(actors.system).session, payout.reward.mediator, work(actors.system))
    for actor in (actors.preparer, actors.other_approver, bateer, actors.clerk):
        with pytest.raises(Forbidden):
            payments.approve(work(actor), payout)
    with pytest.raises(Refused, match="payout.reason_missing"):
        payments.reject(work(actors.approver), payout, reason="")
    payments.reject(work(actors.approver), payout, reason="金额有误")
    assert payout.reward.status == RewardState.DUE
    with pytest.raises(WrongState):
        payments.approve(work(actors.approver), payout)
    again = payments.prepare_payout(work(actors.preparer), payout.reward)
    assert again.id != payout.id
    payments.approve(work(actors.approver), again)


def test_a_changed_bank_account_stops_the_approval(work, actors, sandbox):
    payout = stories.prepared(work, actors)
    stories.take_over(work(actors.system), payout.payee, stories.ProviderAccount("acct_1", True, "another-bank"))
    with pytest.raises(Refused, match="payout.bank_changed"):
        payments.approve(work(actors.approver), payout)
    stories.take_over(work(actors.system), payout.payee, stories.ProviderAccount("acct_1", False, "another-bank"))
    with pytest.raises(Refused, match="payout.payee_not_ready"):
        payments.approve(work(actors.approver), payout)


COPY = """INSERT INTO payout (public_id, jurisdiction_id, reward_id, payee_id, payee_fingerprint, gross_fen, tax_rule,
    tax_fen, net_fen, status, prepared_at, prepared_by_id, reason, attempt, moved_at, trouble)
    SELECT 'copy', jurisdiction_id, reward_id, payee_id, payee_fingerprint, gross_fen, tax_rule, tax_fen, net_fen,
    'prepared', now(), prepared_by_id, '', 1, now(), '' FROM payout"""


FORBIDDEN = [
        ("UPDATE payout SET net_fen = net_fen + 1", "permission denied"),
        ("UPDATE payout SET payee_id = payee_id", "permission denied"),
        ("DELETE FROM payout", "permission denied"),
        ("DELETE FROM provider_event", "permission denied"),
        ("UPDATE provider_event SET event_id = 'x'", "permission denied"),
        ("UPDATE payout SET status = 'approved', decided_at = now(), decided_by_id = prepared_by_id",
         "ck_payout_four_eyes"),
        ("UPDATE payout SET status = 'approved', decided_at = now(), decided_by_id ="
         " (SELECT m.person_id FROM mediator m JOIN payee p ON p.mediator_id = m.id)", "money that comes to them"),
        ("UPDATE payout SET status = 'approved', decided_at = now(), decided_by_id = prepared_by_id + 1",
         "the ledger does not hold"),
        ("UPDATE payout SET status = 'paid', paid_at = now(), sent_at = now(), provider_payout_id = 'x',"
         " decided_at = now(), decided_by_id = prepared_by_id + 1", "goes only the ways"),
        ("UPDATE payout SET status = 'rejected', decided_at = now(), decided_by_id = prepared_by_id + 1",
         "rejected_with_reason"),
        (COPY, "uq_payout_one_a_reward"),
        (COPY.replace("net_fen,\n    'prepared'", "net_fen - 1,\n    'prepared'"), "gross_is_net_and_tax"),
        ("UPDATE reward SET status = 'paid', paid_at = now()", "the ledger does not hold"),
        ("UPDATE payee SET provider_account_id = 'acct_other'", "keeps its mediator"),
    ]  # fmt: skip


def test_the_database_says_it_again(database):
    with stories.committed(database) as (work, actors):
        stories.prepared(work, actors)
    for statement, refusal in FORBIDDEN:
        with database.session() as session:
            assert refusal in stories.said_to(session, [statement]), statement


DAMAGES = [
    "UPDATE mediator SET public_employee = true",
    "UPDATE appointment SET person_id = (SELECT person_id FROM mediator) WHERE role = 'auditor'",
    "UPDATE payee SET status = 'restricted'",
    "UPDATE agreement SET limit_last_day = took_effect_on - 1",
    "UPDATE confirmation SET status = 'dismissed', outcome = 'dismissed'",
    "DELETE FROM mediation_session",
    "UPDATE reward SET status = 'due'",
    "UPDATE reward SET amount_fen = amount_fen - 1",
]


def test_no_payout_row_without_an_earned_reward(database):
    """Each ground is taken away by a superuser's hand; a payout row is then refused by the database alone."""
    with stories.committed(database) as (work, actors):
        payments.reject(work(actors.approver), stories.prepared(work, actors), reason="重来")
    superuser = stories.as_superuser(database)
    for damage in ("SELECT 1", *DAMAGES):
        with Session(superuser) as session:  # rolled back after each
            replica = session.connection()
            replica.exec_driver_sql("SET LOCAL session_replication_role = replica")
            replica.exec_driver_sql("UPDATE reward SET status = 'in_payment'")
            replica.exec_driver_sql(damage)
            replica.exec_driver_sql("SET LOCAL session_replication_role = origin")
            said = stories.said_to(session, [COPY], at_commit=False)
            assert said == "nothing" if damage == "SELECT 1" else "payout_is_earned" in said, damage
    superuser.dispose()
