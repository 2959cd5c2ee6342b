"""One exact status for every cell of route x role, in a committed table that knows nothing of the policy.

Every address is asked for with a real object of the first banner, in a state from which its step starts, and every
form that is sent holds: so 303 and 201 say "done", 403 "not yours to do", 404 "nothing here for you", and 409 and
422 stand only where the table means them. The second banner's people find nothing of the first.

`ROUTES_WRITE=1 pytest tests/architecture/test_routes.py` writes the table anew and fails, so that somebody reads it.
"""

import os
from collections.abc import Callable, Iterator
from secrets import token_hex
from typing import Any

import pytest
from flask import g

from market.cluster import Addresses
from market.policy import POLICY, Can, office_member
from market.web import application
from market.web.edge import db
from market.web.models import Submission
from tests.architecture.asking import House, housed, words_of
from tests.architecture.table import (
    NOTHING,
    OTHER_BANNER,
    ROLES,
    SIGN_IN,
    VISITOR,
    Row,
    read_table,
    write_table,
)
from tests.architecture.world import CODE

# Subjects that everybody may reach: a listing on the board, a view of it, and a link that whoever holds it may use.
PUBLIC = {"open listing", "invitation", "view of the board"}
# What lists show to both banners: the board, and the committees among which an applicant chooses.
SEEN_BY_BOTH = {"open listing", "claimed listing", "renewable listing", "committee", "view of the board"}
BOARD = {"board.show", "board_api.board_listing"}  # of a listing that is not on it, they say 404 to everybody


@pytest.fixture(scope="module")
def house(
    cluster: Addresses,
    template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(application, "_status_page", drawn_once(application._status_page))
        with housed(cluster, template, tmp_path_factory.mktemp("house")) as played:
            yield played


def drawn_once(draw: Callable[..., str]) -> Callable[..., str]:
    """The page of a refusal, drawn for each person and sentence the first time: thousands of cells are refusals."""
    drawn: dict[tuple[Any, ...], str] = {}

    def page(status: int, sentence: str = "") -> str:
        work = g.get("work")
        key = (status, sentence, work and work.actor.person_id)
        if key not in drawn:
            drawn[key] = draw(status, sentence)
        return drawn[key]

    return page


@pytest.fixture(scope="module")
def table() -> list[Row]:
    return read_table()


def test_each_role_asks_as_who_it_says(house: House) -> None:
    """The page names the person; the API shows the messages of that person and of nobody else."""
    inboxes = {}
    for role, person in house.people.items():
        page = house.get(role, "/work")
        assert page.status_code == 200, role
        assert f"<strong>{person.display_name}</strong>" in page.text, role
        inboxes[role] = {line["id"] for line in house.get(role, "/api/v1/inbox").json["lines"]}
    assert all(inboxes.values())
    assert len(set.union(*inboxes.values())) == sum(len(lines) for lines in inboxes.values())
    assert house.get(VISITOR, "/work").headers["Location"].startswith("/sign-in")
    assert house.get(VISITOR, "/api/v1/inbox").status_code == 401


def test_every_route_stands_in_the_table_and_names_its_subject(house: House, table: list[Row]) -> None:
    assert {row.route for row in table} == house.rules.keys(), "a route without a row, or a row without a route"
    assert len({(*row.route, row.subject) for row in table}) == len(table), "a row twice"
    for row in table:
        takes_one = "ref>" in house.rules[row.route]
        assert (row.subject in house.refs) if takes_one else (row.subject == NOTHING), row
    assert house.refs.keys() - {CODE} == {row.subject for row in table} - {NOTHING}, "a subject that nobody asks for"


def test_every_cell_answers_as_the_table_says_and_what_is_forbidden_changes_no_row(
    house: House, table: list[Row]
) -> None:
    found = house.answers(table)
    if os.environ.get("ROUTES_WRITE"):
        write_table(found)
        pytest.fail("the table is written anew: read every cell that has changed")
    wrong = [
        f"{told} {role}: {asked.cells[role]}, not {told.cells[role]}"
        for asked, told in zip(found, table, strict=True)
        for role in ROLES
        if asked.cells[role] != told.cells[role]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_second_banner_finds_nothing_of_the_first(house: House, table: list[Row]) -> None:
    """Not at its address, whatever is asked of it, and not in any list."""
    for row in table:
        if row.subject not in PUBLIC | {NOTHING}:
            assert {row.cells[role] for role in OTHER_BANNER} == {"404"}, row
    private = {ref: subject for subject, ref in house.refs.items() if subject not in SEEN_BY_BOTH}
    for row in table:
        if row.subject == NOTHING and not row.writes and "200" in {row.cells[role] for role in OTHER_BANNER}:
            for role in OTHER_BANNER:
                shown = words_of(house.get(role, house.address(row)))
                assert not [subject for ref, subject in private.items() if ref in shown], (row, role)


def test_a_visitor_learns_of_no_private_thing_whether_it_exists(house: House, table: list[Row]) -> None:
    """Every private address answers as one at which nothing stands: with the way to sign in."""
    for row in table:
        if row.subject not in PUBLIC | {NOTHING} and row.endpoint not in BOARD:
            assert row.cells[VISITOR] == ("401" if house.rules[row.route].startswith("/api/") else SIGN_IN), row


def test_a_permission_that_is_too_wide_shows_in_its_cells(
    house: House, table: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(POLICY.clauses, Can.DRAFT_LISTING, [[office_member]])
    told = next(row for row in table if row.route == ("listings.submit", "POST"))
    (found,) = house.answers([told])
    assert {role for role in ROLES if found.cells[role] != told.cells[role]} == {"reviewer", "second_reviewer"}


def test_a_refusal_that_writes_is_named(house: House, table: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    def keep_a_note(status: int, sentence: str = "") -> str:
        if status == 403:
            note = Submission(key=token_hex(8), endpoint="", person_id=None, location="", created_at=g.work.now)
            db.session.add(note)
            db.session.commit()
        return sentence

    monkeypatch.setattr(application, "_status_page", keep_a_note)
    told = next(row for row in table if row.route == ("listings.submit", "GET"))
    with pytest.raises(AssertionError, match="auditor was answered 403 and changed submission"):
        house.answers([told])
