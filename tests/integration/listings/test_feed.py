"""Whoever follows the board by feed reads what the board has, and costs little when nothing has happened."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from listings.reidentification.services import widen
from listings.renewals import queries
from listings.renewals.services import renew
from market.notifications import sending
from tests.integration.listings.stories import (
    BODY,
    PETITIONER,
    PHONE,
    RESPONDENT,
    TITLE,
    VILLAGE,
    drafted,
    ready_case,
    submit,
)

ATOM = "{http://www.w3.org/2005/Atom}"
HOUSE = "https://market.example.gov.cn"


@pytest.fixture(autouse=True)
def house(monkeypatch):
    monkeypatch.setattr(sending, "_ROOM", sending._MailRoom(public_url=HOUSE))


@pytest.fixture
def ref(commit_work):
    return commit_work("clerk", lambda work: submit(work, drafted(work, ready_case(work))).public_id)


@pytest.fixture
def listed(ref, commit_work):
    commit_work("reviewer", lambda work: release(work, listing_for(work, ref)))
    return ref


def parsed(answer):
    return ElementTree.fromstring(answer.get_data())  # noqa: S314  a document of our own


def entries_of(answer):
    return parsed(answer).findall(f"{ATOM}entry")


def test_what_is_on_the_board_stands_in_the_feed_and_nothing_private(pages, listed):
    visitor = pages.as_(None)
    answer = visitor.get("/board/feed.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    [entry] = entries_of(answer)
    assert entry.findtext(f"{ATOM}title") == TITLE
    assert BODY in entry.findtext(f"{ATOM}content")
    assert entry.find(f"{ATOM}link").get("href") == f"{HOUSE}/board/{listed}"
    text = answer.get_data(as_text=True)
    assert not [secret for secret in (PETITIONER, PHONE, RESPONDENT, VILLAGE, "XF-2019-0314") if secret in text]
    board = visitor.get("/board").get_data(as_text=True)
    assert 'rel="alternate" type="application/atom+xml"' in board
    assert 'href="/board/feed.atom"' in board


def test_drafts_are_in_no_feed(pages, ref):
    assert entries_of(pages.as_("clerk").get("/board/feed.atom?status=")) == []


@pytest.mark.parametrize(
    ("query", "count"),
    [("case_class=A", 1), ("case_class=B", 0), ("q=草场", 1), ("q=马场", 0), ("status=ended", 0), ("status=", 1),
     ("case_class=nonsense", 1)],
)  # fmt: skip
def test_each_view_is_a_feed_of_its_own(pages, listed, query, count):
    answer = pages.as_(None).get(f"/board/feed.atom?{query}")
    assert len(entries_of(answer)) == count
    root = parsed(answer)
    plain = parsed(pages.as_(None).get("/board/feed.atom"))
    same = query in ("case_class=nonsense",)
    assert (root.findtext(f"{ATOM}id") == plain.findtext(f"{ATOM}id")) is same


def test_a_reader_that_has_it_is_answered_in_one_line(pages, listed, commit_work, monkeypatch):
    reader = pages.as_(None).client
    first = reader.get("/board/feed.atom")
    assert first.headers["Cache-Control"] == "no-cache"
    for known in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = reader.get("/board/feed.atom", headers=known)
        assert (again.status_code, again.get_data()) == (304, b"")

    monkeypatch.setattr(queries, "setting", lambda *_: 60)
    commit_work("reviewer", lambda work: renew(_a_minute_on(work), listing_for(work, listed), reason="尚无人揭榜"))
    changed = reader.get("/board/feed.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    before, after = entries_of(first)[0], entries_of(changed)[0]
    assert before.findtext(f"{ATOM}id") == after.findtext(f"{ATOM}id")
    assert before.findtext(f"{ATOM}published") == after.findtext(f"{ATOM}published")
    assert before.findtext(f"{ATOM}updated") < after.findtext(f"{ATOM}updated")
    assert (
        reader.get("/board/feed.atom", headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 200
    )


def test_what_ends_leaves_the_feed_of_what_is_open_and_says_why(pages, listed, commit_work):
    note = "只给联席办看的备注"
    commit_work(
        "reviewer", lambda work: withdraw(work, listing_for(work, listed), end_code="resolved_otherwise", end_note=note)
    )
    visitor = pages.as_(None)
    assert entries_of(visitor.get("/board/feed.atom")) == []
    [entry] = entries_of(visitor.get("/board/feed.atom?status=ended"))
    assert "Withdrawn" in entry.findtext(f"{ATOM}summary")
    page = visitor.get(f"/board/{listed}").get_data(as_text=True)
    assert "The dispute was resolved in another way" in page
    assert note not in page


def test_a_text_that_says_less_since_is_news_in_the_feed_and_what_it_said_is_gone(pages, listed, commit_work):
    """A reader that asks with the old mark is given the new text, under the id that it knows."""
    visitor = pages.as_(None)
    first = visitor.get("/board/feed.atom?status=")
    [known] = entries_of(first)

    def say_less(work):
        _a_minute_on(work)
        widen(work, listing_for(work, listed), category="", place="", duration="", amount="")

    def take_it_down(work):
        _a_minute_on(work)
        withdraw(work, listing_for(work, listed), end_code="wrongly_listed")

    for change, title in ((say_less, TITLE.replace("草场", "场地")), (take_it_down, "Text taken back")):
        commit_work("reviewer", change)
        answer = visitor.client.get("/board/feed.atom?status=", headers={"If-None-Match": first.headers["ETag"]})
        [entry] = entries_of(answer)
        assert entry.findtext(f"{ATOM}id") == known.findtext(f"{ATOM}id")
        assert entry.findtext(f"{ATOM}title") == title
        assert entry.findtext(f"{ATOM}updated") > known.findtext(f"{ATOM}updated")
        assert "草场" not in answer.get_data(as_text=True)
    assert BODY not in answer.get_data(as_text=True)


def _a_minute_on(work):
    work.now += timedelta(minutes=1)
    return work
