"""PostgreSQL itself is killed while money is being booked: what was acknowledged is there, whole, afterwards."""

import os
import random
import secrets
import signal
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from demo.cast import OTOG_FRONT
from market import cluster
from market.database import database_now
from market.embedded_postgres import EmbeddedPostgres
from market.record.writing import write_told
from market.work import Work
from payouts.budget import services as budget
from payouts.budget.models import BudgetPaper
from payouts.ledger.models import LedgerPosting
from payouts.ledger.queries import balances_by_line
from payouts.ledger.vocabulary import AccountKind, BudgetLine
from tests.integration.conftest import ROOT, Database, cast_actors, upgrade
from tests.integration.faults.town import sound
from tests.integration.seating import seat_the_cast

pytestmark = pytest.mark.slow

CYCLES, HANDS, LINES = 3, 4, list(BudgetLine)


@pytest.fixture
def server():
    """A server that keeps its promises: fsync is on, as in the demonstration and in production."""
    folder = ROOT / "instance" / "tests" / f"killed-{secrets.token_hex(4)}"
    yield EmbeddedPostgres(folder)
    EmbeddedPostgres(folder, for_tests=True).erase()


def opened(server, tmp_path):
    """The tables, the cast and an open year."""
    addresses = cluster.create_database(server.start(), "books")
    upgrade(addresses, tmp_path)
    owner = create_engine(addresses.owner_url)
    with Session(owner) as session:
        seat_the_cast(session)
        session.commit()
    owner.dispose()
    database = found_again(server)
    with database.session() as session:
        work = Work(session=session, actor=cast_actors(session).preparer, now=database_now(session))
        budget.open_budget_year(work, jurisdiction_id=OTOG_FRONT, year=work.today.year)
        write_told(work)
        session.commit()
    database.engine.dispose()


def found_again(server):
    """The database after a start of its server, which may have come up on another port."""
    addresses = server.start().of("books")
    return Database(addresses, create_engine(addresses.application_url))


def kill(server, database):
    """SIGKILL to the server's first process, by the number in its own file."""
    with cluster.connect(database.addresses.superuser_url) as connection:
        data = Path(str(connection.execute("SHOW data_directory").fetchone()[0]))
    pid = int((data / "postmaster.pid").read_text().split("\n")[0])
    os.kill(pid, signal.SIGKILL)


class Hand(threading.Thread):
    """李慧 prepares and 赵强 approves, paper after paper, until the database goes away under them."""

    def __init__(self, database, number, cycle):
        super().__init__(daemon=True)
        self.database, self.number, self.cycle = database, number, cycle
        self.acknowledged: dict[str, int] = {}
        self.lost_the_database = False

    def run(self):
        try:
            for turn in range(100_000):
                self.book(f"{self.cycle}-{self.number}-{turn}", amount_fen=turn + 1)
        except DBAPIError:
            self.lost_the_database = True

    def book(self, number, amount_fen):
        with self.database.session() as session:
            actors = cast_actors(session)
            lihui, zhaoqiang = (
                Work(session=session, actor=actor, now=database_now(session))
                for actor in (actors.preparer, actors.approver)
            )
            year = budget.open_year(lihui, OTOG_FRONT, lihui.today.year)
            paper = budget.prepare_paper(
                lihui, year, kind="supplement", line=LINES[self.number % len(LINES)].value, amount_fen=amount_fen,
                document_number=number, note="",
            )  # fmt: skip
            write_told(lihui)
            session.commit()
            budget.approve_paper(zhaoqiang, paper)
            write_told(zhaoqiang)
            session.commit()
            self.acknowledged[f"paper:{paper.public_id}"] = amount_fen


def test_what_was_acknowledged_outlives_a_killed_database(server, tmp_path):
    opened(server, tmp_path)
    chance = random.Random(20261123)
    acknowledged: dict[str, int] = {}
    for cycle in range(CYCLES):
        database = found_again(server)
        hands = [Hand(database, number, cycle) for number in range(HANDS)]
        for hand in hands:
            hand.start()
        while sum(len(hand.acknowledged) for hand in hands) < 20:
            assert any(hand.is_alive() for hand in hands)
            time.sleep(0.05)
        time.sleep(chance.uniform(0.2, 1.5))
        kill(server, database)
        for hand in hands:
            hand.join(timeout=60)
            assert hand.lost_the_database
            acknowledged |= hand.acknowledged
        database.engine.dispose()
        all_is_there(server, acknowledged)


def all_is_there(server, acknowledged):
    """Acknowledged and lost: nought. What was not acknowledged is there whole, or not at all."""
    database = found_again(server)
    with database.session() as session:
        booked = dict(session.execute(select(LedgerPosting.idempotency_key, LedgerPosting.amounts)).all())
        lost = {key for key, amount in acknowledged.items() if booked.get(key) != {"amount": amount}}
        assert lost == set()
        approved = session.scalars(select(BudgetPaper).where(BudgetPaper.status == "approved")).all()
        assert {f"paper:{paper.public_id}" for paper in approved} == booked.keys()
        work = Work(session=session, actor=cast_actors(session).auditor, now=database_now(session))
        sums = balances_by_line(work, OTOG_FRONT, work.today.year).values()
        assert sum(line[AccountKind.AVAILABLE] for line in sums) == sum(paper.amount_fen for paper in approved)
    sound(database)
    database.engine.dispose()
