"""The books balance whatever is tried: twice, at once, beyond the balance, by plain SQL, or by a superuser."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from demo.cast import OTOG_FRONT
from market.actor import SYSTEM_ACTOR
from market.record.writing import write_told
from market.refusals import Refused
from payouts.ledger.models import LedgerPosting
from payouts.ledger.postings import post, reverse
from payouts.ledger.queries import available_fen, balances_by_line, balances_of_promise, journal
from payouts.ledger.verify import verify
from payouts.ledger.vocabulary import AccountKind
from tests.integration.payouts.stories import (
    REWARD_A,
    YUAN,
    A,
    committed,
    fund,
    in_session,
    promised,
    said_to,
    told,
)

K = AccountKind


def sums(work, year):
    return balances_by_line(work, OTOG_FRONT, year.year)[A]


def move(work, year, amount_fen, key, name="listing.released", promise=None):
    return post(
        work, name, jurisdiction_id=OTOG_FRONT, fiscal_year=year.year, line=A, promise=promise,
        amounts={"reward": amount_fen}, key=key,
    )  # fmt: skip


def beyond_the_rewards(session):
    """The faults of books into which a test moved money past its reward: that one apart, there is none."""
    return {fault.check for fault in verify(session).faults} - {"reward"}


def test_a_release_reserves_and_the_books_verify(work, actors):
    year = fund(work, actors)
    reward = promised(work, actors)
    system = work(actors.system)
    assert (reward.amount_fen, reward.status) == (REWARD_A, "reserved")
    assert sums(system, year)[K.AVAILABLE] == 2_000 * YUAN
    assert balances_of_promise(system, reward.listing_id).by_kind == {K.ENCUMBERED: REWARD_A}
    postings, _ = journal(system, OTOG_FRONT, year.year, line=A)
    assert [one.name for one in postings] == ["listing.released", "budget.appropriated"]
    assert [(e.previous_balance_fen, e.balance_fen, e.account_version) for e in postings[0].entries] == [
        (10_000 * YUAN, 2_000 * YUAN, 2), (0, REWARD_A, 1),
    ]  # fmt: skip


def test_the_same_key_moves_once_and_other_content_is_refused(work, actors):
    year = fund(work, actors)
    reward = promised(work, actors)
    system = work(actors.system)
    key = f"reward:{reward.public_id}:reserved"
    again = told(system, year, lambda: move(system, year, REWARD_A, key, promise=reward.listing_id))
    assert again.entry_count == 2
    assert sums(system, year)[K.AVAILABLE] == 2_000 * YUAN
    with pytest.raises(Refused, match="ledger.key_used_otherwise"):
        told(system, year, lambda: move(system, year, REWARD_A - 1, key, promise=reward.listing_id))


def test_nothing_moves_beyond_what_is_there(work, actors):
    year = fund(work, actors, amount_fen=7_000 * YUAN)
    with pytest.raises(Refused, match="budget.not_enough") as refused, work(actors.system).session.begin_nested():
        promised(work, actors)
    assert refused.value.facts["available_fen"] == 7_000 * YUAN
    assert refused.value.facts["needed_fen"] == REWARD_A
    assert sums(work(actors.system), year)[K.AVAILABLE] == 7_000 * YUAN


def test_money_never_moves_without_an_event(work, actors):
    year = fund(work, actors)
    system = work(actors.system)
    with pytest.raises(RuntimeError, match="needs an event"), system.session.begin_nested():
        post(
            system, "budget.appropriated", jurisdiction_id=OTOG_FRONT, fiscal_year=year.year, line=A,
            amounts={"amount": 1}, key="no-event",
        )  # fmt: skip


@pytest.mark.parametrize("amount", ["100", 1.5, True, -1, 2**63, None])
def test_an_amount_is_a_whole_number_of_fen(work, actors, amount):
    year = fund(work, actors)
    system = work(actors.system)
    with pytest.raises(ValueError, match="whole number of fen"):
        told(system, year, lambda: move(system, year, amount, "bad-amount", promise=1))


def test_a_posting_is_reversed_once_and_a_reversal_never(work, actors):
    year = fund(work, actors, amount_fen=500)
    system = work(actors.system)
    posting = system.session.scalars(select(LedgerPosting)).one()
    undone = told(system, year, lambda: reverse(system, posting, key="undo-1"))
    assert sums(system, year)[K.APPROPRIATED] == 0
    assert told(system, year, lambda: reverse(system, posting, key="undo-1")) is undone
    with pytest.raises(Refused, match="ledger.reversed_before"):
        told(system, year, lambda: reverse(system, posting, key="undo-2"))
    with pytest.raises(Refused, match="ledger.reversal_of_reversal"):
        told(system, year, lambda: reverse(system, undone, key="undo-3"))


def test_a_balance_of_any_instant_can_be_asked(database):
    with committed(database) as (work, actors):
        year = fund(work, actors)
    with committed(database) as (work, actors):
        first = work(actors.system).session.scalars(select(LedgerPosting)).one()
        promised(work, actors)
    with committed(database) as (work, actors):
        system = work(actors.system)
        before = balances_by_line(system, OTOG_FRONT, year.year, at=first.booked_at)[A]
        assert before[K.AVAILABLE] == 10_000 * YUAN
        assert balances_by_line(system, OTOG_FRONT, year.year, at=first.booked_at - timedelta(seconds=1)) == {}
        assert balances_by_line(system, OTOG_FRONT, year.year, at=system.now)[A][K.AVAILABLE] == 2_000 * YUAN
        assert verify(system.session).faults == ()


def test_at_once_a_line_is_spent_only_as_far_as_it_goes(database):
    """24 works, each on a connection of its own, take 1,000 yuan out of 10,000: ten get it."""
    with committed(database) as (work, actors):
        year = fund(work, actors)
        listing_id = promised(work, actors).listing_id
    with committed(database) as (work, actors):
        fund(work, actors, amount_fen=8_000 * YUAN, number="2号")
    barrier = threading.Barrier(24)

    def take(number):
        with Session(database.engine, expire_on_commit=False) as session:
            piece = in_session(session, SYSTEM_ACTOR)
            own = session.merge(year, load=False)
            barrier.wait()
            try:
                told(piece, own, lambda: move(piece, own, 1_000 * YUAN, f"race-{number}", promise=listing_id))
                write_told(piece)
                session.commit()
            except Refused as refused:
                return refused.code
            return "moved"

    with ThreadPoolExecutor(24) as threads:
        answers = list(threads.map(take, range(24)))
    assert (answers.count("moved"), answers.count("budget.not_enough")) == (10, 14)
    with database.session() as session:
        piece = in_session(session, SYSTEM_ACTOR)
        assert available_fen(piece, OTOG_FRONT, year.year, A) == 0
        assert beyond_the_rewards(session) == set()


def test_at_once_the_same_key_is_one_posting(database):
    with committed(database) as (work, actors):
        year = fund(work, actors)
        listing_id = promised(work, actors).listing_id
    barrier = threading.Barrier(8)

    def take(_):
        with Session(database.engine, expire_on_commit=False) as session:
            piece = in_session(session, SYSTEM_ACTOR)
            own = session.merge(year, load=False)
            barrier.wait()
            posting = told(piece, own, lambda: move(piece, own, 500, "one-key", promise=listing_id))
            write_told(piece)
            session.commit()
            return posting.id

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(take, range(8)))) == 1
    with database.session() as session:
        assert beyond_the_rewards(session) == set()
        assert available_fen(in_session(session, SYSTEM_ACTOR), OTOG_FRONT, year.year, A) == 2_000 * YUAN - 500


POSTING = """INSERT INTO ledger_posting (public_id, idempotency_key, name, jurisdiction_id, fiscal_year, line,
    promise_listing_id, amounts, happened_at, booked_at, entry_count, hash)
    SELECT 'forged', 'forged', name, jurisdiction_id, fiscal_year, line, promise_listing_id, '{"amount": 5}', now(),
    clock_timestamp(), 2, repeat('a', 64) FROM ledger_posting ORDER BY id LIMIT 1"""
ENTRY = """INSERT INTO ledger_entry (posting_id, account_id, amount_fen, previous_balance_fen, balance_fen,
    account_version) SELECT (SELECT max(id) FROM ledger_posting), id, {amount}, {previous}, {previous} + {amount},
    {version} FROM ledger_account WHERE kind = '{kind}' AND line = 'rewards_a'"""


def entry(kind, amount, previous="balance_fen", version="version + 1"):
    return ENTRY.format(kind=kind, amount=amount, previous=previous, version=version)


FORBIDDEN = [
        (["UPDATE ledger_account SET balance_fen = 0"], "permission denied"),
        (["DELETE FROM ledger_account"], "permission denied"),
        (["TRUNCATE ledger_entry"], "permission denied"),
        (["UPDATE ledger_posting SET name = 'x.y'"], "permission denied"),
        (["DELETE FROM ledger_posting"], "permission denied"),
        (["UPDATE ledger_entry SET amount_fen = 1"], "permission denied"),
        (["DELETE FROM ledger_entry"], "permission denied"),
        (["INSERT INTO ledger_account (jurisdiction_id, fiscal_year, line, kind, balance_fen) SELECT jurisdiction_id,"
          " fiscal_year, 'other', 'available', 5 FROM ledger_account LIMIT 1"], "permission denied"),
        ([POSTING], "ledger_posting_balances"),
        ([POSTING, entry("available", 5), entry("appropriated", -4)], "ledger_posting_balances"),
        ([POSTING, entry("available", 5), entry("appropriated", -5, previous="balance_fen - 1")],
         "ledger_entry_follows_its_account"),
        ([POSTING, entry("available", 5), entry("appropriated", -5, version="version + 2")],
         "ledger_entry_follows_its_account"),
        ([POSTING, entry("available", -2_000_000), entry("appropriated", 2_000_000)], "never_overdrawn"),
        ([POSTING, entry("available", 2_000_000), entry("encumbered", -2_000_000)], "follows_its_account"),
        ([POSTING.replace("clock_timestamp()", "now() - interval '1 day'")], "ledger_posting_is_booked_now"),
        ([POSTING.replace("'forged', 'forged'", "'forged', idempotency_key")], "uq_ledger_posting_key"),
        ([POSTING.replace("2, repeat", "0, repeat")], "ck_ledger_posting_has_two_sides"),
        ([entry("available", 5), entry("appropriated", -5)], "uq_ledger_entry_one_a_posting"),
        (["INSERT INTO ledger_account (jurisdiction_id, fiscal_year, line, kind, promise_listing_id) SELECT"
          " jurisdiction_id, fiscal_year, line, kind, promise_listing_id FROM ledger_account"],
         "uq_ledger_account_place"),
        (["INSERT INTO ledger_account (jurisdiction_id, fiscal_year, line, kind) SELECT"
          " jurisdiction_id, fiscal_year, line, 'paid' FROM ledger_account LIMIT 1"], "promise_where_it_belongs"),
    ]  # fmt: skip


def test_the_application_cannot_cheat_by_plain_sql(database):
    with committed(database) as (work, actors):
        fund(work, actors)
        promised(work, actors)
    for statements, refusal in FORBIDDEN:
        with database.session() as session:
            assert refusal in said_to(session, statements), statements
    with database.session() as session:
        assert verify(session).faults == ()


def test_a_reserve_of_one_promise_is_not_anothers(database):
    """An entry cannot draw on the reserve of a listing that its posting is not about: here, about none."""
    with committed(database) as (work, actors):
        fund(work, actors, amount_fen=20_000 * YUAN)
        promised(work, actors)
    with database.session() as session:
        said = said_to(session, [POSTING, entry("encumbered", -5)])
        assert "ledger_entry_follows_its_account" in said


def test_even_the_owner_does_not_slip(database):
    with committed(database) as (work, actors):
        fund(work, actors)
    owner = create_engine(database.addresses.owner_url)
    for statement, refusal in (
        ("UPDATE ledger_account SET balance_fen = balance_fen + 1", "ledger_account_moves_by_entries"),
        ("DELETE FROM ledger_entry", "append_only_ledger_entry"),
        ("UPDATE ledger_posting SET line = 'other'", "append_only_ledger_posting"),
        ("TRUNCATE ledger_entry CASCADE", "append_only_ledger_entry"),
    ):
        with Session(owner) as session:
            assert refusal in said_to(session, [statement])
    owner.dispose()
