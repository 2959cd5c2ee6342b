"""Above the limit 赵强 approves first and 孙丽 second: neither is the preparer or the payee."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from market.actor import Role
from market.notifications.models import Notification
from market.people.models import Appointment
from market.refusals import Forbidden, Refused, WrongState
from market.settings.dated import DATED
from payouts.ledger.queries import balances_of_promise
from payouts.ledger.verify import verify
from payouts.ledger.vocabulary import AccountKind as K
from payouts.payments import services as payments
from payouts.payments.models import Payout
from payouts.payments.queries import waiting_payouts
from payouts.payments.vocabulary import UNDECIDED, PayoutState
from payouts.rewards.vocabulary import RewardState
from tests.integration.mediators import stories as lower
from tests.integration.payouts import stories
from tests.integration.payouts.provider_stories import NET, TAX
from tests.integration.payouts.stories import REWARD_A
from tests.integration.payouts.test_pages import app, press, signed_in  # noqa: F401 - app is a fixture

pytestmark = pytest.mark.slow  # real pages, beside test_approval

LIMIT = "second_approver_above_fen"


@pytest.fixture(autouse=True)
def limit(wired, monkeypatch):
    """A limit of 5,000 yuan, which the reward of 8,000 yuan is above."""
    monkeypatch.setitem(DATED.known, LIMIT, replace(DATED.known[LIMIT], default=500_000))


def test_two_approve_one_after_the_other_and_only_then_it_goes_out(work, actors):
    payout = stories.prepared(work, actors)
    assert payout.needs_two
    with pytest.raises(Refused, match="payout.two_needed"):
        payments.approve(work(actors.approver), payout)
    payments.approve_first(work(actors.approver), payout)
    assert (payout.status, payout.decided_at, payout.first_approved_by.display_name) == ("first_approved", None, "赵强")
    assert balances_of_promise(work(actors.system), payout.reward.listing_id).by_kind == {K.ENCUMBERED: REWARD_A}
    assert jobs_waiting(work(actors.system)) == 0
    payments.approve(work(actors.second_approver), payout)
    assert (payout.status, payout.decided_by.display_name) == ("approved", "孙丽")
    held = balances_of_promise(work(actors.system), payout.reward.listing_id).by_kind
    assert {kind: fen for kind, fen in held.items() if fen} == {K.PAYABLE: NET, K.WITHHELD_TAX: TAX}
    assert jobs_waiting(work(actors.system)) == 1


def jobs_waiting(piece):
    """How many payouts are to be sent."""
    return piece.session.execute(
        text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send_payout' AND status = 'todo'")
    ).scalar_one()


def test_nobody_is_both_of_the_two(work, actors):
    payout = stories.prepared(work, actors)
    bateer = lower.acting(work(actors.system).session, payout.reward.mediator, work(actors.system))
    for actor in (actors.preparer, actors.other_approver, bateer, actors.clerk, actors.auditor):
        with pytest.raises(Forbidden):
            payments.approve_first(work(actor), payout)
    payments.approve_first(work(actors.approver), payout)
    for actor in (actors.approver, actors.preparer, actors.other_approver, bateer, actors.clerk, actors.auditor):
        with pytest.raises(Forbidden):
            payments.approve(work(actor), payout)
        with pytest.raises(Forbidden):
            payments.reject(work(actor), payout, reason="金额有误")
    with pytest.raises(WrongState):
        payments.approve_first(work(actors.second_approver), payout)
    assert payout.status == PayoutState.FIRST_APPROVED


def test_the_second_approver_can_turn_it_down(work, actors):
    payout = stories.prepared(work, actors)
    payments.approve_first(work(actors.approver), payout)
    payments.reject(work(actors.second_approver), payout, reason="金额有误")
    assert (payout.status, payout.reason, payout.reward.status) == ("rejected", "金额有误", RewardState.DUE)
    assert not payments.prepare_payout(work(actors.preparer), payout.reward).first_approved_by_id


def test_the_entitlement_is_judged_at_each_approval(work, actors):
    payout = stories.prepared(work, actors)
    payments.approve_first(work(actors.approver), payout)
    system = work(actors.system)
    system.session.add(Appointment(
        person_id=payout.payee_person_id, role="auditor", jurisdiction_id=payout.jurisdiction_id, status="in_force",
        valid_from=system.today, confirmed_at=system.now,
    ))  # fmt: skip
    system.session.flush()
    with pytest.raises(Refused, match="payout.not_entitled_now"):
        payments.approve(work(actors.second_approver), payout)


def test_up_to_the_limit_one_is_enough(work, actors, monkeypatch):
    monkeypatch.setitem(DATED.known, LIMIT, replace(DATED.known[LIMIT], default=REWARD_A))
    payout = stories.prepared(work, actors)
    with pytest.raises(Refused, match="payout.one_is_enough"):
        payments.approve_first(work(actors.approver), payout)
    payments.approve(work(actors.second_approver), payout)
    assert payout.status == PayoutState.APPROVED


def test_the_limit_is_that_of_the_day_on_which_it_was_prepared(work, actors, monkeypatch):
    payout = stories.prepared(work, actors)
    monkeypatch.setitem(DATED.known, LIMIT, replace(DATED.known[LIMIT], default=10 * REWARD_A))
    with pytest.raises(Refused, match="payout.two_needed"):
        payments.approve(work(actors.approver), payout)


def test_it_waits_in_the_list_of_who_can_still_decide(work, actors):
    payout = stories.prepared(work, actors)

    def waits_for(actor):
        return waiting_payouts(work(actor), Role.FINANCE_APPROVER, *UNDECIDED) == [payout]

    assert (waits_for(actors.approver), waits_for(actors.second_approver)) == (True, True)
    payments.approve_first(work(actors.approver), payout)
    assert (waits_for(actors.approver), waits_for(actors.second_approver)) == (False, True)
    told = work(actors.system).session.query(Notification).filter_by(code="payout_second_to_decide").all()
    assert [one.person_id for one in told] == [actors.second_approver.person_id]


def set_status(status, first="NULL", decided="NULL", extra=""):
    at = {"NULL": "NULL"}
    return (
        f"UPDATE payout SET status = '{status}', first_approved_by_id = {first},"  # noqa: S608
        f" first_approved_at = {at.get(first, 'now()')}, decided_by_id = {decided},"
        f" decided_at = {at.get(decided, 'now()')}{extra}"
    )


PREPARER, OTHER, THIRD = "prepared_by_id", "prepared_by_id + 1", "prepared_by_id + 2"
PAYEE = "(SELECT m.person_id FROM mediator m JOIN payee p ON p.mediator_id = m.id)"
FORBIDDEN = [
    (set_status("approved", decided=OTHER), "ck_payout_two_above_the_limit"),
    (set_status("failed", decided=OTHER), "goes only the ways"),
    (set_status("first_approved", first=PREPARER), "ck_payout_first_approver_is_another"),
    (set_status("first_approved", first=PAYEE), "payout_not_to_oneself"),
    (set_status("first_approved"), "ck_payout_first_approval_is_stamped"),
    (set_status("first_approved", first=OTHER, decided=THIRD), "ck_payout_decided_is_stamped"),
    (set_status("approved", first=OTHER, decided=OTHER), "ck_payout_first_approver_is_another"),
    (set_status("approved", first=OTHER, decided=PREPARER), "ck_payout_four_eyes"),
    (set_status("approved", first=OTHER, decided=THIRD), "the ledger does not hold"),
    (set_status("prepared", first=OTHER), "ck_payout_first_approval_is_stamped"),
    ("UPDATE payout SET second_above_fen = gross_fen", "permission denied"),
]
AFTER_THE_FIRST = [
    ("UPDATE payout SET first_approved_by_id = prepared_by_id + 2", "payout_keeps_its_content"),
    ("UPDATE payout SET first_approved_by_id = NULL, first_approved_at = NULL, status = 'prepared'", "payout_keeps"),
    ("UPDATE payout SET status = 'approved', decided_at = now(), decided_by_id = first_approved_by_id",
     "ck_payout_first_approver_is_another"),
]  # fmt: skip


def test_the_database_says_it_again(database):
    with stories.committed(database) as (work, actors):
        payout_id = stories.prepared(work, actors).id
    for statement, refusal in FORBIDDEN:
        with database.session() as session:
            assert refusal in stories.said_to(session, [statement]), statement
    with stories.committed(database) as (work, actors):
        zhaoqiang = work(actors.approver)
        payments.approve_first(zhaoqiang, zhaoqiang.session.get_one(Payout, payout_id))
    for statement, refusal in AFTER_THE_FIRST:
        with database.session() as session:
            assert refusal in stories.said_to(session, [statement]), statement
    with database.session() as session:
        assert verify(session).faults == ()


SETTING = """INSERT INTO setting_version (public_id, jurisdiction_id, name, value, effective_from, reason, note, status,
    proposed_by_id, proposed_at, confirmed_by_id, decided_at) SELECT 'limit', '150623', 'second_approver_above_fen',
    '700000', current_date - 1, '内控要求', '', 'in_force', min(id), now(), max(id), now() FROM person"""
COPY = """INSERT INTO payout (public_id, jurisdiction_id, reward_id, payee_id, payee_fingerprint, gross_fen, tax_rule,
    tax_fen, net_fen, second_above_fen, status, prepared_at, prepared_by_id, reason, attempt, moved_at, trouble)
    SELECT 'copy', jurisdiction_id, reward_id, payee_id, payee_fingerprint, gross_fen, tax_rule, tax_fen, net_fen,
    {limit}, 'prepared', now(), prepared_by_id, '', 1, now(), '' FROM payout"""


def test_no_payout_row_carries_another_limit_than_the_one_in_force(database):
    with stories.committed(database) as (work, actors):
        payments.reject(work(actors.approver), stories.prepared(work, actors), reason="重来")
    superuser = stories.as_superuser(database)
    with Session(superuser) as session:
        connection = session.connection()
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("UPDATE reward SET status = 'in_payment'")
        connection.exec_driver_sql(SETTING)
        connection.exec_driver_sql("SET LOCAL session_replication_role = origin")
        for limit, said in ((700_001, "payout_is_earned"), (700_000, "nothing")):
            with session.begin_nested() as nested:
                assert said in stories.said_to(session, [COPY.format(limit=limit)], at_commit=False)
                nested.rollback()
    superuser.dispose()


def test_each_of_the_two_does_it_from_a_page_of_their_own(app, database, limit, monkeypatch):  # noqa: F811
    monkeypatch.setitem(DATED.known, LIMIT, replace(DATED.known[LIMIT], default=500_000))
    with stories.committed(database) as (work, actors):
        page = f"/payouts/{stories.prepared(work, actors).public_id}"
    zhaoqiang, _ = signed_in(app, database, "赵强")
    sunli, headers = signed_in(app, database, "孙丽")
    shown = zhaoqiang.get(page).get_data(as_text=True)
    assert f'href="{page}/first-approval"' in shown
    assert f'href="{page}/approve"' not in shown
    refused = zhaoqiang.get(f"{page}/approve")
    assert (refused.status_code, "needs two approvers" in refused.get_data(as_text=True)) == (409, True)
    assert press(zhaoqiang, f"{page}/first-approval").status_code == 303
    assert zhaoqiang.get(f"{page}/approve").status_code == 403
    assert f'href="{page}/approve"' not in zhaoqiang.get(page).get_data(as_text=True)
    assert "waits for the second approver" in sunli.get("/work").get_data(as_text=True)
    assert "赵强" in sunli.get(f"{page}/approve").get_data(as_text=True)
    seen = app.test_client().get(f"/api/v1{page}", headers=headers).get_json()
    assert (seen["status"], seen["needs_two"]) == ("first_approved", True)
    answer = app.test_client().post(f"/api/v1{page}/approve", headers=headers, json={})
    assert (answer.status_code, answer.get_json()["status"]) == (201, "approved")
