"""What stands in the place of a text that was taken back, and what is told of the taking back."""

import pytest

from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from tests.integration.listings.stories import BODY, TITLE, drafted, ready_case, submit


@pytest.fixture
def listed(commit_work):
    """A listing on the board: its address and its case's."""
    ref = commit_work("clerk", lambda work: submit(work, drafted(work, ready_case(work))).public_id)
    case_ref = commit_work("reviewer", lambda work: release(work, listing_for(work, ref)).case.public_id)
    return ref, case_ref


@pytest.mark.parametrize(
    ("locale", "title", "body", "happened"),
    [
        ("en", "Text taken back", "The text of this listing is no longer public.", "Its text was taken back"),
        ("zh_Hans_CN", "文本已撤下", "本榜单的文本不再公开。", "文本已从榜上撤下"),
    ],
)
def test_what_stands_where_a_text_was_taken_back_is_in_the_readers_language(
    pages, listed, commit_work, locale, title, body, happened
):
    """苏日娜, her list and the board; that it was taken back stands in the office's history, the board's tells no more
    than the end."""
    ref, case_ref = listed
    commit_work("reviewer", lambda work: withdraw(work, listing_for(work, ref), end_code="wrongly_listed"))
    clerk, visitor = pages.as_("clerk", locale=locale), pages.as_(None, locale=locale)

    def read(person, address):
        return person.get(address).get_data(as_text=True)

    for page in (read(clerk, f"/listings/{ref}"), read(visitor, f"/board/{ref}")):
        assert (f"<title>{title} " in page, body in page) == (True, True)
    for page in (read(clerk, "/listings"), read(visitor, "/board?status="), read(visitor, "/board/feed.atom?status=")):
        assert title in page
    for person, address in ((clerk, "/listings"), (visitor, "/board")):
        one = person.ask(f"{address}/{ref}").get_json()
        assert (one["title"], one["body"], one["is_taken_back"]) == (title, body, True)
        [listed_one] = person.ask(address, status="withdrawn" if person is clerk else "").get_json()["listings"]
        assert listed_one["title"] == title
    assert [happened in read(clerk, address) for address in (f"/listings/{ref}", f"/cases/{case_ref}")] == [True, True]
    assert happened not in read(visitor, f"/board/{ref}")


def test_a_program_reads_of_a_listing_that_stands_its_own_words(pages, listed):
    """苏日娜's program and anybody's: nothing of it was taken back, whatever language is read."""
    ref, _ = listed
    for locale in ("en", "zh_Hans_CN"):
        for person, address in (("clerk", f"/listings/{ref}"), (None, f"/board/{ref}")):
            one = pages.as_(person, locale=locale).ask(address).get_json()
            assert (one["title"], one["body"], one["is_taken_back"]) == (TITLE, BODY, False)
