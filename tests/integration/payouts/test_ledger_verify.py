"""Whatever a superuser changes behind the rules' back, `verify` names: a row, or money that nothing bears out."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from demo.cast import OTOG_FRONT
from market.actor import SYSTEM_ACTOR
from payouts.ledger.postings import post
from payouts.ledger.verify import verify
from payouts.payments.services import approve
from tests.integration.payouts.stories import A, as_superuser, committed, fund, in_session, prepared, promised, told

TAMPERING = [
        ("UPDATE ledger_posting SET booked_at = booked_at - interval '1 hour' WHERE id = 1", {"hash"}),
        ("UPDATE ledger_posting SET amounts = '{\"amount\": 7}' WHERE id = 1", {"hash"}),
        ("UPDATE ledger_account SET balance_fen = balance_fen - 1 WHERE kind = 'available'", {"balance", "line"}),
        ("UPDATE ledger_entry SET amount_fen = amount_fen + 1, balance_fen = balance_fen + 1 WHERE id = 2",
         {"hash", "sum", "chain", "balance"}),
        ("DELETE FROM ledger_entry WHERE posting_id = 2; DELETE FROM ledger_posting WHERE id = 2",
         {"gone", "balance"}),
        ("UPDATE record_event SET payload = payload - 'postings' WHERE payload ? 'postings'", {"witness"}),
        ("UPDATE ledger_account SET kind = 'in_transit' WHERE kind = 'encumbered'", {"hash", "reward"}),
        ("UPDATE ledger_account SET line = 'rewards_b'", {"place", "promise"}),
        ("UPDATE ledger_account SET line = 'rewards_b' WHERE promise_listing_id IS NULL", {"place", "line"}),
        ("UPDATE ledger_account SET fiscal_year = fiscal_year + 1", {"place", "promise"}),
        ("UPDATE ledger_account SET jurisdiction_id = '150624'", {"place", "promise"}),
        ("UPDATE budget_paper SET status = 'prepared', decided_at = NULL, decided_by_id = NULL", {"paper", "nowhere"}),
        ("UPDATE budget_paper SET amount_fen = amount_fen + 1", {"paper", "nowhere"}),
        ("UPDATE budget_paper SET line = 'rewards_b'", {"paper"}),
        ("UPDATE budget_paper SET fiscal_year = fiscal_year + 1", {"paper"}),
        ("DELETE FROM budget_paper", {"nowhere"}),
        ("INSERT INTO budget_paper SELECT id + 1, 'forged', jurisdiction_id, fiscal_year, kind, line, amount_fen,"
         " '9号', note, status, prepared_at, prepared_by_id, decided_at, decided_by_id, reason FROM budget_paper",
         {"paper"}),
        ("UPDATE ledger_posting SET reverses_id = 1 WHERE id = 2", {"hash", "reversal"}),
        ("UPDATE reward SET amount_fen = amount_fen - 1", {"reward"}),
        ("UPDATE reward SET status = 'released', released_at = now()", {"reward"}),
        ("UPDATE reward SET line = 'rewards_b'", {"promise"}),
        ("DELETE FROM reward", {"promise"}),
    ]  # fmt: skip
TAMPERING_WITH_A_PAYOUT = [
        ("UPDATE payout SET status = 'paid', paid_at = now(), sent_at = now(), provider_payout_id = 'po_1'",
         {"payout", "payout_posting"}),
        ("UPDATE payout SET status = 'prepared', decided_at = NULL, decided_by_id = NULL",
         {"payout", "payout_posting"}),
        ("UPDATE payout SET net_fen = net_fen + 1, tax_fen = tax_fen - 1", {"payout", "payout_posting"}),
        ("UPDATE payout SET public_id = 'another'", {"payout_posting", "unasked"}),
        ("UPDATE payout SET reward_id = reward_id + 1", {"payout", "unasked"}),
        ("DELETE FROM payout", {"unasked"}),
        ("UPDATE reward SET status = 'due'", {"reward"}),
        ("UPDATE reward SET status = 'paid', paid_at = now()", {"reward"}),
    ]  # fmt: skip


def test_what_a_superuser_changed_is_named(database):
    with committed(database) as (work, actors):
        fund(work, actors)
        promised(work, actors)
    each_is_named(database, TAMPERING)


def test_what_a_superuser_changed_about_a_payout_is_named(database):
    with committed(database) as (work, actors):
        approve(work(actors.approver), prepared(work, actors))
    each_is_named(database, TAMPERING_WITH_A_PAYOUT)


def test_money_that_came_without_a_paper_is_named(database):
    """A superuser switches the rules off, and the ledger's own door brings money that no paper voted."""
    with committed(database) as (work, actors):
        year = fund(work, actors)
    superuser = as_superuser(database)
    with Session(superuser) as session:
        session.connection().exec_driver_sql("SET LOCAL session_replication_role = replica")
        piece = in_session(session, SYSTEM_ACTOR)
        posting = told(piece, year, lambda: post(
            piece, "budget.appropriated", jurisdiction_id=OTOG_FRONT, fiscal_year=year.year, line=A,
            amounts={"amount": 5}, key="nowhere",
        ))  # fmt: skip
        sentences = [fault.sentence for fault in verify(session).faults]
        assert f"posting {posting.id} brings money that no approved budget paper voted" in sentences
    superuser.dispose()


def test_the_books_may_take_longer_than_a_page(database):
    """The verification is not cut off by the time that a page's statement may take."""
    with database.session() as session:
        session.execute(text("SET statement_timeout = 8000"))
        verify(session)
        assert session.execute(text("SHOW statement_timeout")).scalar_one() == "0"


def each_is_named(database, tampering):
    superuser = as_superuser(database)
    for statement, checks in tampering:
        with Session(superuser) as session:  # rolled back after each
            session.connection().exec_driver_sql("SET LOCAL session_replication_role = replica")
            for part in statement.split(";"):
                session.connection().exec_driver_sql(part)
            found = verify(session)
            assert checks <= {fault.check for fault in found.faults}, statement
            assert all(any(letter.isdigit() for letter in fault.sentence) for fault in found.faults)
    superuser.dispose()
    with database.session() as session:
        assert verify(session).faults == ()
