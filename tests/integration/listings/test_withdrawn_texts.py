"""Where a text was read whose consent is taken back, nothing of it is read; what an earlier release left is found."""

import io
import json

import pytest
from pypdf import PdfReader
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import sessionmaker

from listings.board.counts import count_board, counts_of
from listings.cases.models import Party
from listings.cases.queries import case_for
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from listings.reidentification.checking import check_everything
from listings.reidentification.jobs import recheck_cover
from listings.reidentification.models import ListingVersion
from listings.reidentification.services import TAKEN_DOWN_TITLE
from market import transactions
from market.jobs import JobRoom
from tests.integration.listings.stories import (
    BODY,
    TITLE,
    drafted,
    party_of,
    ready_case,
    submit,
)
from tests.integration.listings.withdrawing import CONFIRMED, SAY, gone, says

# --- what an earlier release left readable ---------------------------------------------------------------------------


@pytest.fixture
def left_readable(database, commit_work):
    """The refs of a rewarded listing and of one that the office withdrew, their withdrawals recorded past every rule as
    the owner, and the text left: as a release before this rule did."""

    def put_up(work, number):
        return submit(work, drafted(work, ready_case(work, petition_number=number))).public_id

    refs = [commit_work("clerk", lambda work, number=number: put_up(work, number)) for number in NUMBERS]
    commit_work("reviewer", lambda work: released_and_rewarded(work, refs[0]))
    commit_work(
        "reviewer",
        lambda work: withdraw(work, release(work, listing_for(work, refs[1])), end_code="resolved_otherwise").id,
    )
    owner = create_engine(database.addresses.superuser_url)
    with owner.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for number in NUMBERS:
            case = f"(SELECT id FROM petition_case WHERE petition_number = '{number}')"
            said = {"answer": "withdrawn", "role": "petitioner"}
            connection.execute(text(SAY.replace("'by-hand'", f"'{number}'").replace(":id", case)), said)
    owner.dispose()
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))
    return refs


NUMBERS = ("XF-2019-0314", "XF-2020-0077")


def test_what_an_earlier_release_left_readable_is_reported_and_taken_back_by_night(left_readable, database):
    faults = [finding.faults for finding in check_everything()]
    assert faults == [["is read although a party has refused or withdrawn consent"]] * 2
    for _ in range(2):
        recheck_cover(JobRoom("test"))
    assert [finding.faults for finding in check_everything()] == [[], []]
    with database.session() as session:
        gone_by = [
            (one.listing.title, one.number, one.published_by_id)
            for one in session.scalars(select(ListingVersion).order_by(ListingVersion.id))
        ]
        clerks = list(session.scalars(select(Party.added_by_id).distinct()))
        states = [one.status for one in session.scalars(select(Listing).order_by(Listing.id))]
        assert [number for _, number, _ in gone_by] == [1, 1, 2, 2]
        assert [by for _, _, by in gone_by[2:]] == clerks * 2, "in the name of who recorded the withdrawal"
        assert {title for title, _, _ in gone_by} == {TAKEN_DOWN_TITLE}
        assert states == ["rewarded", "withdrawn"]


# --- what is read ----------------------------------------------------------------------------------------------------


def read_everywhere(visitor, ref):
    """All that anyone can fetch of one listing, and of the board and its searches."""
    notice = visitor.get(f"/board/{ref}/notice.pdf")
    paper = PdfReader(io.BytesIO(notice.get_data())).pages if notice.status_code == 200 else []
    answers = [
        visitor.get(address).get_data(as_text=True)
        for address in (
            "/board?status=", "/board?status=&q=草场", "/board?status=&category=land", "/board/feed.atom?status=",
            f"/board/{ref}",
        )
    ]  # fmt: skip
    told = [visitor.ask(address, status="") for address in ("/board", "/board/counts")] + [visitor.ask(f"/board/{ref}")]
    answers += [json.dumps(answer.get_json(), ensure_ascii=False) for answer in told]
    return "\n".join([*answers, *(page.extract_text() for page in paper)])


def test_board_search_feed_notice_and_link_tell_no_more_than_that_it_is_gone(pages, commit_work):
    case_ref = commit_work("clerk", lambda work: ready_case(work).public_id)
    ref = commit_work("clerk", lambda work: drafted_and_submitted(work, case_ref))
    commit_work("reviewer", lambda work: released_and_rewarded(work, ref))
    visitor, clerk = pages.as_(None), pages.as_("clerk")
    assert TITLE in read_everywhere(visitor, ref)
    assert "昂素镇" in visitor.get(f"/board/{ref}").get_data(as_text=True)
    asking = commit_work("clerk", lambda work: party_of(work, case_for(work, case_ref), "petitioner").public_id)
    shown = clerk.get(f"/cases/{case_ref}").get_data(as_text=True)
    assert f"/parties/{asking}/consent" in shown
    page = clerk.get(f"/parties/{asking}/consent").get_data(as_text=True)
    assert ('value="withdrawn"' in page, 'value="given"' in page) == (True, False)
    assert ('value="oral"' in page, 'value="notice_unanswered"' in page) == (True, False)
    said = {"evidence": "written", "answered_on": commit_work("clerk", lambda work: work.today.isoformat())}
    for reader, status in (("auditor", 403), ("other_clerk", 404), ("system_admin", 404), (None, 302)):
        assert pages.as_(reader).get(f"/parties/{asking}/consent").status_code == status
    assert clerk.tell(f"/parties/{asking}/consent", answer="given", **said).status_code == 422
    assert clerk.post(f"/parties/{asking}/consent", answer="withdrawn", **said).status_code == 303
    told = read_everywhere(visitor, ref)
    assert [secret for secret in (TITLE, BODY, BODY[:12]) if secret in told] == []
    assert (TAKEN_DOWN_TITLE in told, "Text taken back" in told) == (False, True), "in the reader's language alone"
    assert visitor.get(f"/board/{ref}/notice.pdf").status_code == 404
    assert "notice.pdf" not in visitor.get(f"/board/{ref}").get_data(as_text=True)
    one = visitor.ask(f"/board/{ref}").get_data(as_text=True)
    assert "昂素镇" not in one + visitor.get(f"/board/{ref}").get_data(as_text=True)
    assert f"/board/{ref}" not in visitor.get("/board?status=&q=草场").get_data(as_text=True)
    assert clerk.get(f"/parties/{asking}/consent").status_code == 409
    assert f"/parties/{asking}/consent" not in clerk.get(f"/cases/{case_ref}").get_data(as_text=True)


def drafted_and_submitted(work, case_ref):
    from_case = case_for(work, case_ref)
    return submit(work, drafted(work, from_case)).public_id


def released_and_rewarded(work, ref):
    listing = release(work, listing_for(work, ref))
    for step in (*CONFIRMED, "reward"):
        LISTING.apply(work, step, listing)


def test_the_next_days_numbers_no_longer_count_it_under_its_values(clerk, reviewer):
    listing = gone(clerk, reviewer, *CONFIRMED, "reward")
    count_board(clerk)
    assert counts_of(clerk, "").numbers["category", "land"] == 1
    says(clerk, listing.case)
    count_board(clerk)
    counts = counts_of(clerk, "")
    assert (counts.total, counts.numbers.get(("category", "land"))) == (1, None)
