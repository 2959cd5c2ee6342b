"""The board by its pages and its API: numbers, marks, links and the end of what has left it, for everybody to read."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from listings.board.counts import count_board
from listings.board.queries import board_page
from listings.publication.queries import listing_for
from listings.publication.services import draft, end_mediation, release, withdraw
from tests.integration.listings.stories import case_of, submit
from tests.integration.listings.stories import text as told

REFUSED = ("草" * 61, "草" * 10_000, "草\x07场", "\u202e草场", "a b c d e f g h i j k l m", "\x1b[2J")


@pytest.fixture
def on_board(commit_work):
    """Three listings for everybody to read; the day's numbers."""

    def listed(number, **changes):
        ref = commit_work(
            "clerk",
            lambda work: submit(work, draft(work, case_of(work, number, changes), **told(work, **changes))).public_id,
        )
        commit_work("reviewer", lambda work: release(work, listing_for(work, ref)))
        return ref

    refs = [
        listed("XF-1"),
        listed("XF-2", title="<b>工资</b>与水井"),
        listed("XF-3", place_town=None, category="loans"),
    ]
    commit_work("reviewer", count_board)
    return refs


def test_a_page_shows_numbers_chips_and_marks_and_escapes_what_was_typed(pages, on_board):
    page = pages.as_(None).get("/board?q=工资&category=land&status=").get_data(as_text=True)
    assert "&lt;b&gt;<mark>工资</mark>&lt;/b&gt;" in page
    assert "3 listings on the whole board, as of" in page
    assert re.search(r"Private loans and debts \(1\)", page)
    assert 'href="/board?status=&amp;category=land"' in page  # without the words
    assert "<b>工资" not in page
    page = pages.as_(None).get("/board?q=<script>alert(1)</script>").get_data(as_text=True)
    assert "<script>alert" not in page


def test_what_has_ended_shows_no_last_day_for_claims(pages, on_board, commit_work):
    visitor = pages.as_(None)
    assert visitor.get("/board").get_data(as_text=True).count("<dt>Claim by</dt>") == 3
    assert [one["claim_by"] is None for one in visitor.ask("/board").json["listings"]] == [False] * 3
    assert "claim by" in visitor.get("/board/feed.atom").get_data(as_text=True)
    for ref in on_board:
        commit_work("reviewer", lambda work, ref=ref: withdraw(work, listing_for(work, ref), end_code="other"))
    for address in ("/board?status=ended", f"/board/{on_board[0]}", "/board/feed.atom?status=ended"):
        page = visitor.get(address).get_data(as_text=True)
        assert "Withdrawn from the board" in page
        assert "claim by" not in page.lower()
    assert visitor.ask(f"/board/{on_board[0]}").json["claim_by"] is None
    assert [one["claim_by"] for one in visitor.ask("/board", status="ended").json["listings"]] == [None] * 3
    assert "Claim by" not in pages.as_("clerk").get(f"/listings/{on_board[0]}").get_data(as_text=True)


TAKEN_OFF = "The office has taken it off the board"


@pytest.mark.parametrize(
    ("take_down", "end_code", "office", "public"),
    [
        (withdraw, "resolved_otherwise", "The dispute was resolved in another way", "resolved_otherwise"),
        (withdraw, "entered_court", "The matter has gone to court", "taken_off"),
        (withdraw, "wrongly_listed", "It should not have been listed", "taken_off"),
        (withdraw, "other", "Another reason", "taken_off"),
        (end_mediation, "party_refused", "A party refused mediation", "taken_off"),
        (end_mediation, "consent_withdrawn", "The petitioner withdrew consent", "taken_off"),
    ],
)
def test_the_public_reads_no_fact_about_the_parties_in_the_end(
    pages, on_board, commit_work, take_down, end_code, office, public
):
    ref, visitor = on_board[0], pages.as_(None)
    commit_work("reviewer", lambda work: take_down(work, listing_for(work, ref), end_code=end_code))
    page = visitor.get(f"/board/{ref}").get_data(as_text=True)
    told = visitor.ask(f"/board/{ref}").json
    assert (told["end_reason"], told["status"], told["history"][0]["event"]) == (
        public, "withdrawn", "listing.withdrawn",
    )  # fmt: skip
    for shown in (page, str(told), visitor.get("/board/feed.atom?status=ended").get_data(as_text=True)):
        assert "ediation ended" not in shown
        assert "mediation_ended" not in shown
        assert (end_code in shown or office in shown) == (public == end_code and shown in (page, str(told)))
    assert (TAKEN_OFF in page) == (public == "taken_off")
    assert "Withdrawn from the board" in page
    assert [one["end_reason"] for one in visitor.ask("/board", status="ended").json["listings"]] == [public]
    assert office in pages.as_("clerk").get(f"/listings/{ref}").get_data(as_text=True)


def test_what_has_not_ended_has_no_reason(pages, on_board):
    assert [one["end_reason"] for one in pages.as_(None).ask("/board").json["listings"]] == [None] * 3


def test_nothing_found_says_what_to_do_next(pages, on_board):
    page = pages.as_(None).get("/board?q=火星&town=unstated").get_data(as_text=True)
    assert "No listing has all of these words: 火星" in page
    assert 'href="/board?q=%E7%81%AB%E6%98%9F&amp;status=&amp;town=unstated"' in page
    assert 'href="/board?q=%E7%81%AB%E6%98%9F"' in page
    assert "too common" in pages.as_(None).get("/board?q=的").get_data(as_text=True)


def test_the_same_view_is_one_press_away_in_another_order(pages, on_board):
    page = pages.as_(None).get("/board?category=land&sort=claim_by").get_data(as_text=True)
    assert 'href="/board?category=land&amp;sort=reward"' in page
    assert '<strong aria-current="true">Soonest claim-by first</strong>' in page
    assert page.count('name="sort" value="claim_by"') == 2  # both forms keep it


def test_a_view_has_one_address_however_it_was_asked_for(pages, on_board):
    visitor = pages.as_(None)
    asked = (
        "/board?sort=newest&town=&q=&category=land&status=open",
        "/board?category=land",
        "/board?category=land&x=1",
    )
    for address in asked:
        page = visitor.get(address).get_data(as_text=True)
        assert '<link rel="canonical" href="/board?category=land">' in page


@pytest.mark.parametrize("question", REFUSED)
def test_what_cannot_be_looked_for_is_said_beside_the_box_and_kept(pages, on_board, question):
    answer = pages.as_(None).client.get("/board", query_string={"q": question})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'id="q-error"' in page
    assert page.count("<article") == 3  # a question that was not understood narrows nothing
    assert pages.as_(None).ask("/board", q=question).status_code == 422


def test_the_api_takes_the_same_questions_and_tells_the_numbers(pages, on_board):
    visitor = pages.as_(None)
    assert [one["title"] for one in visitor.ask("/board", q="工资").json["listings"]] == ["<b>工资</b>与水井"]
    found = visitor.ask("/board", town="unstated", duration="from_5", amount="from_100k", sort="reward").json[
        "listings"
    ]
    assert [one["ref"] for one in found] == [on_board[2]]
    for wrong in ({"duration": "nonsense"}, {"amount": "1"}, {"case_class": "unstated"}, {"town": "x" * 17}):
        assert visitor.ask("/board", **wrong).status_code == 422
    told_numbers = visitor.ask("/board/counts").json
    assert told_numbers["total"] == 3
    assert told_numbers["filters"]["category"] == {
        "land": 2, "loans": 1, "land_and_village": 2, "money_and_work": 1,
    }  # fmt: skip
    assert told_numbers["filters"]["town"]["unstated"] == 1
    assert visitor.ask("/board/counts", status="ended").json["total"] == 0


def test_pages_follow_each_other_to_the_end_and_back_to_the_first(pages, on_board, monkeypatch):
    monkeypatch.setattr(
        "listings.board.views.board_page", lambda work, wanted, after: board_page(work, wanted, after, size=2)
    )
    visitor = pages.as_(None)
    page = visitor.get("/board?sort=reward").get_data(as_text=True)
    further = re.search(r'href="([^"]+)" rel="next"', page)[1].replace("&amp;", "&")
    assert parse_qs(urlsplit(further).query)["sort"] == ["reward"]
    page = visitor.get(further).get_data(as_text=True)
    assert page.count("<article") == 1
    assert 'href="/board?sort=reward" rel="first"' in page
    assert 'rel="next"' not in page
    assert visitor.get(further.replace("sort=reward", "sort=claim_by")).status_code == 404  # a mark of another order
