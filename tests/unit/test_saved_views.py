"""A view that was kept is read back as it was, and nothing else passes for one."""

import base64
import json

import pytest

from listings.board.filter import BoardFilter
from listings.saved_searches.kept import as_text, from_text, mark_of, view_for
from market.refusals import Invalid, Missing

VIEWS = [
    BoardFilter(),
    BoardFilter(status=""),
    BoardFilter(q="草场 \"边界 & 纠纷\" +=?", category="land", town="abcdefgh23456789", sort="reward"),
    BoardFilter(case_class="A", duration="unstated", amount="from_10k", reward="from_3000", status="ended"),
]  # fmt: skip


@pytest.mark.parametrize("wanted", VIEWS)
def test_a_view_comes_back_as_it_was(wanted):
    assert from_text(as_text(wanted)) == wanted
    assert view_for(None, mark_of(wanted)).wanted == wanted


@pytest.mark.parametrize(
    "text",
    [
        "category=gold", "case_class=unstated", "status=draft", "sort=", "sort=random", "town='; DROP TABLE",
        "q=" + "x" * 61,
        "village=x", "after=abc", "category=land&category=wages", "q=%00", "q=" + "+".join("abcdefghijklm"), "x" * 3000,
        "&".join(f"a{n}=1" for n in range(90)),
    ],
)  # fmt: skip
def test_what_the_board_does_not_have_is_refused(text):
    with pytest.raises(Invalid, match="search_unreadable"):
        from_text(text)


def mark(said):
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "ref",
    ["", "%%%", "草场", "a", mark([]), mark({"q": 1}), mark({"q": None}), mark({"category": "gold"}), mark({"a": {}}),
     "A" * 2000, mark({"status": "draft"}), base64.urlsafe_b64encode(b"[" * 700).decode()],
)  # fmt: skip
def test_a_mark_that_is_none_leads_nowhere(ref):
    with pytest.raises(Missing):
        view_for(None, ref)
