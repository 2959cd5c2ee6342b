"""What an office had when the first release was its newest is there after the upgrade, in whatever state it was, and
the work on it goes on by the rules of today.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.orm import Session

from demo.seed.phrases import ASSESSMENT
from listings.board.filter import BoardFilter
from listings.board.queries import board_page
from listings.publication.models import Listing
from listings.publication.services import release, send_back, submit
from listings.reidentification.queries import TAKEN_DOWN_TITLE, versions_of_case
from listings.reidentification.services import recheck, take_back
from market import vault
from market.actor import VISITOR
from market.cluster import Addresses, create_database, drop_database
from market.database import database_now
from market.refusals import Refused
from market.vault import keyring
from market.vault.keys import MasterKey
from market.work import Work
from tests.integration.conftest import cast_actors, upgrade
from tests.integration.seating import seat_the_cast

FIRST_LANDING = "payouts_0001"
BANNER = "150623"
# status of the case and of its listing, and what its steps had stamped by then
LAID = {
    "draft": ("classified", "draft", {}),
    "returned": ("classified", "draft", {"returned_at": "now()", "return_reason": "'写得太细'"}),
    "in_review": ("classified", "in_review", {"submitted_at": "now()"}),
    "discarded": ("classified", "discarded", {"ended_at": "now()"}),
    "published": ("listed", "published", {}),
    "proposed": ("listed", "proposed", {}),
    "claimed": ("in_mediation", "claimed", {"claimed_at": "now()"}),
    "withdrawn": ("classified", "withdrawn", {"ended_at": "now()", "end_code": "'wrongly_listed'"}),
    "refused": ("classified", "mediation_ended", {"ended_at": "now()", "end_code": "'consent_withdrawn'"}),
    "expired": ("classified", "expired", {"ended_at": "now()"}),
    "rewarded": (
        "closed",
        "rewarded",
        {"claimed_at": "now()", "settled_at": "now()", "confirmed_at": "now()", "ended_at": "now()"},
    ),
}
UNRELEASED = {"draft", "returned", "in_review", "discarded"}
CASE = """
    INSERT INTO petition_case (public_id, jurisdiction_id, petition_number, status, category, place_town_id,
        responsible_department_id, arose_on, first_petition_on, languages, dispute_id, class_reason, proposed_class,
        case_class, classified_on, classified_by_id, registered_at, registered_by_id, closed_at)
    SELECT 'case-{ref}', d.jurisdiction_id, 'XF-{ref}', '{status}', 'land', d.id, d.id, '2019-01-01', '2020-01-01',
        '{{zh}}', '{ref}', '', 'A', 'A', '2026-01-05', p.id, '2026-01-04 09:00+08', p.id, {closed_at}
    FROM department AS d, person AS p WHERE d.public_id = 'd1' AND p.id = {clerk}
"""
LISTING = """
    INSERT INTO listing (public_id, jurisdiction_id, case_id, status, title, body, category, place_town_id,
        duration_band, amount_band, case_class, drafted_at, drafted_by_id, edited_by_id, end_note{columns})
    SELECT '{ref}', c.jurisdiction_id, c.id, '{status}', '草场纠纷{ref}', '某嘎查牧户与邻户', 'land', c.place_town_id,
        'from_5', 'none', 'A', '2026-01-06 09:00+08', c.registered_by_id, c.registered_by_id, ''{values}
    FROM petition_case AS c WHERE c.public_id = 'case-{ref}'
"""
RELEASED = {
    "reward_fen": "800000", "days_allowed": "90", "claim_by": "'2026-03-01'", "released_at": "'2026-01-09 17:00+00'",
}  # fmt: skip


@dataclass
class Carried:
    """The database after the upgrade, with every row as it was before it."""

    engine: Engine
    before: dict[str, list[dict[str, object]]]

    def work(self, session: Session, key: str | None = None) -> Work:
        actor = VISITOR if key is None else getattr(cast_actors(session), key)
        return Work(session, actor, database_now(session), request_id="carried")


@pytest.fixture(scope="module")
def carried(cluster: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Carried]:
    """Listings in every state of the first landing, carried to the tables of today."""
    name, own_keys = f"carried_{secrets.token_hex(4)}", vars(keyring._KEYRING).copy()
    folder: Path = tmp_path_factory.mktemp("carried")
    addresses = create_database(cluster, name)
    engine = create_engine(addresses.application_url)
    try:
        upgrade(addresses, folder / "before", FIRST_LANDING)
        before = _lay(addresses)
        assert upgrade(addresses, folder / "after") == []
        vault.configure(MasterKey.generate(folder / "vault_key"))
        yield Carried(engine, before)
    finally:
        vars(keyring._KEYRING).update(own_keys)
        engine.dispose()
        drop_database(cluster, name)


def _lay(addresses: Addresses) -> dict[str, list[dict[str, object]]]:
    engine = create_engine(addresses.superuser_url)
    with Session(engine) as session:
        seat_the_cast(session)
        actors = cast_actors(session)
        clerk, reviewer = actors.clerk.person_id, actors.reviewer.person_id
        department = (
            "INSERT INTO department (public_id, jurisdiction_id, kind, name_zh) VALUES ('d1', :at, 'town', '昂素镇')"
        )
        session.execute(text(department), {"at": BANNER})
        # As a restored backup comes in: the rules of the way there are not asked.
        session.execute(text("SET session_replication_role = replica"))
        for ref, (case_status, status, stamps) in LAID.items():
            closed_at = "now()" if case_status == "closed" else "NULL"
            session.execute(text(CASE.format(ref=ref, status=case_status, closed_at=closed_at, clerk=clerk)))
            told = stamps | ({} if ref in UNRELEASED else RELEASED | {"released_by_id": str(reviewer)})
            told = {"return_reason": "''"} | told
            columns, values = "".join(f", {one}" for one in told), "".join(f", {one}" for one in told.values())
            session.execute(text(LISTING.format(ref=ref, status=status, columns=columns, values=values)))
        session.execute(text("SET session_replication_role = origin"))
        before = {table: _rows(session, table) for table in ("petition_case", "listing", "person", "department")}
        session.commit()
    engine.dispose()
    return before


def _rows(session: Session, table: str) -> list[dict[str, object]]:
    return list(session.scalars(text(f"SELECT to_jsonb(t) FROM {table} AS t ORDER BY id")))


@pytest.fixture
def session(carried: Carried) -> Iterator[Session]:
    """Rolled back, after every deferred rule has spoken."""
    with Session(carried.engine) as session:
        yield session
        session.flush()
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        session.rollback()


def listing(session: Session, ref: str) -> Listing:
    return session.scalars(select(Listing).where(Listing.public_id == ref)).one()


def test_no_value_that_was_there_is_another_one(carried: Carried, session: Session) -> None:
    for table, before in carried.before.items():
        after = _rows(session, table)
        assert len(before) == len(after) >= 1
        for old, new in zip(before, after, strict=True):
            assert old.items() <= new.items(), table


def test_what_was_released_is_carried_as_a_first_version_of_its_legal_day(session: Session) -> None:
    rows = session.execute(
        text(
            "SELECT l.public_id, v.number, v.title, v.basis, v.as_of::text, v.found FROM listing_version AS v"
            " JOIN listing AS l ON l.id = v.listing_id ORDER BY l.id"
        )
    ).all()
    expected = [(ref, 1, f"草场纠纷{ref}", "carried", "2026-01-10", None) for ref in LAID if ref not in UNRELEASED]
    assert [tuple(row) for row in rows] == expected


def test_the_board_has_what_was_released_under_its_shelf_and_by_its_words(carried: Carried, session: Session) -> None:
    visitor = carried.work(session)
    shelves = {
        "open": {"published"},
        "under_way": {"proposed", "claimed"},
        "succeeded": {"rewarded"},
        "ended": {"withdrawn", "refused", "expired"},
    }
    for shelf, refs in shelves.items():
        wanted = BoardFilter(status=shelf, q="草场", category="land", duration="from_5")
        assert {row.public_id for row in board_page(visitor, wanted, None).rows} == refs, shelf


def test_what_was_handed_on_unassessed_is_not_released_and_goes_back(carried: Carried, session: Session) -> None:
    waiting = listing(session, "in_review")
    clerk, reviewer = carried.work(session, "clerk"), carried.work(session, "reviewer")
    with pytest.raises(Refused):
        release(reviewer, waiting)
    send_back(reviewer, waiting, return_reason="请补充影响评估。")
    assert waiting.status == "draft"
    with pytest.raises(Refused, match="gate_unanswered"):
        submit(clerk, waiting, **ASSESSMENT)


def test_what_is_public_is_counted_and_can_be_taken_back(carried: Carried, session: Session) -> None:
    reviewer = carried.work(session, "reviewer")
    recheck(reviewer, BANNER)
    public = listing(session, "published")
    take_back(reviewer, public)
    first, second = versions_of_case(session, public.case_id)
    assert (first.basis, second.basis, second.title) == ("carried", "widened", TAKEN_DOWN_TITLE)
    assert (public.status, public.category) == ("published", None)


@pytest.mark.parametrize("ref", sorted(set(LAID) - UNRELEASED))
def test_what_was_carried_is_never_unsaid_nor_made_finer(session: Session, ref: str) -> None:
    finer = (
        "INSERT INTO listing_version (jurisdiction_id, listing_id, number, title, body, case_class, category,"
        " place_town_id, duration_band, amount_band, as_of, basis, needed, found, reason, consent_ids, published_at,"
        " published_by_id) SELECT jurisdiction_id, listing_id, 2, title, body, case_class, category, place_town_id,"
        " duration_band, 'from_1m', as_of, 'count', 1, 1, '', '{}', now(), published_by_id"
        " FROM listing_version WHERE listing_id = :id"
    )
    for statement in (finer, "DELETE FROM listing_version WHERE listing_id = :id"):
        with pytest.raises(Exception, match="never_finer|permission denied|says no more"), session.begin_nested():
            session.execute(text(statement), {"id": listing(session, ref).id})
