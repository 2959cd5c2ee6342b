"""A reward is reserved, falls due and is paid, or goes back: by the listing's end, or by two persons' refusal."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from demo.cast import OTOG_FRONT
from listings.publication import services as publication
from market.actor import Role
from market.events import EVENTS
from market.people.models import Appointment
from market.refusals import Forbidden, Invalid, Missing, Refused, WrongState
from payouts.budget.models import FiscalYear, YearState
from payouts.budget.services import open_budget_year
from payouts.ledger.queries import available_fen, balances_of_promise
from payouts.ledger.verify import verify
from payouts.ledger.vocabulary import AccountKind
from payouts.payments import services as payments
from payouts.rewards import services
from payouts.rewards.grounds import entitlement_of
from payouts.rewards.queries import own_rewards, reward_for, waiting_rewards
from payouts.rewards.vocabulary import RewardState
from tests.integration.mediators import stories as lower
from tests.integration.payouts import stories
from tests.integration.payouts.stories import REWARD_A, YUAN, A

K = AccountKind


def unmet(work, actors, reward):
    return [line.code for line in entitlement_of(work(actors.preparer), reward) if not line.holds]


def test_no_year_no_reward(work, actors, session):
    with pytest.raises(Refused, match="budget.no_year"), session.begin_nested():
        stories.promised(work, actors)


def test_a_closed_year_promises_nothing(work, actors, session):
    lihui = work(actors.preparer)
    lihui.session.add(
        FiscalYear(
            jurisdiction_id=OTOG_FRONT, year=lihui.today.year, status=YearState.CLOSED.value, opened_at=lihui.now,
            opened_by_id=lihui.actor.person_id,
        )
    )  # fmt: skip
    with pytest.raises(Invalid, match="budget.year_is_open"):
        open_budget_year(lihui, jurisdiction_id=OTOG_FRONT, year=lihui.today.year)
    with pytest.raises(Refused, match="budget.no_year"), session.begin_nested():
        stories.promised(work, actors)


def test_a_withdrawn_listing_gives_its_reserve_back(work, actors):
    year = stories.fund(work, actors)
    reward = stories.promised(work, actors)
    publication.withdraw(work(actors.reviewer), reward.listing, end_code="resolved_otherwise", end_note="")
    assert reward.status == RewardState.RELEASED
    assert available_fen(work(actors.system), year.jurisdiction_id, year.year, A) == 10_000 * YUAN
    assert balances_of_promise(work(actors.system), reward.listing_id)[K.ENCUMBERED] == 0


def test_a_verified_ruling_makes_it_due_to_the_mediator(work, actors):
    stories.fund(work, actors)
    reward = stories.due(work, actors)
    assert (reward.status, reward.mediator.display_name) == (RewardState.DUE, "巴特尔")
    assert reward.listing.status == "confirmed"
    assert unmet(work, actors, reward) == ["account"]
    assert waiting_rewards(work(actors.preparer), Role.FINANCE_PREPARER, RewardState.DUE) == [reward]
    assert waiting_rewards(work(actors.other_preparer), Role.FINANCE_PREPARER, RewardState.DUE) == []


def test_before_the_account_is_open_nothing_is_prepared(work, actors):
    stories.fund(work, actors)
    reward = stories.due(work, actors)
    with pytest.raises(Refused, match="reward.not_entitled") as refused:
        payments.prepare_payout(work(actors.preparer), reward)
    assert "account" in refused.value.facts["unmet_label"]
    assert reward.status == RewardState.DUE


def test_a_public_employee_is_never_paid(work, actors):
    stories.fund(work, actors)
    reward = stories.due(work, actors, "刘志远", public_employee=True)
    stories.ready_payee(work, actors, reward)
    assert unmet(work, actors, reward) == ["not_public"]
    with pytest.raises(Refused, match="reward.not_entitled"):
        payments.prepare_payout(work(actors.preparer), reward)


def test_who_held_an_office_during_the_mediation_is_never_paid(work, actors, session):
    """巴特尔 declared to be no public employee, and was given a role of the scheme before the ruling."""
    stories.fund(work, actors)
    reward = stories.due(work, actors)
    stories.ready_payee(work, actors, reward)
    office = Appointment(
        person_id=reward.mediator.person_id, role="auditor", jurisdiction_id=reward.jurisdiction_id,
        status="in_force", valid_from=work(actors.system).today, confirmed_at=work(actors.system).now,
    )  # fmt: skip
    session.add(office)
    session.flush()
    assert unmet(work, actors, reward) == ["not_public"]
    office.status, office.ended_at = "ended", reward.claim.granted_at - timedelta(days=1)
    session.flush()
    assert unmet(work, actors, reward) == []


def test_two_persons_refuse_for_good(work, actors):
    year = stories.fund(work, actors)
    reward = stories.due(work, actors)
    with pytest.raises(Forbidden):
        services.propose_refusal(work(actors.approver), reward, reason="材料造假")
    with pytest.raises(Refused, match="reward.reason_missing"):
        services.propose_refusal(work(actors.preparer), reward, reason=" ")
    services.propose_refusal(work(actors.preparer), reward, reason="材料造假")
    with pytest.raises(Forbidden):
        services.refuse(work(actors.preparer), reward, note="")
    services.refuse(work(actors.approver), reward, note="核实无误")
    assert reward.status == RewardState.RELEASED
    assert (reward.listing.status, reward.case.status) == ("unrewarded", "closed")
    assert reward.claim.status == "closed"
    assert available_fen(work(actors.system), year.jurisdiction_id, year.year, A) == 10_000 * YUAN
    with pytest.raises(WrongState):
        payments.prepare_payout(work(actors.preparer), reward)


def test_a_refusal_turned_down_leaves_it_due(work, actors):
    stories.fund(work, actors)
    reward = stories.due(work, actors)
    services.propose_refusal(work(actors.preparer), reward, reason="存疑")
    services.keep(work(actors.approver), reward, note="查无此事")
    assert reward.status == RewardState.DUE
    services.propose_refusal(work(actors.preparer), reward, reason="新的线索")
    assert reward.refusal_decided_by_id is None


def test_who_sees_a_reward(work, actors):
    stories.fund(work, actors)
    reward = stories.due(work, actors)
    own = work(lower.acting(work(actors.system).session, reward.mediator, work(actors.system)))
    assert own_rewards(own).rows == [reward]
    for actor in (own.actor, actors.preparer, actors.approver, actors.auditor, actors.clerk):
        assert reward_for(work(actor), reward.public_id) is reward
    for actor in (actors.other_approver, actors.other_clerk, actors.system_admin):
        with pytest.raises(Missing):
            reward_for(work(actor), reward.public_id)


SECOND = """INSERT INTO reward (public_id, jurisdiction_id, listing_id, case_id, dispute_id, fiscal_year, line,
    amount_fen, status, reserved_at, refusal_reason, decision_note) SELECT 'x', jurisdiction_id, listing_id, case_id,
    dispute_id, fiscal_year, line, {amount}, status, reserved_at, '', '' FROM reward"""


FORBIDDEN = [
        ("UPDATE reward SET amount_fen = amount_fen + 1", "permission denied"),
        ("DELETE FROM reward", "permission denied"),
        ("UPDATE reward SET status = 'due'", "due_is_complete"),
        ("UPDATE reward SET status = 'paid', paid_at = now()", "due_is_complete|keeps_its_promise"),
        ("UPDATE reward SET status = 'released', released_at = now()", "the ledger does not hold"),
        ("UPDATE reward SET status = 'released'", "released_is_stamped"),
        (SECOND.format(amount="amount_fen"), "uq_reward"),
        (SECOND.format(amount="amount_fen + 1"), "begins as the reserve"),
    ]  # fmt: skip


def test_the_database_keeps_the_promise(database):
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors)
        stories.promised(work, actors)
    for statement, refusal in FORBIDDEN:
        with database.session() as session:
            assert re.search(refusal, stories.said_to(session, [statement])), statement
    with database.session() as session:
        assert verify(session).faults == ()


UNFUNDED = [
    "UPDATE listing SET status = 'withdrawn', ended_at = now(), end_code = 'resolved_otherwise'",
    "UPDATE listing SET status = 'expired', ended_at = now()",
]


def test_the_listing_and_its_reward_tell_one_story(database):
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors)
        stories.promised(work, actors)
    for statement in UNFUNDED:
        with database.session() as session:
            assert "its reward is reserved" in stories.said_to(session, [statement]), statement


def test_nothing_stands_on_the_board_without_its_reserve(database, monkeypatch):
    """Even a release that forgot to tell the ledger is refused at its commit."""
    heard = [handler for handler in EVENTS.subscribers["listing.released"] if handler is not services.reserve]
    monkeypatch.setitem(EVENTS.subscribers, "listing.released", heard)

    def release():
        with stories.committed(database) as (work, actors):
            lower.released_listing(work, actors)

    with pytest.raises(IntegrityError, match="is published, and its reward is not reserved"):
        release()


def test_a_second_case_of_the_same_dispute_promises_nothing(database):
    """Linked past the rule that both are compared first, as a release before that rule did."""
    with stories.committed(database) as (work, actors):
        stories.fund(work, actors, amount_fen=20_000 * YUAN)
        first = stories.promised(work, actors)
        second = lower.registered_case(work(actors.clerk), first.jurisdiction_id)
        assert first.amount_fen == REWARD_A
    with stories.as_superuser(database).begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        linked = text("UPDATE petition_case SET dispute_id = :dispute WHERE id = :id")
        connection.execute(linked, {"dispute": first.dispute_id, "id": second.id})
    with stories.committed(database) as (work, actors):
        system = work(actors.system)
        reward = reward_for(work(actors.preparer), first.public_id)
        with pytest.raises(Refused, match="reward.dispute_has_one"):
            services.reserve(system, reward.listing, {})
