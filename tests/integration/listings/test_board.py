"""The board as it is searched: words, values, numbers of the day; and whatever may be typed into it."""

import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import sessionmaker

from listings.board import search
from listings.board.counts import count_board, counts_of, is_counted
from listings.board.filter import FACETS, SHELVES, BoardFilter
from listings.board.jobs import count_board_daily
from listings.board.models import BoardCount
from listings.board.queries import board_page
from listings.board.words import SEPARATORS, as_tsquery, folded
from listings.publication.queries import listing_for
from listings.publication.services import draft, release, withdraw
from listings.publication.vocabulary import REWARD_BANDS, UNRELEASED, ListingState
from market import jobs, transactions
from market.actor import VISITOR
from tests.integration.listings.stories import BODY, TITLE, case_of, on_the_board, ready_case, submit
from tests.integration.listings.stories import text as told

CATEGORY = next(facet for facet in FACETS if facet.name == "category")
HOSTILE = (
    "'", "''", "\\", "a\\'b", "& | ! ( ) : * <->", "'草':*", "%", "_", "\\x00", "草场'; DROP TABLE listing; --",
    "<script>alert(1)</script>", "{{ 7 * 7 }}", "的", "的 了 和", "，。、", '"', '""', "“”", "\u200b",
    "\ufeff草场", "😀", "\U00020000\U00020001", "草" * 60, "1", "a b c d e f g h i j k l", "\t草\t场", "ﷺ",
)  # fmt: skip


@pytest.fixture
def publish(clerk, reviewer):
    """`publish("XF-2", title=..., body=..., place_town=None)`: another listing on the board."""

    def make(number, **changes):
        case = case_of(clerk, number, changes)
        return release(reviewer, submit(clerk, draft(clerk, case, **told(clerk, **changes))))

    return make


@pytest.fixture
def finds(work):
    def ids(**wanted):
        return [row.id for row in board_page(work(VISITOR), BoardFilter(**wanted), None).rows]

    return ids


def test_words_are_found_in_title_and_text_and_only_there(publish, finds):
    well = publish("XF-1", title="两户争一眼水井", body="轮流用水的约定没有写下来。")
    wages = publish("XF-2", title="工程欠款", body="拖欠工人工资，涉及ＡＢ两个工地的水井工程。")
    assert finds(q="水井") == [wages.id, well.id]
    assert finds(q="水井 工资") == [wages.id]
    assert finds(q="工地 ab") == finds(q="“ab两个”") == [wages.id]
    assert finds(q="“两个工地水井”") == []  # a phrase, and 的 stands in between
    assert finds(q="两个工地水井") == [wages.id]
    assert finds(q="井") == [wages.id, well.id]
    assert finds(q="XF") == []  # the petition number stands on the case, and is not published


def test_pairs_of_characters_that_stand_apart_are_no_word(publish, finds, monkeypatch):
    """The index knows pairs alone; a walk of one step leaves everything to it."""
    monkeypatch.setattr(search, "WALKED_FOR_WORDS", 1)
    apart = publish("XF-1", title="草场纠纷", body="草场在场边，边界不清。")
    publish("XF-2", title="欠薪", body="拖欠工资。")
    assert finds(q="草场 边界") == [apart.id]
    assert finds(q="“草场边界”") == []


def test_what_is_not_released_is_not_found(clerk, reviewer, finds):
    waiting = submit(clerk, draft(clerk, ready_case(clerk), **told(clerk)))
    assert finds(status="", q=TITLE[:4]) == []
    release(reviewer, waiting)
    assert finds(status="", q=TITLE[:4]) == [waiting.id]


def test_a_listing_that_leaves_its_shelf_is_found_on_the_next(clerk, reviewer, finds):
    listing = on_the_board(clerk, reviewer)
    assert finds(q=BODY[:4], category="land") == [listing.id]
    withdraw(reviewer, listing, end_code="other")
    assert finds(q=BODY[:4], category="land") == []
    assert finds(status="ended", q=BODY[:4], category="land", sort="reward") == [listing.id]


def test_values_that_were_left_out_are_a_value_too(publish, finds):
    plain = publish("XF-1")
    wide = publish("XF-2", place_town=None, duration_band="", amount_band="")
    for facet in ("town", "duration", "amount"):
        assert finds(**{facet: "unstated"}) == [wide.id]
    assert finds(amount="from_100k", duration="from_5") == [plain.id]
    assert finds(town="nowhere") == []
    assert finds(reward="from_6000", amount="unstated", sort="reward") == [wide.id]


@pytest.mark.parametrize("question", HOSTILE)
def test_nothing_that_can_be_typed_is_an_error(work, finds, publish, question):
    publish("XF-1")
    for sort in ("newest", "reward", "claim_by"):
        finds(status="", q=question, sort=sort)


# --- what the database works out is what the pages think it is -----------------------------------


@pytest.mark.parametrize(
    "sample",
    [
        "ＡＢＣ　Ｘｙ１２",
        "Ｏтог ӨҮЁ Ъ",
        "㍿①ﬁ²",
        "é e\u0301 ｶﾞ",
        "草场，边界。",
        "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
        unicodedata.normalize("NFD", "ÅÖ"),
        "İI",
    ],
)
def test_database_and_pages_fold_alike(session, sample):
    asked = text("SELECT board_text('', :sample)")
    assert session.execute(asked, {"sample": sample}).scalar_one() == "\n" + folded(sample)


@pytest.mark.parametrize("mark", SEPARATORS)
def test_a_word_ends_at_the_same_marks_in_both(session, mark):
    asked = text("SELECT tsvector_to_array(board_words(:sample))")
    assert sorted(session.execute(asked, {"sample": f"甲乙{mark}丙"}).scalar_one()) == ["丙", "乙", "甲乙"]
    assert as_tsquery((f"甲乙{mark}丙",)) == "'甲乙' & '丙':*"


def test_the_database_knows_the_shelves_and_the_bands(session):
    asked = text("SELECT board_shelf(:state)")
    for state in ListingState:
        shelf = next((one.code for one in SHELVES if state in one.states), None)
        assert session.execute(asked, {"state": state.value}).scalar_one() == shelf
        assert (shelf is None) == (state in UNRELEASED)
    assert [band.below_fen for band in REWARD_BANDS] == sorted(
        (band.below_fen for band in REWARD_BANDS), key=lambda fen: (fen is None, fen)
    )


def test_the_application_cannot_write_what_is_searched(session, publish):
    listing = publish("XF-1")
    with pytest.raises(Exception, match="generated column|permission denied"):
        session.execute(text("UPDATE listing SET board_text = 'x' WHERE id = :id"), {"id": listing.id})
    session.rollback()


@pytest.mark.parametrize(
    ("name", "column", "value", "shown_by"),
    [
        ("category", "category", "land", "land land_and_village"),
        ("category", "category", "land_and_village", "land expropriation environment village_affairs land_and_village"),
        ("duration", "duration_band", "over_5", "from_5 from_10 over_5"),
        ("amount", "amount_band", "over_100k", "from_100k from_1m over_100k some"),
        ("amount", "amount_band", "some", "under_10k from_10k from_100k from_1m under_100k over_100k some"),
    ],
)
def test_a_filter_shows_what_is_published_wider_or_finer_and_its_number_says_so(
    publish, finds, work, actors, name, column, value, shown_by
):
    """Surina published the kind of matter as land and villages: who looks for land finds it."""
    listing = publish("XF-1", title="多年未了的事", body="希望调解。", **{column: value})
    count_board(work(actors.system))
    counts = counts_of(work(VISITOR), "open")
    facet = next(one for one in FACETS if one.name == name)
    found = {code: finds(**{name: code}) for code, _ in facet.values}
    assert {code for code, ids in found.items() if ids == [listing.id]} == set(shown_by.split())
    assert {code: counts.of(facet, code) for code in found} == {code: len(ids) for code, ids in found.items()}
    assert counts.by_code(facet) == dict.fromkeys(shown_by.split(), 1)
    assert finds(**{name: "unstated"}) == []


# --- numbers -------------------------------------------------------------------------------------


def test_the_numbers_do_not_move_until_the_next_day(publish, work, actors, session):
    system = work(actors.system)
    publish("XF-1")
    count_board(system)
    publish("XF-2", category="wages")
    counts = counts_of(work(VISITOR), "open")
    assert (counts.counted_on, counts.total, counts.of(CATEGORY, "wages")) == (system.today, 1, 0)
    assert is_counted(system)
    tomorrow = work(actors.system)
    tomorrow.now += timedelta(days=1)
    assert not is_counted(tomorrow)
    count_board(tomorrow)
    counts = counts_of(work(VISITOR), "open")
    assert (counts.counted_on, counts.total, counts.of(CATEGORY, "wages")) == (tomorrow.today, 2, 1)
    assert session.scalars(select(BoardCount.counted_on).distinct()).all() == [tomorrow.today]


def test_the_job_counts_once_a_day(database, commit_work, monkeypatch):
    room = jobs.JobRoom()
    monkeypatch.setattr(transactions, "_SESSIONS", transactions._Sessions(sessionmaker(database.engine)))
    ref = commit_work("clerk", lambda work: submit(work, draft(work, ready_case(work), **told(work))).public_id)
    count_board_daily(room)
    commit_work("reviewer", lambda work: release(work, listing_for(work, ref)))
    count_board_daily(room)
    assert commit_work("reviewer", lambda work: counts_of(work, "").total) == 0  # nothing was there at the day's count
