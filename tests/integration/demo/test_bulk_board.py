"""A board of twelve thousand listings: every view is what counting by hand gives; no query reads the whole table."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from demo.bulk.copying import copy_in, settle
from demo.cast import OTOG_FRONT
from listings.board import search
from listings.board.counts import count_board, counts_of
from listings.board.filter import FACETS, SHELVES, UNSTATED, BoardFilter, reward_band
from listings.board.queries import board_page, hunted
from listings.board.words import words_of
from listings.paging import PAGE_SIZE, mark_of
from listings.publication.models import Listing
from market.actor import VISITOR
from market.cluster import Addresses, connect, create_database, drop_database
from market.database import database_now
from market.people.models import Department
from market.work import Work

# Copies in twelve thousand listings: a run for `make test-all`.
pytestmark = pytest.mark.slow

COUNT = 12_000
SORTED_BY = {
    "newest": (lambda row: (row.released_at, row.id), (Listing.released_at, Listing.id), True),
    "reward": (
        lambda row: (row.reward_fen, row.released_at, row.id),
        (Listing.reward_fen, Listing.released_at, Listing.id),
        True,
    ),
    "claim_by": (lambda row: (row.claim_by, row.id), (Listing.claim_by, Listing.id), False),
}
VIEWS: dict[str, dict[str, str]] = {
    "open": {},
    "everything": {"status": ""},
    "ended, by reward": {"status": "ended", "sort": "reward"},
    "a class by a reward that it never has": {"status": "", "case_class": "C", "sort": "reward"},
    "a common category": {"status": "", "category": "land"},
    "a rare category, soonest": {"status": "", "category": "other", "sort": "claim_by"},
    "a town": {"town": "昂素镇"},
    "a town left out": {"status": "", "town": UNSTATED, "amount": UNSTATED},
    "a band of rewards": {"status": "", "reward": "from_3000", "duration": "from_10"},
    "five values at once": {
        "status": "ended", "town": "城川镇", "category": "environment", "duration": "from_5", "case_class": "A",
    },
    "a common word": {"status": "", "q": "希望"},
    "a word among the open ones": {"q": "工资"},
    "two words, by reward": {"status": "", "q": "赔偿 多年", "sort": "reward"},
    "a phrase": {"status": "", "q": "“领案后可到现场查看”"},
    "a rare word": {"status": "", "q": "骆驼", "sort": "claim_by"},
    "one character": {"status": "", "q": "驼"},
    "a word and a value": {"status": "", "q": "骆驼", "category": "land", "sort": "reward"},
    "a word that nobody wrote": {"status": "", "q": "火星"},
    "values that never meet": {"status": "", "case_class": "C", "duration": "from_10"},
    "groups of values": {"status": "", "category": "money_and_work", "amount": "some", "duration": "under_5"},
}  # fmt: skip
# What may be published of a listing that a choice shows: the choice, what is wider and what is finer, written by hand.
SAID_OF = {
    "land": {"land", "land_and_village"},
    "environment": {"environment", "land_and_village"},
    "other": {"other", "people_and_family"},
    "from_5": {"from_5", "over_5"},
    "from_10": {"from_10", "over_5"},
    "money_and_work": {"money_and_work", "wages", "loans", "contracts"},
    "under_5": {"under_5", "under_3", "from_3"},
    "some": {"some", "under_100k", "over_100k", "under_10k", "from_10k", "from_100k", "from_1m"},
}


@pytest.fixture(scope="module")
def addresses(cluster: Addresses, template: str) -> Iterator[Addresses]:
    name = f"bulk_{secrets.token_hex(4)}"
    made = create_database(cluster, name, template)
    engine = create_engine(made.owner_url)
    with Session(engine) as session:
        kinds = {
            "自然资源局": "department",
            "敖勒召其镇": "town",
            "上海庙镇": "town",
            "昂素镇": "town",
            "城川镇": "town",
        }
        session.add_all(Department(jurisdiction_id=OTOG_FRONT, kind=kind, name_zh=name) for name, kind in kinds.items())
        session.commit()
    engine.dispose()
    with connect(made.owner_url, autocommit=False) as connection:
        copy_in(connection, COUNT)
    with connect(made.owner_url) as connection:
        settle(connection)
    yield made
    drop_database(cluster, name)


@pytest.fixture(scope="module")
def engine(addresses: Addresses) -> Iterator[Engine]:
    engine = create_engine(addresses.application_url)
    yield engine
    engine.dispose()


@pytest.fixture
def visitor(engine: Engine) -> Iterator[Work]:
    with Session(engine) as session:
        yield Work(session=session, actor=VISITOR, now=database_now(session))


@pytest.fixture(scope="module")
def everything(engine: Engine) -> list[Any]:
    columns = [column for column in Listing.__table__.columns if column.key != "body"]
    with Session(engine) as session:
        return list(session.execute(select(*columns)).all())


def by_hand(everything: list[Any], wanted: BoardFilter, town_id: int | None) -> list[Any]:
    """The view as a person with all the cards on a table would lay it out."""

    def fits(row: Any) -> bool:
        shelf = next((one for one in SHELVES if one.code == wanted.status), None)
        band = reward_band(wanted.reward)
        values = {
            "category": row.category, "case_class": row.case_class, "town": row.place_town_id,
            "duration": row.duration_band, "amount": row.amount_band,
        }  # fmt: skip
        chosen = {facet.name: code for facet, code in wanted.chosen() if facet.name != "reward"}
        asked = {
            name: {None} if code == UNSTATED else {town_id} if name == "town" else SAID_OF.get(code, {code})
            for name, code in chosen.items()
        }
        return (
            (shelf is None or row.status in shelf.states)
            and (band is None or band.from_fen <= row.reward_fen < (band.below_fen or 10**12))
            and all(values[name] in any_of for name, any_of in asked.items())
            and all(word in row.board_text for word in words_of(wanted.q))
        )

    key, _, descending = SORTED_BY[wanted.sort]
    return sorted((row for row in everything if fits(row)), key=key, reverse=descending)


@pytest.mark.parametrize("steps", ["as they are", "short"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_what_counting_by_hand_gives(
    visitor: Work, everything: list[Any], view: str, steps: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Short steps make the walk fail early, so that each of the three is taken."""
    if steps == "short":
        for name, value in {"WALKED": 60, "WALKED_FOR_WORDS": 25, "NEAR_BY_TIMES": 3, "FEW": 4}.items():
            monkeypatch.setattr(search, name, value)
    town = visitor.session.scalar(select(Department).where(Department.name_zh == VIEWS[view].get("town", "昂素镇")))
    named = VIEWS[view] | ({"town": town.public_id} if town and "town" in VIEWS[view] else {})
    wanted = BoardFilter(**named)
    rows = by_hand(everything, wanted, town.id if town else None)
    keys = SORTED_BY[wanted.sort][1]
    for begin in sorted({0, len(rows) // 2, max(0, len(rows) - 5)}):
        after = mark_of(rows[begin - 1], keys) if begin else None
        page = board_page(visitor, wanted, after)
        assert [row.id for row in page.rows] == [row.id for row in rows[begin : begin + PAGE_SIZE]]
        assert (page.after is None) == (begin + PAGE_SIZE >= len(rows))


@pytest.mark.parametrize("view", VIEWS)
def test_no_step_of_any_view_reads_the_whole_table(visitor: Work, view: str) -> None:
    town = visitor.session.scalar(select(Department).where(Department.name_zh == "昂素镇"))
    named = {name: town.public_id if value.endswith("镇") and town else value for name, value in VIEWS[view].items()}
    wanted = hunted(visitor, BoardFilter(**named))
    assert wanted is not None
    for statement in (search.walk(wanted, None, 21), search.look_up(wanted, None, 21, ["m:700"])):
        assert "Seq Scan on listing" not in plan_of(visitor, statement)
    if wanted.words or wanted.values:
        assert "Bitmap Index Scan on ix_listing_found_by" in plan_of(visitor, search.look_up(wanted, None, 21))


@pytest.mark.parametrize("view", ["everything", "a class by a reward that it never has", "a common word"])
def test_beyond_the_end_nothing_is_looked_up(
    visitor: Work, everything: list[Any], view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mark may be made up: one behind the last listing must not make the whole board be gone through."""
    wanted = BoardFilter(**VIEWS[view])
    last = by_hand(everything, BoardFilter(status="", sort=wanted.sort), None)[-1]
    monkeypatch.setattr(search, "look_up", lambda *_: pytest.fail("looked up"))
    monkeypatch.setattr(search, "_all_of_few", lambda *_: None)
    page = board_page(visitor, wanted, mark_of(last, SORTED_BY[wanted.sort][1]))
    assert (list(page.rows), page.after) == ([], None)


def plan_of(work: Work, statement: Any) -> str:
    dialect = postgresql.psycopg.dialect()  # type: ignore[attr-defined]
    written = statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return "\n".join(work.session.execute(text("EXPLAIN " + str(written).replace(":", "\\:"))).scalars())


def test_the_copied_rows_keep_the_rules_that_were_off_while_they_were_copied(visitor: Work) -> None:
    broken = visitor.session.execute(
        text("""
            SELECT l.id FROM listing l JOIN petition_case c ON c.id = l.case_id
            WHERE l.released_at IS NULL OR l.case_class <> c.case_class OR l.jurisdiction_id <> c.jurisdiction_id
               OR c.status <> CASE board_shelf(l.status)
                    WHEN 'open' THEN 'listed' WHEN 'succeeded' THEN 'closed'
                    WHEN 'under_way' THEN CASE l.status WHEN 'proposed' THEN 'listed' ELSE 'in_mediation' END
                    ELSE CASE l.status WHEN 'unrewarded' THEN 'closed' ELSE 'classified' END END
               OR NOT EXISTS (SELECT FROM department d WHERE d.id = c.place_town_id AND d.kind = 'town')
        """)
    ).all()
    assert broken == []
    assert visitor.session.scalar(text("SELECT count(*) FROM listing")) == COUNT
    off = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'D'"
    assert visitor.session.scalars(text(off)).all() == []


def test_the_numbers_are_those_of_the_day(visitor: Work, everything: list[Any]) -> None:
    count_board(visitor)
    counts = counts_of(visitor, "ended")
    ended = [row for row in everything if row.status in SHELVES[3].states]
    assert (counts.total, counts.shelves[""]) == (len(ended), COUNT)
    facets = {facet.name: facet for facet in FACETS}
    assert counts.of(facets["category"], "land") == sum(row.category in SAID_OF["land"] for row in ended)
    assert counts.of(facets["amount"], UNSTATED) == sum(row.amount_band is None for row in ended)
    for facet in FACETS:
        assert sum(number for (name, _), number in counts.numbers.items() if name == facet.name) == len(ended)
    assert counts_of(visitor, "nonsense").total == 0
