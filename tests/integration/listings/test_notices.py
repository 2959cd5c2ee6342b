"""Surina prints the notice of the pasture case for the village board: what anyone may read, and nothing more."""

import io
import re
from datetime import timedelta

import pytest
from pypdf import PdfReader

from listings.board.cards import published
from listings.notices.documents import qr_svg
from listings.publication.lifecycle import LISTING
from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from listings.reidentification.queries import TAKEN_DOWN_TITLE
from market.notifications import sending
from tests.integration.listings.stories import (
    ADDRESS,
    ID_NUMBER,
    PETITIONER,
    PHONE,
    RESPONDENT,
    TITLE,
    VILLAGE,
    drafted,
    on_the_board,
    ready_case,
    submit,
)

SECRETS = (PETITIONER, PHONE, ID_NUMBER, ADDRESS, VILLAGE, RESPONDENT, "XF-2019-0314")
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


def read(answer):
    """The text of a PDF without its spaces, and its pages."""
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.get_data())).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages)), pages


def test_the_notice_says_what_is_offered_and_how_to_claim(pages, listed):
    text, paper = read(pages.as_(None).get(f"/board/{listed}/notice.pdf"))
    wanted = ("揭榜公告", TITLE, "¥8,000.00", "捌仟元整", "A类", "昂素镇", "90日", "揭榜截止", "怎样揭榜", "信访联席办")
    assert [one for one in wanted if one not in text] == []
    assert f"{HOUSE}/board/{listed}" in text
    assert [secret for secret in SECRETS if secret in text] == []
    assert len(paper) == 1
    assert [round(float(side)) for side in paper[0].mediabox[2:]] == [595, 842]


def test_it_is_chinese_unless_english_is_asked_for(pages, listed):
    reader = pages.as_(None, locale="en")
    assert "揭榜公告" in read(reader.get(f"/board/{listed}/notice.pdf"))[0]
    assert "BountyNotice" in read(reader.get(f"/board/{listed}/notice.pdf?language=en"))[0]


def test_a_page_of_the_board_says_until_when_claims_are_received(pages, listed):
    assert "揭榜截止" in read(pages.as_(None).get("/board/notice.pdf"))[0]


def test_a_page_of_the_board_has_each_listing_and_its_view(pages, listed):
    visitor = pages.as_(None)
    text, _ = read(visitor.get("/board/notice.pdf?case_class=A"))
    assert TITLE in text
    assert "A类" in text
    assert [secret for secret in SECRETS if secret in text] == []
    assert TITLE not in read(visitor.get("/board/notice.pdf?case_class=B"))[0]
    assert visitor.get("/board/notice.pdf?after=nonsense").status_code == 404
    assert f'href="/board/{listed}/notice.pdf"' in visitor.get(f"/board/{listed}").get_data(as_text=True)


def test_a_draft_has_no_notice(pages, ref):
    assert pages.as_("clerk").get(f"/board/{ref}/notice.pdf").status_code == 404


def test_what_has_ended_invites_nobody(pages, listed, commit_work):
    commit_work("reviewer", lambda work: withdraw(work, listing_for(work, listed), end_code="other", end_note="备注"))
    text, _ = read(pages.as_(None).get(f"/board/{listed}/notice.pdf"))
    assert "目前不接受揭榜" in text
    assert "目前状态已撤榜" in text
    assert "备注" not in text
    assert "揭榜截止" not in text
    assert "并揭榜" not in text


def test_a_page_of_the_board_prints_only_what_can_be_claimed(pages, listed, commit_work):
    """Surina prints all states: what was withdrawn is not printed, and the sheet says that something is left out."""

    def another(work):
        case = ready_case(work, petition_number="XF-2019-0777")
        return submit(work, drafted(work, case, title="另一起草场纠纷")).public_id

    other = commit_work("clerk", another)
    commit_work("reviewer", lambda work: release(work, listing_for(work, other)))
    visitor = pages.as_(None)
    text, _ = read(visitor.get("/board/notice.pdf?status="))
    assert TITLE in text
    assert "另一起草场纠纷" in text
    assert "未列出" not in text
    commit_work("reviewer", lambda work: withdraw(work, listing_for(work, listed), end_code="other"))
    text, _ = read(visitor.get("/board/notice.pdf?status="))
    assert TITLE not in text
    assert "1．另一起草场纠纷" in text
    assert "本页另有1件目前不接受揭榜，未列出" in text
    assert "notprintedofthispage:1." in read(visitor.get("/board/notice.pdf?status=&language=en"))[0]
    ended, _ = read(visitor.get("/board/notice.pdf?status=ended"))
    assert TITLE not in ended
    assert "目前没有符合的榜单" in ended


def test_what_was_taken_back_is_not_printed(pages, listed, commit_work):
    commit_work("reviewer", lambda work: withdraw(work, listing_for(work, listed), end_code="wrongly_listed"))
    assert TAKEN_DOWN_TITLE not in read(pages.as_(None).get("/board/notice.pdf?status="))[0]


def test_on_the_day_after_the_last_nothing_is_claimed(clerk, reviewer):
    listing = on_the_board(clerk, reviewer)
    assert published(listing, listing.claim_by).takes_claims
    assert not published(listing, listing.claim_by + timedelta(days=1)).takes_claims


def test_a_listing_with_a_proposal_is_still_claimed_and_printed_so(pages, listed, commit_work):
    def propose(work):
        LISTING.apply(work, "propose", listing_for(work, listed))

    commit_work("reviewer", propose)
    visitor = pages.as_(None)
    text, _ = read(visitor.get(f"/board/{listed}/notice.pdf"))
    assert "揭榜截止" in text
    assert "目前不接受揭榜" not in text
    assert TITLE in read(visitor.get("/board/notice.pdf?status="))[0]


@pytest.mark.parametrize(("status", "offered"), [("open", True), ("", True), ("under_way", True), ("ended", False)])
def test_a_page_without_anything_to_claim_is_not_offered_for_printing(pages, listed, status, offered):
    page = pages.as_(None).get(f"/board?status={status}").get_data(as_text=True)
    assert ("Print this page as a notice" in page) is offered


def test_the_code_is_a_picture_of_the_address_alone():
    drawn = qr_svg(f"{HOUSE}/board/abcdefgh23456789")
    assert drawn.startswith("<svg")
    assert "http://" not in drawn.replace("http://www.w3.org/2000/svg", "")
    assert drawn != qr_svg(f"{HOUSE}/board/abcdefgh2345678x")
