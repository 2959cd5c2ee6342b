"""The whole main job in a browser: one case from the drawer to the payout, each step by the person whose step it is.

Everybody acts only through what is visible on their pages, found from their own work list or navigation.
"""

from collections.abc import Callable

import pytest

from tests.e2e.conftest import Running
from tests.e2e.person import Person
from tests.e2e.story import Story
from tests.e2e.the_case import THE_CASE


@pytest.mark.main_story
def test_one_case_from_the_drawer_to_the_payout(running: Running, person: Callable[..., Person]) -> None:
    story = Story(running, person)

    story.the_clerk_registers_the_case()
    story.the_clerk_prepares_the_listing()
    story.a_second_person_releases_it()
    story.a_visitor_reads_it_without_any_name()
    story.a_stranger_becomes_a_mediator()
    story.two_mediators_claim_it()
    story.the_office_proposes_one_and_the_parties_accept()
    story.the_mediator_sees_no_names_before_the_grant()
    story.the_office_grants()
    story.the_mediator_opens_the_details_and_logs_a_session()
    story.the_agreement_is_drafted_signed_and_takes_effect()
    story.the_court_confirms_it()
    story.finance_pays_the_reward()

    story.everyone_reads_that_it_is_paid()
    for verified in (running.flask("ledger", "verify"), running.flask("record", "verify")):
        assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_wrong_password_says_one_sentence_and_keeps_the_name(person: Callable[..., Person]) -> None:
    visitor = person()
    visitor.visit("/sign-in")
    visitor.fill("Sign-in name", "surina")
    visitor.fill("Password", "not the password")
    visitor.press("Sign in")
    visitor.reads("The sign-in name or the password is not right.")
    assert visitor.main().get_by_label("Sign-in name", exact=True).input_value() == "surina"


def test_a_case_with_an_impossible_date_keeps_everything_typed(person: Callable[..., Person]) -> None:
    clerk = person("surina", script=False)
    clerk.follow("Cases")
    clerk.follow("Register a case")
    clerk.fill("Narrative", THE_CASE["narrative"])
    clerk.fill("Day the dispute arose", "2031-02-30")
    clerk.press("Register the case")
    clerk.reads("Enter petition number.")
    assert clerk.main().get_by_label("Narrative", exact=True).input_value() == THE_CASE["narrative"]
