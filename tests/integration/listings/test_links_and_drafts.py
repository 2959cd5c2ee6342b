"""苏日娜 links a case while a draft of it, or of the other one, is on its way to the board: she is told before."""

import pytest

from listings.publication.queries import listing_for
from listings.publication.services import discard, release
from tests.integration.listings.stories import drafted, ready_case, registered, submit

pytestmark = pytest.mark.empty_register

FIRST, SECOND = "XF-2019-0314", "XF-2020-0077"
OF_THE_FIRST = f"A draft of {FIRST} is on its way to the board. Once linked, it is not released"


def with_a_draft(work, number=FIRST):
    return drafted(work, ready_case(work, petition_number=number))


def handed_in(work):
    return submit(work, with_a_draft(work))


def beside_another(commit_work, make):
    """The addresses of a case with a draft, of its listing and of a case without one."""

    def prepare(work):
        listing = make(work)
        return listing.case.public_id, listing.public_id, registered(work, petition_number=SECOND).public_id

    return commit_work("clerk", prepare)


def read(reader, address):
    return reader.get(address).get_data(as_text=True)


@pytest.mark.parametrize("make", [with_a_draft, handed_in], ids=["drafted", "in review"])
def test_a_case_with_a_draft_warns_of_it_wherever_it_is_linked(pages, commit_work, make):
    first, _, second = beside_another(commit_work, make)
    clerk = pages.as_("clerk")
    for page in ("link", "same-dispute"):
        assert OF_THE_FIRST in read(clerk, f"/cases/{first}/{page}")
        assert "A draft of" not in read(clerk, f"/cases/{second}/{page}")
    assert f"案件{FIRST}有一份榜单草稿" in read(pages.as_("clerk", locale="zh_Hans_CN"), f"/cases/{first}/link")
    assert "a draft is on its way to the board" in read(clerk, f"/cases/{second}/same-dispute"), "beside the choice"
    assert clerk.post(f"/cases/{second}/link", petition_number=FIRST).status_code == 303, "it is a warning, no bar"
    assert OF_THE_FIRST in read(clerk, f"/cases/{second}/link"), "it is of the dispute now"


def test_a_draft_that_was_given_up_warns_of_nothing(pages, commit_work):
    first, listing, second = beside_another(commit_work, with_a_draft)
    commit_work("clerk", lambda work: discard(work, listing_for(work, listing)).status)
    for address in (f"/cases/{first}/link", f"/cases/{second}/same-dispute"):
        assert "on its way to the board" not in read(pages.as_("clerk"), address)


def test_who_links_to_a_draft_that_could_then_not_be_released_reads_so_before(pages, commit_work):
    """The first is on the board, so that the second's draft would have to wait for its end."""
    first, listing, _ = beside_another(commit_work, handed_in)
    commit_work("reviewer", lambda work: release(work, listing_for(work, listing)).status)
    commit_work("clerk", lambda work: with_a_draft(work, "XF-2021-0005").public_id)
    refused = pages.as_("clerk").post(f"/cases/{first}/link", petition_number="XF-2021-0005")
    page = refused.get_data(as_text=True)
    assert (refused.status_code, "A draft of XF-2021-0005 is on its way" in page, OF_THE_FIRST in page) == (
        422, True, False,
    )  # fmt: skip
