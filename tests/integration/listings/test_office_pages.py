"""What the office reads of its own listings, and before what words it decides."""

import html
import re

from listings.publication.queries import listing_for
from listings.publication.services import end_mediation, withdraw
from market.people.models import DepartmentKind
from tests.integration.listings.stories import BODY, TITLE, department, drafted, ready_case, submit


def rows_of(page):
    """The rows of a list, each as the words of its cells."""
    body = page.split("<tbody", 1)[1].split("</tbody>")[0] if "<tbody" in page else ""
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")[:-1]]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def test_the_office_tells_its_listings_apart(pages, listed, commit_work):
    """By the number of the case, and by a tag of its own where a text was taken back: those bear one title."""
    ref, case_ref = listed

    def by_mistake(work):
        return withdraw(work, listing_for(work, ref), end_code="wrongly_listed").case.petition_number

    number = commit_work("reviewer", by_mistake)
    other = commit_work(
        "clerk", lambda work: drafted(work, ready_case(work, petition_number="XF-2019-0315")).case.petition_number
    )
    clerk = pages.as_("clerk")
    page = clerk.get("/listings").get_data(as_text=True)
    told = {row[2]: row[1] for row in rows_of(page)}
    assert told == {number: "Withdrawn from the board · Text taken back", other: "Draft"}
    assert f'href="/cases/{case_ref}"' in page
    for status, shown in (("taken_back", [number]), ("draft", [other]), ("withdrawn", [number]), ("expired", [])):
        found = clerk.get(f"/listings?status={status}").get_data(as_text=True)
        assert [row[2] for row in rows_of(found)] == shown
    assert number not in pages.as_(None).get("/board?status=").get_data(as_text=True)
    assert "Text taken back" in clerk.get(f"/listings/{ref}").get_data(as_text=True)


def test_the_office_reads_its_own_state_of_a_listing(pages, listed, commit_work):
    """The board calls what a party has ended withdrawn; its own page tells the office the state itself."""
    ref, _ = listed

    def refused(work):
        end_mediation(work, listing_for(work, ref), end_code="party_refused")

    commit_work("clerk", refused)
    page = pages.as_("clerk").get(f"/listings/{ref}").get_data(as_text=True)
    assert '<strong class="mk-tag mk-tag--muted">Mediation ended</strong>' in page
    assert "Mediation ended" not in pages.as_(None).get(f"/board/{ref}").get_data(as_text=True)


def test_the_reviewer_decides_before_the_very_words_that_the_public_will_read(pages, commit_work):
    """王建国 sees the text as the board will show it, what the gate says, and the witness whom 苏日娜 left in."""
    body = f"{BODY}\n证人刘永强在场，刘永强愿意作证，协调有关部门后仍未落实。"
    listing = commit_work("clerk", lambda work: submit(work, drafted(work, body=body)).public_id)
    shown = pages.as_("reviewer").get(f"/listings/{listing}/release").get_data(as_text=True)
    main = shown[shown.index("What the public will read") : shown.index("<aside")]
    for words in (TITLE, BODY, "昂素镇", "Open to claims", "different petitioner", "The checks by form found nothing"):
        assert words in main
    doubtful = main[main.index("Possible names left in the text") :]
    assert doubtful.count('<mark class="mk-mark">刘永强</mark>') == 1
    assert "stands here 2 times" in doubtful
    assert doubtful.index("刘永强") < doubtful.index("likely an everyday one") < doubtful.index("关部门")


def test_who_hands_a_listing_in_sees_what_the_gate_will_refuse(pages, commit_work):
    listing = commit_work("clerk", lambda work: drafted(work, body=f"{BODY}多年来在敖勒召其镇协商。").public_id)
    shown = pages.as_("clerk").get(f"/listings/{listing}/submit").get_data(as_text=True)
    assert "The checks by form found nothing" in shown
    commit_work("clerk", lambda work: department(work, "敖勒召其镇", DepartmentKind.TOWN))
    shown = pages.as_("clerk").get(f"/listings/{listing}/submit").get_data(as_text=True)
    assert re.search("The text names a town that is not published beside it: .?敖勒召其镇", html.unescape(shown))
    assert "The checks by form found nothing" not in shown
