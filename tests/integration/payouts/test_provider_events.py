"""What the provider tells is kept once and applied by asking it, in whatever order it comes."""

from datetime import UTC, datetime

from sqlalchemy import select

from market.notifications.models import Notification
from payouts.gateway import gateway
from payouts.payments import jobs
from payouts.payments import services as payments
from payouts.payments.models import Payout
from payouts.payments.queries import bounced_payouts, events_page
from payouts.payments.services_events import keep_event
from payouts.payments.services_sending import begin_sending, take_answer
from payouts.payments.vocabulary import Outcome, PayoutState
from payouts.provider import Found, ProviderEvent, Sent
from tests.integration.payouts import stories
from tests.integration.payouts.provider_stories import NET, paid_once, settle, state, tell


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
        assert {one.person_id for one in told} == {
            one.person_id for one in (actors.preparer, actors.approver, actors.second_approver)
        }
        assert len(told) == 3
    paid_once(database, room, sandbox, payout_id)


def test_each_banner_sees_the_events_about_its_own_payouts_and_payees(work, actors, sandbox):
    """李慧 and 周敏 see theirs, 吴刚 of the other banner nothing; what is about nobody is shown to nobody."""
    payout = stories.prepared(work, actors)
    payments.approve(work(actors.approver), payout)
    begin_sending(work(actors.system), payout)
    take_answer(work(actors.system), payout, 1, Sent("tr_1", "po_1", "pending"))
    account_id = payout.payee.provider_account_id
    for number, kind, object_id, reference, account in (
        (1, "account.updated", account_id, None, None),
        (2, "payout.updated", "po_2", None, account_id),
        (3, "payout.paid", "po_1", None, None),
        (4, "transfer.created", "tr_1", payout.public_id, None),
        (5, "payout.paid", "po_stranger", "nobody", None),
        (6, "account.updated", "acct_stranger", None, None),
        (7, "balance.available", "bal_1", None, "acct_stranger"),
    ):
        keep_event(work(actors.system), ProviderEvent(
            f"evt_{number}", kind, datetime.now(UTC), account, object_id, reference, None, None, None, None, None
        ))  # fmt: skip
    for actor in (actors.preparer, actors.approver, actors.auditor):
        assert [one.event_id for one in events_page(work(actor)).rows] == ["evt_4", "evt_3", "evt_2", "evt_1"]
    assert events_page(work(actors.other_preparer)).rows == []


def test_an_event_about_something_unknown_is_kept(room, sandbox):
    assert tell(room, sandbox, "payout.paid", object_id="po_stranger", payout_ref="nobody") == Outcome.UNKNOWN_THING
