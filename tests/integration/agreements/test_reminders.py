"""A reminder of a time limit says which case it is about, whatever floor the limit stands on."""

from sqlalchemy import select

from market.clocks.queries import run_for
from market.clocks.registry import CLOCKS
from market.notifications.models import Notification


def test_the_office_is_reminded_of_the_court_by_the_name_of_the_listing(story, session):
    agreement = story.in_effect()
    last = (agreement.file_by - story.begun_on).days
    for days, code in ((last - 2, "clock.near.named"), (last, "clock.due.named"), (last + 16, "clock.overdue.named")):
        story.sweep("file_for_confirmation", agreement, days)
        lines = session.scalars(select(Notification).where(Notification.code == code)).all()
        assert {line.facts["listing"] for line in lines} == {story.listing.public_id}


def test_the_mediator_is_reminded_of_the_limit_by_the_name_of_the_listing(story, session):
    last = (run_for(story.clerk(), "claim_limit", story.claim).last_day - story.begun_on).days
    story.sweep("claim_limit", story.claim, last - 2)
    [line] = session.scalars(select(Notification).where(Notification.code == "clock.near.named"))
    assert (line.person_id, line.facts["listing"]) == (story.claim.mediator.person_id, story.listing.public_id)


def test_no_reminder_is_without_a_name(story):
    assert [clock.name for clock in CLOCKS.all.values() if clock.answerable and not clock.names_it] == []
    assert len(CLOCKS.all) >= 8
