"""What is decided is what stood before the decider's eyes: whatever has changed since is shown before it is done."""

import pytest

from listings.publication.queries import listing_for
from listings.publication.services import edit, send_back
from tests.integration.listings.browsing import hidden_value
from tests.integration.listings.stories import BODY, drafted, submit, text

CHANGED = "This was changed after you opened the page."
UNREAD = "这句话审核人没有读过。"


@pytest.fixture
def draft_ref(commit_work):
    return commit_work("clerk", lambda work: drafted(work).public_id)


def keys_of(page):
    shown = page.get_data(as_text=True)
    return {name: hidden_value(shown, name) for name in ("csrf_token", "submission_key")}


def test_a_reviewer_releases_no_text_that_was_changed_after_the_page_was_opened(pages, draft_ref, commit_work):
    """王建国 leaves the page open; 陈静 returns the listing, and 苏日娜 hands in another text."""
    commit_work("clerk", lambda work: submit(work, listing_for(work, draft_ref)))
    reviewer, path = pages.as_("reviewer"), f"/listings/{draft_ref}/release"
    keys = keys_of(reviewer.client.get(path))
    commit_work(
        "second_reviewer", lambda work: send_back(work, listing_for(work, draft_ref), return_reason="请再概括一些。")
    )

    def hand_in_another(work):
        listing = listing_for(work, draft_ref)
        edit(work, listing, **text(work, body=f"{BODY}\n{UNREAD}"))
        submit(work, listing)

    commit_work("clerk", hand_in_another)
    answer = reviewer.client.post(path, data=keys)
    assert answer.status_code == 409
    assert CHANGED in answer.get_data(as_text=True)
    assert UNREAD in answer.get_data(as_text=True)
    assert pages.as_(None).get(f"/board/{draft_ref}").status_code == 404
    assert reviewer.client.post(path, data=keys_of(answer)).status_code == 303
    assert UNREAD in pages.as_(None).get(f"/board/{draft_ref}").get_data(as_text=True)


def test_a_second_tab_does_not_undo_what_the_first_has_saved(pages, draft_ref):
    clerk, path = pages.as_("clerk"), f"/listings/{draft_ref}/edit"
    one, other = keys_of(clerk.client.get(path)), keys_of(clerk.client.get(path))
    typed = {"category": "land", "duration_band": "from_10", "amount_band": "from_10k", "body": BODY}
    assert clerk.client.post(path, data=one | typed | {"title": "第一页的标题"}).status_code == 303
    answer = clerk.client.post(path, data=other | typed | {"title": "第二页的标题"})
    assert answer.status_code == 409
    assert CHANGED in answer.get_data(as_text=True)
    assert "第二页的标题" in answer.get_data(as_text=True), "what was typed is kept"
    assert "第一页的标题" in clerk.get(f"/listings/{draft_ref}").get_data(as_text=True)


def test_a_key_of_ones_own_making_has_seen_nothing(pages, draft_ref, commit_work):
    commit_work("clerk", lambda work: submit(work, listing_for(work, draft_ref)))
    reviewer, path = pages.as_("reviewer"), f"/listings/{draft_ref}/release"
    keys = keys_of(reviewer.client.get(path))
    bare = keys | {"submission_key": keys["submission_key"].partition(".")[0]}
    assert reviewer.client.post(path, data=bare).status_code == 409


def test_pressing_twice_is_done_once(pages, draft_ref):
    clerk, path = pages.as_("clerk"), f"/listings/{draft_ref}/edit"
    keys = keys_of(clerk.client.get(path))
    typed = {
        "category": "land",
        "duration_band": "from_10",
        "amount_band": "from_10k",
        "body": BODY,
        "title": "改过的标题",
    }
    assert [clerk.client.post(path, data=keys | typed).status_code for _ in range(2)] == [303, 303]
