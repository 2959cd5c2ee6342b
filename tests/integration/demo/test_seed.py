"""A small demonstration, played for real: every row came through the services, so the record and the books verify.

`flask demo seed` runs as `make run` runs it, with the sandbox provider beside it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import Engine, create_engine, func, select, text
from sqlalchemy.orm import Session

import wsgi
from demo.cast import OTOG, OTOG_FRONT
from demo.sandbox.server import API_KEY, WEBHOOK_SECRET, Sandbox
from demo.seed import board_life
from demo.seed.register import REST
from listings.attachments.models import CaseAttachment
from listings.board.models import BoardCount
from listings.cases.models import PetitionCase
from listings.closing.models import Closing
from listings.disputes.models import Separation
from listings.disputes.queries import linked_cases, why_not_separated
from listings.intake.models import CaseImport
from listings.publication.models import Listing
from listings.questions.models import ListingQuestion
from listings.reidentification.models import ListingCover, ListingVersion
from listings.renewals.models import ListingRenewal
from listings.saved_searches.models import SavedSearch
from market.cluster import Addresses, create_database, drop_database
from market.people.models import Account, Department
from market.record.checkpoints import Checkpoints
from market.record.models import RecordEvent
from market.record.verify import verify as verify_record
from market.vault.services import configure as configure_vault
from market.vault.services import master_key
from mediators.vetting.models import Mediator
from payouts.ledger.verify import verify as verify_ledger
from payouts.payments.models import Payout
from tests.integration.conftest import demo_settings, upgrade

# Lays out a whole demonstration: a run for `make test-all`.
pytestmark = pytest.mark.slow

CASES = 26
SECOND_PETITIONS = 1  # about a dispute that is among the cases
REST_OF_THE_REGISTER = {code: count for code, _, count in REST}


@dataclass(frozen=True)
class Played:
    """A demonstration that has been seeded, and what the command said the first and the second time."""

    engine: Engine
    said: str
    said_again: str
    sandbox: Sandbox
    runner: FlaskCliRunner
    instance: Path


def play(cluster: Addresses, tmp_path: Path, name: str, cases: int) -> Iterator[Played]:
    addresses = create_database(cluster, name)
    before = master_key()
    sandbox = Sandbox(":memory:", api_key=API_KEY, webhook_secret=WEBHOOK_SECRET, settle_after_seconds=3600).start()
    engine = create_engine(addresses.application_url)
    try:
        upgrade(addresses, tmp_path)
        settings = replace(
            demo_settings(addresses, tmp_path),
            provider_base_url=sandbox.url,
            provider_api_key=API_KEY,
            provider_webhook_secret=WEBHOOK_SECRET,
        )
        runner = wsgi.create_app(settings).test_cli_runner()
        first, second = (
            runner.invoke(args=["demo", "seed"], env={"DEMO_CASES": str(cases)}, catch_exceptions=False)
            for _ in range(2)
        )
        yield Played(engine, first.output, second.output, sandbox, runner, tmp_path)
    finally:
        configure_vault(before)
        engine.dispose()
        sandbox.stop()
        drop_database(cluster, name)


@pytest.fixture(scope="module")
def played(cluster: Addresses, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Twenty-six cases."""
    yield from play(cluster, tmp_path_factory.mktemp("small"), "demo_small", CASES)


@pytest.fixture(scope="module")
def people_only(cluster: Addresses, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """The cast, and no case."""
    yield from play(cluster, tmp_path_factory.mktemp("people"), "demo_people", 0)


def test_the_record_and_the_books_verify(played: Played) -> None:
    with Session(played.engine) as session:
        record = verify_record(session, Checkpoints())
        ledger = verify_ledger(session)
    assert not record.faults
    assert record.events > CASES * 10
    assert not ledger.faults
    assert ledger.postings > 0


def test_every_case_stands_where_its_fate_put_it(played: Played) -> None:
    with Session(played.engine) as session:
        cases = Counter(session.scalars(select(PetitionCase.status)))
        listings = Counter(session.scalars(select(Listing.status)))
        payouts = Counter(session.scalars(select(Payout.status)))
    assert sum(cases.values()) == CASES + SECOND_PETITIONS + sum(REST_OF_THE_REGISTER.values())
    assert {"registered", "classified", "listed", "in_mediation", "closed"} <= set(cases)
    assert listings["rewarded"] == payouts["paid"] >= 1
    assert listings["expired"] == 1  # by the nightly sweep, when its time had come
    assert listings["unconfirmed"] == 1  # never filed: the thirty days ran out
    assert listings["unrewarded"] == 1  # a public employee is never paid
    assert {"mediation_ended", "withdrawn", "published", "proposed", "claimed", "settled"} <= set(listings)
    assert payouts["failed"] == 1


def test_a_workbook_waits_cases_are_linked_and_files_are_kept(played: Played) -> None:
    with Session(played.engine) as session:
        brought = session.scalars(select(CaseImport)).one()
        disputes = Counter(session.scalars(select(PetitionCase.dispute_id)))
        attachments = session.scalar(select(func.count()).select_from(CaseAttachment)) or 0
        leaving = session.scalars(select(Separation)).all()
        ending = session.scalars(select(Closing).where(Closing.decided_at.is_(None))).all()
    assert (brought.status, brought.rows_total, brought.fault_count) == ("waiting", 9, 2)
    assert Counter(disputes.values())[2] == 3, (
        "two duplicates, a listing with a second petition, and one with a mistake"
    )
    assert [one.status for one in (*leaving, *ending)] == ["proposed", "proposed"]
    assert attachments >= 5


def test_a_second_petition_about_a_listed_dispute_may_still_be_separated(played: Played) -> None:
    with Session(played.engine) as session:
        proposed = session.scalars(select(Separation.case_id)).all()
        open_cases = session.scalars(select(PetitionCase).where(PetitionCase.status == "registered")).all()
        separable = [case for case in open_cases if why_not_separated(session, case) is None]
        (second,) = [case for case in separable if case.id not in proposed]
        (first,) = linked_cases(session, second)
        on_the_board = session.scalars(select(Listing.status).where(Listing.case_id == first.id)).all()
    assert on_the_board == ["published"]
    assert (second.category, second.place_town_id, second.arose_on) == (
        first.category, first.place_town_id, first.arose_on,
    )  # fmt: skip


def test_the_redaction_of_a_draft_is_begun_and_goes_on_from_there(played: Played) -> None:
    with Session(played.engine) as session:
        told = select(RecordEvent.stream, RecordEvent.payload).where(RecordEvent.name == "case.redaction_kept")
        ((stream, payload),) = session.execute(told).all()
        case_id = int(stream.removeprefix("case:"))
        drafts = session.scalars(select(Listing.status).where(Listing.case_id == case_id)).all()
    assert payload["left"] == 1
    assert drafts == ["draft"]


def test_the_money_that_the_books_say_was_paid_was_paid_by_the_provider(played: Played) -> None:
    with Session(played.engine) as session:
        paid_fen = session.scalar(select(func.sum(Payout.net_fen)).where(Payout.status == "paid"))
    assert paid_fen == played.sandbox.paid_total_fen()


def test_nothing_happened_in_the_future_nor_out_of_order(played: Played) -> None:
    with Session(played.engine) as session:
        late = session.scalar(
            select(func.count()).select_from(RecordEvent).where(RecordEvent.happened_at > RecordEvent.recorded_at)
        )
        backwards = session.execute(
            text(
                "SELECT count(*) FROM record_event a JOIN record_event b ON b.stream = a.stream"
                " AND b.sequence = a.sequence + 1 WHERE b.happened_at < a.happened_at"
            )
        ).scalar_one()
    assert (late, backwards) == (0, 0)


def test_no_job_is_left_over_and_the_second_time_does_nothing(played: Played) -> None:
    assert f"{CASES} cases are there" in played.said
    assert "there already" in played.said_again
    with Session(played.engine) as session:
        assert session.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar_one() == 0
        registered = session.scalar(select(func.count()).select_from(PetitionCase))
    assert registered == CASES + SECOND_PETITIONS + sum(REST_OF_THE_REGISTER.values())


def test_a_seeding_that_was_cut_off_is_not_taken_for_a_whole_one(people_only: Played) -> None:
    unfinished = people_only.instance / "demo" / "seeding"
    unfinished.touch()
    try:
        answer = people_only.runner.invoke(args=["demo", "seed"])
    finally:
        unfinished.unlink()
    assert answer.exit_code == 1
    assert "cut off" in answer.output
    assert str(people_only.instance) in answer.output


@pytest.mark.parametrize("count", ["-1", "1e3", "５", "5001", "many"])
def test_a_count_that_is_none_is_refused_by_name(people_only: Played, count: str) -> None:
    answer = people_only.runner.invoke(args=["demo", "seed"], env={"DEMO_CASES": count})
    assert answer.exit_code == 1
    assert "DEMO_CASES" in answer.output


def test_two_banners_each_with_their_own_cases(played: Played) -> None:
    with Session(played.engine) as session:
        by_banner = Counter(session.scalars(select(PetitionCase.jurisdiction_id)))
    assert by_banner - Counter(REST_OF_THE_REGISTER) == {OTOG_FRONT: CASES - 1 + SECOND_PETITIONS, OTOG: 1}


def test_the_board_is_used(played: Played) -> None:
    with Session(played.engine) as session:
        questions = Counter(session.scalars(select(ListingQuestion.status)))
        assert questions == {"published": 2, "answered": 1, "asked": 1, "declined": 1}
        assert session.scalar(select(func.count()).select_from(ListingRenewal)) == 1
        assert session.scalar(select(func.count()).select_from(SavedSearch)) == len(board_life.SEARCHES)


def test_everything_on_the_board_fits_enough_other_petitioners(played: Played) -> None:
    with Session(played.engine) as session:
        counts = session.execute(
            select(ListingVersion.needed, ListingVersion.found, ListingCover.short_since).join(
                ListingCover, ListingCover.listing_id == ListingVersion.listing_id
            )
        ).all()
    assert len(counts) > CASES / 2
    assert all(needed == 5 <= found and short_since is None for needed, found, short_since in counts)


def test_without_cases_there_are_people_units_budget_and_mediators(people_only: Played) -> None:
    with Session(people_only.engine) as session:
        kinds = Counter(session.scalars(select(Department.kind).where(Department.jurisdiction_id == OTOG_FRONT)))
        accounts = session.execute(select(Account.is_demo, Account.password_hash)).all()
        approved = session.scalars(
            select(Account.sign_in_name)
            .join(Mediator, Mediator.person_id == Account.person_id)
            .where(Mediator.status == "approved")
        ).all()
        available = session.execute(
            text("SELECT sum(balance_fen) FROM ledger_account WHERE kind = 'available' AND jurisdiction_id = :here"),
            {"here": OTOG_FRONT},
        ).scalar_one()
        cases = session.scalar(select(func.count()).select_from(PetitionCase))
    assert kinds == {"department": 53, "town": 4, "task_force": 5}
    assert all(is_demo and password for is_demo, password in accounts)
    assert {"bateer", "liuzhiyuan", "wuyun"} <= set(approved)
    assert available > 0
    assert cases == 0


def test_a_board_for_measuring_is_copied_in_and_counted(people_only: Played) -> None:
    """Last of all, as the others count what is there."""
    for refused in ("0", "-5", "many", "5000001"):
        assert people_only.runner.invoke(args=["seed-bulk", refused]).exit_code == 2
    for number in (1, 2):
        answer = people_only.runner.invoke(args=["seed-bulk", "300"], catch_exceptions=False)
        assert answer.exit_code == 0
        assert "300 listings copied" in answer.output
        with Session(people_only.engine) as session:
            assert session.scalar(select(func.count()).select_from(Listing)) == number * 300
            whole = select(BoardCount.listings).where(BoardCount.shelf == "", BoardCount.facet == "")
            assert session.scalar(whole) == number * 300
