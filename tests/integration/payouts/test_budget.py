"""李慧 prepares, 赵强 approves; only then is there money, and nobody does both."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from demo.cast import OTOG, OTOG_FRONT
from market.refusals import Forbidden, Invalid, Missing, Refused, WrongState
from payouts.budget import services
from payouts.budget.models import BudgetPaper
from payouts.budget.queries import paper_for, papers_of, papers_to_decide, year_for, year_row, years
from payouts.ledger.models import LedgerPosting
from payouts.ledger.queries import available_fen, balances_by_line, total
from payouts.ledger.vocabulary import AccountKind, BudgetLine
from tests.integration.payouts.stories import as_superuser, committed, said_to

C = BudgetLine.REWARDS_C


def prepared(work, actors, amount_fen=500_000, number="鄂前财〔2026〕7号"):
    lihui = work(actors.preparer)
    year = services.open_year(lihui, OTOG_FRONT, lihui.today.year) or services.open_budget_year(
        lihui, jurisdiction_id=OTOG_FRONT, year=lihui.today.year
    )
    return services.prepare_paper(
        lihui, year, kind="appropriation", line="rewards_c", amount_fen=amount_fen, document_number=number, note=""
    )


def test_a_paper_is_money_only_once_another_has_approved_it(work, actors):
    paper = prepared(work, actors)
    zhaoqiang = work(actors.approver)
    assert available_fen(zhaoqiang, OTOG_FRONT, paper.fiscal_year, C) == 0
    services.approve_paper(zhaoqiang, paper)
    sums = balances_by_line(zhaoqiang, OTOG_FRONT, paper.fiscal_year)[C]
    assert (sums[AccountKind.APPROPRIATED], sums[AccountKind.AVAILABLE]) == (500_000, 500_000)
    assert total([sums])[AccountKind.AVAILABLE] == 500_000
    posting = zhaoqiang.session.scalars(select(LedgerPosting)).one()
    assert [told.postings for told in zhaoqiang.told if told.name == "budget.appropriated"] == [[posting.hash]]


def test_nobody_prepares_and_approves(work, actors):
    paper = prepared(work, actors)
    with pytest.raises(Forbidden):
        services.approve_paper(work(actors.preparer), paper)
    with pytest.raises(Forbidden):
        services.approve_paper(work(actors.other_approver), paper)
    with pytest.raises(Forbidden):
        services.prepare_paper(
            work(actors.clerk), year_of(work, actors, paper), kind="supplement", line="rewards_c", amount_fen=1,
            document_number="x", note="",
        )  # fmt: skip


def year_of(work, actors, paper):
    return services.open_year(work(actors.preparer), OTOG_FRONT, paper.fiscal_year)


def test_a_rejected_paper_says_why_and_stays_rejected(work, actors):
    paper = prepared(work, actors)
    with pytest.raises(Refused, match="budget.reason_missing"):
        services.reject_paper(work(actors.approver), paper, reason="  ")
    services.reject_paper(work(actors.approver), paper, reason="文号有误")
    with pytest.raises(WrongState) as refused:
        services.approve_paper(work(actors.approver), paper)
    assert refused.value.facts["state"] == "rejected"


def test_a_year_is_opened_once_and_near_the_present(work, actors):
    prepared(work, actors)
    lihui = work(actors.preparer)
    for year, code in ((lihui.today.year, "budget.year_is_open"), (lihui.today.year + 2, "budget.year_far")):
        with pytest.raises(Invalid) as refused:
            services.open_budget_year(lihui, jurisdiction_id=OTOG_FRONT, year=year)
        assert (refused.value.code, refused.value.field) == (code, "year")
    with pytest.raises(Forbidden):
        services.open_budget_year(lihui, jurisdiction_id=OTOG, year=lihui.today.year)


def test_the_other_banner_sees_nothing(work, actors):
    paper = prepared(work, actors)
    year = year_of(work, actors, paper)
    stranger = work(actors.other_approver)
    assert years(stranger) == []
    assert papers_to_decide(stranger) == []
    for find, ref in ((paper_for, paper.public_id), (year_for, year.public_id)):
        with pytest.raises(Missing):
            find(stranger, ref)
    assert paper_for(work(actors.auditor), paper.public_id) is paper
    assert papers_to_decide(work(actors.approver)) == [paper]


def test_the_papers_of_a_year_are_paged_and_none_is_left_out(work, actors):
    made = [prepared(work, actors, number=f"{number}号").id for number in range(25)]
    year = year_row(work(actors.auditor), OTOG_FRONT, work(actors.auditor).today.year)
    first = papers_of(work(actors.auditor), year)
    second = papers_of(work(actors.auditor), year, first.after)
    assert ([paper.id for paper in (*first.rows, *second.rows)], second.after) == (made[::-1], None)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE budget_paper SET status = 'approved', decided_at = now(), decided_by_id = prepared_by_id",
         "ck_budget_paper_four_eyes"),
        ("UPDATE budget_paper SET status = 'rejected', decided_at = now(), decided_by_id = prepared_by_id + 1",
         "ck_budget_paper_rejected_with_reason"),
    ],
)  # fmt: skip
def test_the_database_says_it_again(database, commit_work, statement, broken):
    commit_work("preparer", lambda work: prepare_committed(work))
    with database.session() as session, pytest.raises(IntegrityError, match=broken):
        session.execute(text(statement))


PAPER = """INSERT INTO budget_paper (public_id, jurisdiction_id, fiscal_year, kind, line, amount_fen, document_number,
    note, status, prepared_at, prepared_by_id, decided_at, decided_by_id, reason) SELECT 'forged', jurisdiction_id,
    fiscal_year, kind, line, 99, '77号', '', 'approved', now(), prepared_by_id, now(), prepared_by_id + 1, ''
    FROM budget_paper LIMIT 1"""
APPROVED = "UPDATE budget_paper SET status = 'approved', decided_at = now(), decided_by_id = prepared_by_id + 1"
POSTING = """INSERT INTO ledger_posting (public_id, idempotency_key, name, jurisdiction_id, fiscal_year, line, amounts,
    happened_at, booked_at, entry_count, hash, reverses_id) SELECT 'forged', '{key}', '{name}', jurisdiction_id,
    fiscal_year, line, '{{"amount": 5}}', now(), clock_timestamp(), 2, repeat('a', 64), {reverses}
    FROM budget_paper ORDER BY id LIMIT 1"""
ACCOUNT = """INSERT INTO ledger_account (jurisdiction_id, fiscal_year, line, kind) SELECT jurisdiction_id, fiscal_year,
    line, '{kind}' FROM budget_paper ORDER BY id LIMIT 1 ON CONFLICT DO NOTHING"""
ENTRY = """INSERT INTO ledger_entry (posting_id, account_id, amount_fen, previous_balance_fen, balance_fen,
    account_version) SELECT (SELECT max(id) FROM ledger_posting), id, {amount}, balance_fen, balance_fen + {amount},
    version + 1 FROM ledger_account WHERE kind = '{kind}' AND line = 'rewards_c'"""


def brought(fen=5, key="nowhere", name="budget.appropriated", reverses="NULL"):
    """The statements that would bring money into the paper's line."""
    return [
        ACCOUNT.format(kind="appropriated"), ACCOUNT.format(kind="available"),
        POSTING.format(key=key, name=name, reverses=reverses),
        ENTRY.format(kind="appropriated", amount=-fen), ENTRY.format(kind="available", amount=fen),
    ]  # fmt: skip


def test_no_paper_begins_approved_and_none_is_approved_without_its_money(database, commit_work):
    commit_work("preparer", prepare_committed)
    with database.session() as session:
        key = f"paper:{session.scalars(select(BudgetPaper)).one().public_id}"
    for statements, refusal in (
        ([PAPER], "a budget paper begins as prepared"),
        ([APPROVED], "budget_paper_is_posted"),
        (brought(), "ledger_posting_is_voted"),
        (brought(key=key), "ledger_posting_is_voted"),
        (brought(key=key, name="listing.released"), "ledger_entry_follows_its_account"),
        ([*brought(key=key), APPROVED], "budget_paper_is_posted"),  # another sum than the paper votes
    ):
        with database.session() as session:
            assert refusal in said_to(session, statements), statements


def test_money_does_not_come_by_a_reversal_that_is_none(database):
    with committed(database) as (work, actors):
        services.approve_paper(work(actors.approver), prepared(work, actors))
    with database.session() as session:
        said = said_to(session, brought(reverses="(SELECT min(id) FROM ledger_posting)"))
        assert "ledger_reversal_mirrors" in said


def test_no_money_is_voted_in_a_closed_year(database):
    """The year is closed between 李慧's paper and 赵强's decision; only rejecting it is left."""
    with committed(database) as (work, actors):
        paper_id = prepared(work, actors).id
    superuser = as_superuser(database)
    with superuser.begin() as connection:
        connection.exec_driver_sql("UPDATE fiscal_year SET status = 'closed'")
    superuser.dispose()
    with committed(database) as (work, actors):
        zhaoqiang = work(actors.approver)
        paper = zhaoqiang.session.get_one(BudgetPaper, paper_id)
        with pytest.raises(Refused, match="budget.year_closed"):
            services.approve_paper(zhaoqiang, paper)
        with pytest.raises(Refused, match="budget.year_closed") as refused:
            services.prepare_paper(
                work(actors.preparer), year_row(zhaoqiang, OTOG_FRONT, paper.fiscal_year), kind="supplement",
                line="rewards_c", amount_fen=1, document_number="x", note="",
            )  # fmt: skip
        assert refused.value.facts["fiscal_year"] == paper.fiscal_year
    copy = PAPER.replace("'approved', now(), prepared_by_id, now(), prepared_by_id + 1",
                         "'prepared', now(), prepared_by_id, NULL, NULL")  # fmt: skip
    for statement in (copy, APPROVED):
        with database.session() as session:
            assert "budget_year_is_open" in said_to(session, [statement])
    with committed(database) as (work, actors):
        zhaoqiang = work(actors.approver)
        services.reject_paper(zhaoqiang, zhaoqiang.session.get_one(BudgetPaper, paper_id), reason="年度已关闭")


def prepare_committed(work):
    year = services.open_budget_year(work, jurisdiction_id=OTOG_FRONT, year=work.today.year)
    services.prepare_paper(
        work, year, kind="appropriation", line="rewards_c", amount_fen=100, document_number="1", note=""
    )


def test_what_a_paper_says_cannot_change(database, commit_work):
    commit_work("preparer", prepare_committed)
    with database.session() as session, pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text("UPDATE budget_paper SET amount_fen = 1"))
    with database.session() as session, pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text("DELETE FROM budget_paper"))
    with database.session() as session:
        assert session.scalars(select(BudgetPaper)).one().amount_fen == 100
