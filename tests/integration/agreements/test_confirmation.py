"""The parties apply within 30 days; a ruling that two people have read makes the agreement effective, or not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from agreements.confirmation import services as confirming
from agreements.confirmation import services_ruling as ruling
from agreements.confirmation.case_number import Doubt
from agreements.confirmation.models import Confirmation
from agreements.confirmation.queries import dismissed_to_conclude, to_file
from agreements.confirmation.services_conclusion import conclude
from agreements.drafting.models import Agreement
from market.clocks.queries import run_for
from market.notifications.models import Notification
from market.policy import Can, allowed
from market.refusals import Forbidden, Invalid, Refused, WrongState
from tests.integration.agreements.stories import NUMBER, told


def test_an_effective_ruling_confirms_the_listing_and_resolves_the_case(story):
    found = story.ruled("effective")
    assert (found.status, story.listing.status) == ("ruling_recorded", "settled")
    reviewer = story.reviewer(10)
    ruling.verify_ruling(reviewer, found, outcome="effective", ruling_number="(2026) 内0623 诉前调确 012 号")
    assert (found.status, story.listing.status) == ("effective", "confirmed")
    assert (story.claim.status, story.claim.case.status) == ("settled", "resolved")
    day = story.day(10).isoformat()
    assert told(reviewer, "confirmation.made_effective") == [{"ruled_on": day, "served_on": day}]


def test_the_number_is_normalised_doubted_and_never_refused(story):
    found = story.filed()
    confirming.accept(story.clerk(4), found, accepted_on=story.day(4))
    ruling.record_ruling(
        story.clerk(9),
        found,
        outcome="effective",
        ruling_number="内民确二号",
        ruled_on=story.day(8),
        served_on=story.day(9),
    )
    assert (found.ruling_number, found.ruling_doubts) == ("内民确二号", [Doubt.UNREADABLE])
    ruling.verify_ruling(story.reviewer(9), found, outcome="effective", ruling_number="内民确 二号")
    assert found.status == "effective"


@pytest.mark.parametrize(("outcome", "number"), [("dismissed", NUMBER), ("effective", "(2026)内0623诉前调确13号")])
def test_what_the_second_person_reads_must_be_what_the_first_recorded(story, outcome, number):
    found = story.ruled("effective")
    with pytest.raises(Refused) as refused:
        ruling.verify_ruling(story.reviewer(10), found, outcome=outcome, ruling_number=number)
    assert refused.value.code == "ruling_differs"
    assert found.status == "ruling_recorded"


def test_the_ruling_is_recorded_by_clerks_and_verified_by_other_people(story, work, actors):
    found = story.ruled("effective")
    for stranger in (actors.clerk, actors.auditor, actors.approver, story.mediator, actors.other_reviewer):
        with pytest.raises(Forbidden):
            ruling.verify_ruling(work(stranger), found, outcome="effective", ruling_number=NUMBER)
    with pytest.raises(Forbidden):
        confirming.file(story.reviewer(3), found.agreement, filed_on=story.day(3))
    with pytest.raises(Forbidden):
        confirming.accept(work(actors.other_clerk), found, accepted_on=story.day(3))


def test_the_courts_thirty_days_run_from_its_acceptance_and_not_from_the_filing(story):
    found = story.filed(2)
    clock = "court_decision_statutory"
    assert run_for(story.clerk(3), clock, found.agreement) is None
    confirming.accept(story.clerk(4), found, accepted_on=story.day(4))
    assert run_for(story.clerk(4), clock, found.agreement).started_on == story.day(4)


def test_a_wrong_ruling_is_returned_and_recorded_again(story):
    found = story.ruled("dismissed")
    ruling.return_ruling(story.reviewer(10), found, reason="裁定书是确认有效。")
    assert found.status == "accepted"
    ruling.record_ruling(
        story.clerk(11),
        found,
        outcome="effective",
        ruling_number=NUMBER,
        ruled_on=story.day(10),
        served_on=story.day(11),
    )
    ruling.verify_ruling(story.reviewer(11), found, outcome="effective", ruling_number=NUMBER)
    assert found.status == "effective"


def test_the_mediator_sees_outcome_and_days_and_not_the_number(story, work, actors):
    found = story.decided("effective")
    for reader in (actors.clerk, actors.reviewer, actors.auditor, actors.preparer):
        assert allowed(work(reader), Can.SEE_RULING, found)
    for stranger in (story.mediator, actors.other_clerk, actors.system_admin):
        assert not allowed(work(stranger), Can.SEE_RULING, found)


def test_it_is_filed_within_thirty_days_of_the_effect(story):
    agreement = story.in_effect(3)
    with pytest.raises(Invalid) as early:
        confirming.file(story.clerk(4), agreement, filed_on=story.day(2))
    assert (early.value.code, early.value.field) == ("filed_before_effect", "filed_on")
    with pytest.raises(Invalid, match="day_in_the_future"):
        confirming.file(story.clerk(4), agreement, filed_on=story.day(5))
    after = (agreement.file_by - story.begun_on).days + 1
    with pytest.raises(Invalid) as late:
        confirming.file(story.clerk(after), agreement, filed_on=agreement.file_by + timedelta(days=1))
    assert (late.value.code, late.value.facts["file_by"]) == ("filed_too_late", agreement.file_by)
    # filed on the last day, recorded two days later
    found = confirming.file(story.clerk(after + 1), agreement, filed_on=agreement.file_by)
    assert (found.status, found.court_name, found.court_code) == ("filed", "鄂托克前旗人民法院", "内0623")


def test_one_application_at_a_time(story):
    agreement = story.in_effect()
    assert to_file(story.clerk()) == [agreement]
    story.filed(2, agreement)
    assert to_file(story.clerk()) == []
    with pytest.raises(Refused) as refused:
        story.filed(3, agreement)
    assert refused.value.code == "confirmation_pending"


@pytest.mark.parametrize("end", ["refuse_acceptance", "withdraw"])
def test_what_ended_undecided_is_filed_again_within_the_same_thirty_days(story, end):
    agreement = story.in_effect()
    first = story.filed(2, agreement)
    assert run_for(story.clerk(), "file_for_confirmation", agreement).status == "met"
    if end == "withdraw":
        confirming.withdraw(story.clerk(9), first, ended_on=story.day(9))
    else:
        confirming.refuse_acceptance(story.clerk(9), first, ended_on=story.day(9), ground="incomplete")
    again = run_for(story.clerk(9), "file_for_confirmation", agreement)
    assert (again.status, again.last_day) == ("running", agreement.file_by)
    second = story.filed(12, agreement)
    assert (first.status, second.status) == ({"withdraw": "withdrawn"}.get(end, "not_accepted"), "filed")


def test_never_filed_the_listing_ends_unconfirmed_after_the_grace(story):
    agreement = story.in_effect()
    last = (agreement.file_by - story.begun_on).days
    story.sweep("file_for_confirmation", agreement, last + 1)
    assert (agreement.status, story.listing.status) == ("in_effect", "settled")
    story.sweep("file_for_confirmation", agreement, last + 16)
    assert (agreement.status, story.listing.status, story.claim.status) == ("unconfirmed", "unconfirmed", "closed")


def test_verified_long_after_the_signing_it_lapses_only_after_the_grace_from_the_recording(story):
    """苏日娜 recorded every mark at once and 王建国 comes to it forty days later: the 30 days are over."""
    agreement = story.to_sign()
    for whose in story.everyone():
        story.record(agreement, whose, 0)
    story.verify_all(agreement, 40)
    assert (agreement.status, agreement.file_by < story.day(40)) == ("in_effect", True)
    story.sweep("file_for_confirmation", agreement, 40)
    story.sweep("file_for_confirmation", agreement, 44)
    assert agreement.status == "in_effect", "an application filed in time may still be recorded"
    found = story.filed((agreement.file_by - story.begun_on).days, agreement)
    assert found.status == "filed"


def test_verified_too_late_and_never_filed_it_ends_after_the_grace(story):
    agreement = story.to_sign()
    for whose in story.everyone():
        story.record(agreement, whose, 0)
    story.verify_all(agreement, 40)
    story.sweep("file_for_confirmation", agreement, 60)
    assert (agreement.status, story.listing.status) == ("unconfirmed", "unconfirmed")


def test_the_office_hears_of_the_days_for_the_court_with_the_last_mark_recorded(story, session):
    agreement = story.to_sign()
    for whose in story.everyone():
        assert waiting(session, "agreement_signed") == []
        story.record(agreement, whose, 0)
    told_to = {one.person_id for one in waiting(session, "agreement_signed")}
    assert {story.actors.clerk.person_id, story.actors.reviewer.person_id} <= told_to


def waiting(session, code):
    return session.scalars(select(Notification).where(Notification.code == code)).all()


def test_nothing_lapses_while_the_court_has_the_application_and_all_once_it_ends_too_late(story):
    agreement = story.in_effect()
    found = story.filed(2, agreement)
    confirming.lapse(story.at(story.actors.system, 60), agreement)
    assert agreement.status == "in_effect"
    confirming.withdraw(story.clerk(60), found, ended_on=story.day(60))
    story.sweep("file_for_confirmation", agreement, 61)
    assert agreement.status == "in_effect", "another application, filed in time, may still be recorded"
    story.sweep("file_for_confirmation", agreement, 75)
    assert (agreement.status, story.listing.status) == ("unconfirmed", "unconfirmed")


def test_the_court_is_expected_in_its_days_and_nobody_urges_it(story):
    agreement = story.in_effect()
    found = story.filed(2, agreement)
    clocks = ("court_acceptance", "court_decision", "court_decision_statutory")
    running = [run_for(story.clerk(), clock, agreement) is not None for clock in clocks]
    assert running == [True, False, False]  # the court decides from its acceptance on
    confirming.accept(story.clerk(4), found, accepted_on=story.day(4))
    assert [run_for(story.clerk(), clock, agreement).status for clock in clocks] == ["met", "running", "running"]
    story.sweep("court_decision", agreement, 40)
    assert found.status == "accepted"


@pytest.mark.parametrize(
    ("accepted", "ruled", "served", "code"),
    [(1, 9, 9, "before_filing"), (4, 3, 9, "ruled_before_acceptance"), (4, 9, 8, "served_before_ruling"),
     (4, 9, 30, "day_in_the_future"), (30, 9, 9, "day_in_the_future"), (4, 1, 9, "before_filing")],
)  # fmt: skip
def test_days_at_the_court_follow_one_another(story, accepted, ruled, served, code):
    found = story.filed()

    def at_the_court():
        confirming.accept(story.clerk(10), found, accepted_on=story.day(accepted))
        days = {"ruled_on": story.day(ruled), "served_on": story.day(served)}
        ruling.record_ruling(story.clerk(10), found, outcome="effective", ruling_number=NUMBER, **days)

    with pytest.raises(Invalid) as refused:
        at_the_court()
    assert refused.value.code == code


def test_after_a_dismissal_they_agree_anew_with_at_least_ten_days(story):
    total = (story.limit().last_day - story.begun_on).days
    late = story.in_effect(total - 2)
    found = story.filed(total - 1, late)
    confirming.accept(story.clerk(total), found, accepted_on=story.day(total))
    ruling.record_ruling(
        story.clerk(total + 9), found, outcome="dismissed", ruling_number=NUMBER,
        ruled_on=story.day(total + 8), served_on=story.day(total + 9),
    )  # fmt: skip
    ruling.verify_ruling(story.reviewer(total + 9), found, outcome="dismissed", ruling_number=NUMBER)
    assert dismissed_to_conclude(story.reviewer()) == [late]
    reviewer = story.reviewer(total + 12)
    conclude(reviewer, late, way="agree_anew", note="双方愿意改写第二项。")
    assert (late.status, story.claim.status, story.listing.status) == ("varied", "granted", "claimed")
    assert told(reviewer, "agreement.varied")[0]["days_left"] >= 10
    assert (story.limit().status, story.limit().last_day >= story.day(total + 22)) == ("running", True)
    assert run_for(reviewer, "file_for_confirmation", late).status in ("met", "cancelled")
    again = story.in_effect(total + 13)
    assert (again.version, again.within_limit, story.listing.status) == (2, True, "settled")


def test_after_a_dismissal_with_time_left_the_days_that_were_left_stay_left(story):
    left = (story.limit().last_day - story.begun_on).days
    found = story.decided("dismissed", days=10)
    conclude(story.reviewer(15), found.agreement, way="agree_anew", note="双方愿意再谈。")
    assert (story.limit().last_day - story.day(15)).days >= left


def test_after_a_dismissal_they_may_sue_and_the_listing_ends(story):
    found = story.decided("dismissed")
    with pytest.raises(Forbidden):
        conclude(story.clerk(12), found.agreement, way="sue", note="起诉。")
    conclude(story.reviewer(12), found.agreement, way="sue", note="申请人决定起诉。")
    assert (found.agreement.status, story.listing.status, story.claim.status) == (
        "unconfirmed", "unconfirmed", "closed",
    )  # fmt: skip


def test_nothing_is_concluded_without_a_dismissal(story):
    agreement = story.in_effect()
    for way in ("agree_anew", "sue"):
        with pytest.raises(Refused) as refused:
            conclude(story.reviewer(), agreement, way=way, note="不等法院。")
        assert refused.value.code == "agreement_not_dismissed"


def test_a_step_from_the_wrong_state_says_the_present_one(story):
    found = story.filed()
    with pytest.raises(WrongState) as refused:
        ruling.record_ruling(
            story.clerk(9),
            found,
            outcome="effective",
            ruling_number=NUMBER,
            ruled_on=story.day(9),
            served_on=story.day(9),
        )
    assert refused.value.facts["state"] == "filed"
    assert isinstance(found, Confirmation)
    assert isinstance(found.agreement, Agreement)
