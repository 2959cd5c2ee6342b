"""The ends that nobody wishes for, in a browser: each says what has happened and what is possible now."""

from collections.abc import Callable

import pytest

from tests.e2e.conftest import Running
from tests.e2e.person import Person
from tests.e2e.story import Story
from tests.e2e.the_case import THE_CASE, TODAY


@pytest.fixture
def tell(
    running: Running, person: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, str], Story]:
    """A story about a case of its own."""

    def begin(number: str, title: str) -> Story:
        monkeypatch.setitem(THE_CASE, "number", f"XF-{TODAY.year}-{number}")
        monkeypatch.setitem(THE_CASE, "title", title)
        story = Story(running, person)
        story.the_clerk_registers_the_case()
        story.the_clerk_prepares_the_listing()
        return story

    return begin


def test_a_listing_is_returned_mended_released_and_withdrawn_and_its_reserve_comes_back(
    tell: Callable[[str, str], Story], person: Callable[..., Person]
) -> None:
    story = tell("0911", "围栏位置争议，已退回修改一次")
    clerk, reviewer, finance = story.clerk, story.reviewer, person("lihui")
    story.the_listing(reviewer)
    reviewer.follow("Return to the drafter")
    reviewer.fill("What has to be changed", "请写明双方是否愿意谈。")
    reviewer.press("Return the listing")
    story.the_listing(clerk)
    clerk.reads("请写明双方是否愿意谈。")
    clerk.follow("Edit the draft")
    clerk.fill("Text of the listing", THE_CASE["body"] + "双方都愿意谈。")
    clerk.press("Save the draft")
    story.the_clerk_submits_it()
    story.a_second_person_releases_it()
    finance.follow("Rewards")
    finance.follow(THE_CASE["title"])
    finance.reads("Reserved")
    story.the_listing(reviewer)
    reviewer.follow("Withdraw from the board")
    reviewer.choose_first("Reason")
    reviewer.press("Withdraw the listing")
    reviewer.reads("Withdrawn")
    finance.follow("Rewards")
    finance.follow("Text taken back")  # it rested on consent alone, so nothing of it stays readable
    finance.reads("Released back to the budget")


def test_a_case_given_back_opens_again_for_who_waited_until_a_party_refuses(
    tell: Callable[[str, str], Story], person: Callable[..., Person]
) -> None:
    story = tell("0912", "草场通行争议，揭榜人中途退回")
    story.a_second_person_releases_it()
    story.newcomer = person("liuzhiyuan")
    story.two_mediators_claim_it()
    story.the_office_proposes_one_and_the_parties_accept()
    story.the_office_grants()
    story.newcomer.follow("My claims")
    story.newcomer.follow_like(THE_CASE["title"])
    story.newcomer.reads("Waits while another mediates")
    mediator = story.mediator
    mediator.follow("My claims")
    mediator.follow_like(THE_CASE["title"])
    mediator.follow("Give the case back")
    mediator.fill("Reason", "家中有事，无法继续。")
    mediator.press("Give it back")
    mediator.reads("Given back by the mediator")
    story.newcomer.follow("My claims")
    story.newcomer.follow_like(THE_CASE["title"])
    story.newcomer.reads("Standing")
    story.the_listing(story.clerk)
    story.clerk.reads("Open to claims")
    story.clerk.follow("End mediation")
    story.clerk.choose_first("Reason")
    story.clerk.press("End mediation")
    story.clerk.reads("Mediation ended")


def test_whoever_drafted_a_listing_does_not_release_it_and_is_told_so(
    tell: Callable[[str, str], Story], person: Callable[..., Person]
) -> None:
    """苏日娜 drafted the listing and is made a reviewer besides."""
    story = tell("0913", "水源共用争议，起草人不得自行发布")
    menghe, gaowa = person("menghe"), person("gaowa")
    for administrator in (menghe, gaowa):
        administrator.follow("Staff")
        administrator.follow("苏日娜")
    menghe.follow("Propose a role")
    menghe.choose("Role", "Office reviewer")
    menghe.fill("First day", TODAY.isoformat())
    menghe.fill("Reason", "人手不足，兼任审核")
    menghe.press("Propose")
    gaowa.follow("Staff")
    gaowa.follow("苏日娜")
    gaowa.follow("Confirm the role")
    gaowa.press("Confirm")
    clerk = story.clerk
    story.the_listing(clerk)
    clerk.does_not_read("Release to the board")
    clerk.visit(clerk.page.url.removeprefix(clerk.url).rstrip("/") + "/release")
    clerk.reads("You may see this, but this step is not yours to take.")
