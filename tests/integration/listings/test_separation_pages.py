"""The separation of a case from its dispute by page and by API."""

import pytest

from listings.disputes.services import link
from listings.publication.models import Listing
from listings.publication.queries import listing_for
from listings.publication.services import release, withdraw
from tests.integration.listings.separating import FIRST, SECOND, WHY
from tests.integration.listings.stories import (
    drafted,
    ready_case,
    submit,
)

pytestmark = pytest.mark.empty_register


def test_by_page_and_by_api(pages, commit_work):
    def prepare(work):
        first, second = (ready_case(work, petition_number=number) for number in (FIRST, SECOND))
        link(work, second, petition_number=FIRST)
        return submit(work, drafted(work, first)).id, first.public_id, second.public_id

    listing_id, first, second = commit_work("clerk", prepare)
    commit_work("reviewer", lambda work: release(work, work.session.get_one(Listing, listing_id)).status)
    clerk, reviewer = pages.as_("clerk"), pages.as_("reviewer")
    shown = clerk.get(f"/cases/{second}").get_data(as_text=True)
    assert f"/cases/{second}/separation" in shown
    assert f"/cases/{second}/unlink" not in shown
    assert "Take the other cases out instead" in clerk.get(f"/cases/{first}/separation").get_data(as_text=True)
    assert clerk.post(f"/cases/{second}/separation", reason="").status_code == 422
    read_and_compared(clerk, first, second)
    assert clerk.post(f"/cases/{second}/separation", reason=WHY).status_code == 303
    page = reviewer.get(f"/cases/{second}").get_data(as_text=True)
    assert WHY in page
    listed = reviewer.get("/work").get_data(as_text=True)
    assert (SECOND in listed, WHY in listed) == (True, False), "the list says which case, its page says why"
    confirm, refuse = (page.split(f"/{deed}")[0].split('href="')[-1] + f"/{deed}" for deed in ("confirm", "refuse"))
    assert confirm.startswith("/separations/")
    assert confirm not in clerk.get(f"/cases/{second}").get_data(as_text=True)
    assert clerk.get(confirm).status_code == 403
    assert pages.as_("other_reviewer").get(confirm).status_code == 404
    assert reviewer.tell(refuse, note="地块相同").status_code == 201
    assert clerk.tell(f"/cases/{second}/separation", reason=WHY).status_code == 201
    confirm = reviewer.get(f"/cases/{second}").get_data(as_text=True).split("/confirm")[0].split('href="')[-1]
    assert reviewer.post(f"{confirm}/confirm").location == f"/cases/{second}"
    assert FIRST not in reviewer.get(f"/cases/{second}").get_data(as_text=True).split("What has happened")[0]


def read_and_compared(clerk, first, second):
    """苏日娜 opens both cases and looks for cases with the same parties."""
    for ref in (first, second):
        assert clerk.post(f"/cases/{ref}/open", purpose="prepare_case").status_code == 303
    assert clerk.post(f"/cases/{second}/same-parties").location == f"/cases/{second}/same-dispute"


def test_a_reward_stands_so_the_cases_are_read_and_compared_before(pages, commit_work):
    def prepare(work):
        first, second = (ready_case(work, petition_number=number) for number in (FIRST, SECOND))
        link(work, second, petition_number=FIRST)
        return submit(work, drafted(work, first)).id, first.public_id, second.public_id

    listing_id, first, second = commit_work("clerk", prepare)
    commit_work("reviewer", lambda work: release(work, work.session.get_one(Listing, listing_id)).status)
    clerk, address = pages.as_("clerk"), f"/cases/{second}/separation"
    page = clerk.get(address).get_data(as_text=True)
    assert f"The reward is that of {FIRST}." in page
    for other in (f"/cases/{first}", f"/cases/{second}/same-dispute"):
        assert f'href="{other}"' in page
    unread = clerk.post(address, reason=WHY)
    page = unread.get_data(as_text=True)
    assert (unread.status_code, "nobody takes a case out of it unread" in page, WHY in page) == (409, True, True)
    assert clerk.tell(address, reason=WHY).get_json()["code"] == "separation_not_compared"
    read_and_compared(clerk, first, second)
    found = clerk.get(f"/cases/{second}/same-dispute").get_data(as_text=True)
    assert f"{FIRST}, which is linked already, has a party" in found
    assert "found a party with the same ID number or phone in both cases" in clerk.get(address).get_data(as_text=True)
    reviewer = pages.as_("reviewer")
    assert "/same-dispute" not in reviewer.get(address).get_data(as_text=True), "a clerk compares"
    assert reviewer.post(address, reason=WHY).status_code == 409, "who proposes it has both open"
    assert clerk.post(address, reason=WHY).status_code == 303


def test_of_two_proposals_the_later_one_is_ended_from_the_page(pages, commit_work):
    """The first takes its case out and leaves the second's alone in the dispute: nothing is left to take out."""

    def on_its_way(work):
        first, second = (ready_case(work, petition_number=number) for number in (FIRST, SECOND))
        link(work, second, petition_number=FIRST)
        return submit(work, drafted(work, first)).public_id, first.public_id, second.public_id

    def put_up_and_down(work):
        withdraw(work, release(work, listing_for(work, listing_ref)), end_code="resolved_otherwise")

    listing_ref, first, second = commit_work("clerk", on_its_way)
    commit_work("reviewer", put_up_and_down)
    clerk, reviewer = pages.as_("clerk"), pages.as_("reviewer")
    for ref in (first, second):
        assert clerk.post(f"/cases/{ref}/separation", reason=WHY).status_code == 303
    addresses = [proposal_on(reviewer, ref) for ref in (first, second)]
    assert reviewer.post(f"{addresses[0]}/confirm").status_code == 303
    waiting = "Cases to take out of their dispute, to decide"
    assert waiting in reviewer.get("/work").get_data(as_text=True)
    shown = reviewer.get(f"/cases/{second}").get_data(as_text=True)
    assert "the case cannot be taken out of its dispute" in shown
    assert (f"{addresses[1]}/confirm" in shown, f"{addresses[1]}/refuse" in shown) == (False, True)
    assert reviewer.post(f"{addresses[1]}/refuse", note="已无他案").location == f"/cases/{second}"
    assert waiting not in reviewer.get("/work").get_data(as_text=True)
    assert addresses[1] not in reviewer.get(f"/cases/{second}").get_data(as_text=True)


def proposal_on(reviewer, ref):
    page = reviewer.get(f"/cases/{ref}").get_data(as_text=True)
    return "/separations/" + page.split('href="/separations/')[1].split("/")[0]
