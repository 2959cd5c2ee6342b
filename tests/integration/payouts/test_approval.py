"""李慧 prepares, 赵强 approves: never the same person, never the payee, and only what has been earned."""

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from market.people.models import Appointment
from market.refusals import Forbidden, Refused, WrongState
from mediators.vetting import services as vetting
from payouts.payments import services as payments
from payouts.payments.services_sending import begin_sending, take_answer
from payouts.payments.vocabulary import PayoutState
from payouts.provider import Rejected
from payouts.rewards.vocabulary import RewardState
from tests.integration.mediators import stories as lower
from tests.integration.payouts import stories
from tests.integration.payouts.provider_stories import NET, TAX
from tests.integration.payouts.stories import REWARD_A


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


def becomes_an_official(work, actors, payout):
    """The mediator is given a role of the scheme."""
    system = work(actors.system)
    office = Appointment(
        person_id=payout.payee_person_id, role="auditor", jurisdiction_id=payout.jurisdiction_id, status="in_force",
        valid_from=system.today, confirmed_at=system.now,
    )  # fmt: skip
    system.session.add(office)


def is_suspended(work, actors, payout):
    vetting.suspend(work(actors.reviewer), payout.payee.mediator, reason="收受财物")


CHANGES = [becomes_an_official, is_suspended]


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_since_the_preparation_stops_the_approval(work, actors, sandbox, change):
    """赵强 approves only what is still earned; he can still reject it, and the reward is due again."""
    payout = stories.prepared(work, actors)
    change(work, actors, payout)
    work(actors.system).session.flush()
    with pytest.raises(Refused, match="payout.not_entitled_now") as refused:
        payments.approve(work(actors.approver), payout)
    assert "mediator" in refused.value.facts["unmet_label"]
    assert payout.status == PayoutState.PREPARED
    payments.reject(work(actors.approver), payout, reason="不再符合条件")
    assert payout.reward.status == RewardState.DUE


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_since_the_failure_stops_another_sending(work, actors, sandbox, change):
    payout = stories.prepared(work, actors)
    payments.approve(work(actors.approver), payout)
    begin_sending(work(actors.system), payout)
    take_answer(work(actors.system), payout, 1, Rejected("account_closed", "no"))
    change(work, actors, payout)
    work(actors.system).session.flush()
    with pytest.raises(Refused, match="payout.not_entitled_now"):
        payments.send_again(work(actors.preparer), payout)
    assert (payout.status, payout.attempt) == (PayoutState.FAILED, 1)


COPY = """INSERT INTO payout (public_id, jurisdiction_id, reward_id, payee_id, payee_fingerprint, gross_fen, tax_rule,
    tax_fen, net_fen, second_above_fen, status, prepared_at, prepared_by_id, reason, attempt, moved_at, trouble)
    SELECT 'copy', jurisdiction_id, reward_id, payee_id, payee_fingerprint, gross_fen, tax_rule, tax_fen, net_fen,
    second_above_fen, 'prepared', now(), prepared_by_id, '', 1, now(), '' FROM payout"""


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
        (COPY.replace("net_fen,\n    second", "net_fen - 1,\n    second"), "gross_is_net_and_tax"),
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
    "UPDATE mediator SET status = 'suspended', suspended_at = now(), suspended_by_id = endorsed_by_id,"
    " status_reason = '收受财物'",
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


def test_no_payout_is_approved_in_the_database_that_is_no_longer_earned(database):
    with stories.committed(database) as (work, actors):
        stories.prepared(work, actors)
    approved = "UPDATE payout SET status = 'approved', decided_at = now(), decided_by_id = prepared_by_id + 1"
    superuser = stories.as_superuser(database)
    for damage in ("SELECT 1", *DAMAGES):
        with Session(superuser) as session:  # rolled back after each
            replica = session.connection()
            replica.exec_driver_sql("SET LOCAL session_replication_role = replica")
            replica.exec_driver_sql(damage)
            replica.exec_driver_sql("SET LOCAL session_replication_role = origin")
            said = stories.said_to(session, [approved], at_commit=False)
            assert said == "nothing" if damage == "SELECT 1" else "payout_is_earned" in said, damage
    superuser.dispose()


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
