"""`flask listings check` finds whatever stands on the board and must not, however it came there."""

from collections.abc import Callable

import pytest
from click.testing import Result
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

from listings.publication.queries import listing_for
from listings.publication.services import release
from listings.reidentification.cli import check_command
from market import transactions
from market.people.models import DepartmentKind
from tests.integration.listings.browsing import make_app
from tests.integration.listings.stories import (
    ADDRESS,
    ID_NUMBER,
    PETITIONER,
    PHONE,
    RESPONDENT,
    VILLAGE,
    department,
    drafted,
    ready_case,
    submit,
)

Force = Callable[[str], Result]


@pytest.fixture
def force(database, commit_work, tmp_path) -> Force:
    """Put something on the board past every rule, as only the database's superuser can, and run the command."""

    def make(work):
        department(work, "城川镇", DepartmentKind.TOWN)
        return submit(work, drafted(work, ready_case(work))).public_id

    ref = commit_work("clerk", make)
    commit_work("reviewer", lambda work: release(work, listing_for(work, ref)).id)
    superuser = create_engine(database.addresses.superuser_url)
    runner = make_app(database.addresses.application_url, tmp_path).test_cli_runner()
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))

    def forced(change: str) -> Result:
        with superuser.begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            connection.execute(text(change))
        return runner.invoke(check_command, catch_exceptions=False)

    yield forced
    superuser.dispose()


def test_what_was_released_by_the_rules_is_clean(force: Force) -> None:
    result = force("SELECT 1")
    assert (result.exit_code, result.output) == (0, "Checked 1 listings: 0 findings.\n")


@pytest.mark.parametrize(
    ("value", "finding"),
    [
        (PETITIONER, "body leaks name"),
        (" ".join(PETITIONER), "body leaks name"),
        (RESPONDENT, "body leaks name"),
        (ID_NUMBER, "body leaks id_number"),
        (PHONE, "body leaks phone"),
        (f"{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}", "body leaks phone"),
        (ADDRESS, "body leaks address"),
        (VILLAGE, "body leaks village"),
        ("XF-2019-0314", "body leaks petition_number"),
        ("城川镇", "body names a town that is not published"),
        ("13600001111", "body says a phone of somebody"),
        ("拖了三年多", "body says how long or how much"),
    ],
)
def test_every_leak_that_was_forced_onto_the_board_is_found(force: Force, value: str, finding: str) -> None:
    result = force(f"UPDATE listing SET body = body || '。{value}'")
    assert result.exit_code == 1
    assert finding in result.output
    assert value not in result.output, "what leaks is not said again"


@pytest.mark.empty_register
def test_a_listing_that_fits_too_few_by_now_is_found(force: Force) -> None:
    result = force("UPDATE setting_version SET value = '5' WHERE name = 'petitioners_alike'")
    assert result.exit_code == 1
    assert "fits fewer than 5 petitioners" in result.output


@pytest.mark.parametrize(
    ("value", "finding"),
    [
        (PETITIONER, "leaks name"),
        ("13600001111", "says a phone of somebody"),
        ("约三万多元", "says how long or how much"),
    ],
)
def test_questions_and_answers_are_looked_through_as_well(force: Force, value: str, finding: str) -> None:
    asked = "双方愿意面谈吗？"
    for question, answer, place in ((value, asked, "question 1"), (asked, value, "answer 1")):
        result = force(
            "DELETE FROM listing_question; INSERT INTO listing_question (public_id, jurisdiction_id, listing_id,"
            " status, question, answer, return_reason, decline_reason, asked_at, asked_by_id, answered_at,"
            " answered_by_id, published_at, published_by_id) SELECT 'abcdefgh23456789', jurisdiction_id, id,"
            f" 'published', '{question}', '{answer}', '', '', now(), 1, now(), 2, now(), 3 FROM listing"
        )
        assert result.exit_code == 1
        assert f"{place} {finding}" in result.output
        assert value not in result.output


def test_a_category_that_is_left_out_is_found_in_the_text(force: Force) -> None:
    assert "body names a category that is not published" in force("UPDATE listing SET category = NULL").output


def test_a_leak_in_the_title_is_found(force: Force) -> None:
    assert "title leaks name" in force(f"UPDATE listing SET title = '{PETITIONER}'").output


def test_the_record_keeps_that_the_software_read_the_values(force: Force, database) -> None:
    force("SELECT 1")
    with database.engine.connect() as connection:
        read = text(
            "SELECT count(*) FROM record_event WHERE name = 'vault.read' AND payload ->> 'purpose' = 'leak_check'"
        )
        assert connection.execute(read).scalar_one() > 0
