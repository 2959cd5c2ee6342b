"""Wulan's case is published only as far as four other petitioners of the banner could be meant as well."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import sessionmaker

from demo.seed.phrases import ASSESSMENT
from listings.publication.models import Listing
from listings.publication.services import release
from listings.publication.vocabulary import duration_band
from listings.reidentification import jobs
from listings.reidentification.covering import fits
from listings.reidentification.ladders import Attribute, ladder
from listings.reidentification.models import ImpactAssessment, ListingCover, WiderValue
from listings.reidentification.queries import cover_of, register_row, short_listings, versions_of_case
from listings.reidentification.services import recheck, take_back, widen, widen_draft
from market import transactions
from market.jobs import JobRoom
from market.notifications.models import Notification
from market.people.models import DepartmentKind
from market.refusals import Refused
from market.settings.dated import DATED
from tests.integration.listings.stories import (
    NAMES,
    OTOG_FRONT,
    become_one,
    department,
    drafted,
    everyone_says,
    on_the_board,
    others,
    petitioner,
    ready_case,
    registered,
    respondent,
    submit,
    the_day_before,
)

TOWN = DepartmentKind.TOWN
pytestmark = [pytest.mark.empty_register, pytest.mark.usefixtures("five_are_needed")]


def test_four_others_alike_are_enough_and_three_are_not(clerk, reviewer):
    others(clerk, 3)
    listing = drafted(clerk)
    with pytest.raises(Refused, match="too_few_alike"):
        submit(clerk, listing)
    one_more = petitioner(name="周文斌", minority_name=False, id_number="", phone="13811112222")
    with the_day_before(clerk):
        registered(clerk, petition_number="XF-4", parties=[one_more, respondent()])
    release(reviewer, submit(clerk, listing))
    (version,) = versions_of_case(clerk.session, listing.case_id)
    assert (version.number, version.basis, version.needed, version.found) == (1, "count", 5, 5)
    assert version.as_of == clerk.today
    assert len(version.consent_ids) == 1


def test_who_registers_more_cases_today_raises_the_number_tomorrow(clerk, reviewer, work, actors):
    """Surina cannot make a listing pass by registering invented cases beside it."""
    others(clerk, 3)
    listing = drafted(clerk)
    invented = [
        registered(
            clerk, petition_number=f"XF-{n}", parties=[petitioner(name=name, id_number="", phone=""), respondent()]
        )
        for n, name in enumerate(("周文斌", "吴桂芳", "郑海燕"))
    ]
    assert (len(invented), cover_of(clerk, listing).found) == (3, 4)
    with pytest.raises(Refused, match="too_few_alike"):
        submit(clerk, listing)
    tomorrow = work(actors.clerk)
    tomorrow.now += timedelta(days=1)
    assert cover_of(tomorrow, listing).found == 7


def test_a_case_counts_for_its_own_listing_on_its_first_day_and_for_no_other(clerk):
    listing = drafted(clerk)
    assert cover_of(clerk, listing).found == 1
    another = petitioner(name="周文斌", minority_name=False, id_number="", phone="13811112222")
    other = drafted(clerk, ready_case(clerk, petition_number="XF-2", parties=[another, respondent()]))
    assert (cover_of(clerk, listing).found, cover_of(clerk, other).found) == (1, 1)


def test_the_same_petitioner_again_is_nobody_else(clerk):
    others(clerk, 3)
    registered(clerk, petition_number="XF-2020")
    assert cover_of(clerk, drafted(clerk)).found == 4


def test_the_other_banner_does_not_count(clerk, work, actors):
    there = work(actors.other_clerk)
    for number, name in enumerate(NAMES):
        parties = [petitioner(name=name, minority_name=False, id_number="", phone=""), respondent()]
        registered(there, jurisdiction_id="150624", petition_number=f"O-{number}", parties=parties)
    assert cover_of(clerk, drafted(clerk)).found == 1


def test_what_to_leave_out_is_offered_and_taken_from_the_text_too(clerk, reviewer):
    elsewhere = department(clerk, "城川镇", TOWN).public_id
    others(clerk, 4, place_town=elsewhere)
    listing = drafted(clerk, body="昂素镇的牧户与某矿业公司因草场补偿发生纠纷。")
    offer = cover_of(clerk, listing).offer
    assert offer is not None
    assert (offer.told.place, offer.told.category, offer.found) == (None, "land", 5)
    widen_draft(clerk, listing)
    assert (listing.place_town_id, listing.category) == (None, "land")
    assert listing.body == "某镇的牧户与某矿业公司因草场补偿发生纠纷。"
    release(reviewer, submit(clerk, listing))


def test_a_text_names_no_town_but_the_published_one(clerk):
    others(clerk, 4)
    department(clerk, "城川镇", TOWN)
    listing = drafted(clerk, title="城川镇草场纠纷")
    with pytest.raises(Refused, match="town_in_text"):
        submit(clerk, listing)


def test_what_is_not_the_cases_own_is_not_published(clerk):
    listing = drafted(clerk, category="loans")
    with pytest.raises(Refused, match="says_untrue"):
        submit(clerk, listing)


def test_nothing_is_handed_on_without_what_it_may_do_to_people(clerk, reviewer):
    others(clerk, 4)
    listing = submit(clerk, drafted(clerk))
    (assessed,) = clerk.session.scalars(select(ImpactAssessment)).all()
    assert (assessed.listing_id, assessed.effects) == (listing.id, ASSESSMENT["effects"])


def test_a_register_that_moved_makes_a_listing_short_once(clerk, reviewer):
    alike = others(clerk, 4)
    others(clerk, 6, place_town=department(clerk, "城川镇", TOWN).public_id)
    listing = on_the_board(clerk, reviewer)
    assert recheck(reviewer, OTOG_FRONT) == 0
    become_one(clerk, alike[:2])
    waiting = clerk.session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'recheck_cover'"))
    assert waiting.scalars().all() == [{"jurisdiction_id": OTOG_FRONT}]
    assert recheck(reviewer, OTOG_FRONT) == 1
    assert recheck(reviewer, OTOG_FRONT) == 1
    cover = clerk.session.get(ListingCover, listing.id)
    assert (cover.found, cover.needed) == (3, 5)
    told = clerk.session.scalars(select(Notification).where(Notification.code == "listing_cover_short")).all()
    assert len({line.person_id for line in told}) == len(told) >= 1
    assert short_listings(reviewer, frozenset({OTOG_FRONT}), 9) == [listing]

    # What was read cannot be unsaid: no wider version mends the count, only consent or an end does.
    assert cover_of(reviewer, listing).offer is None
    everyone_says(clerk, listing.case)
    assert recheck(reviewer, OTOG_FRONT) == 0
    assert short_listings(reviewer, frozenset({OTOG_FRONT}), 9) == []


def test_the_ladders_in_the_database_are_the_ladders_in_the_code(session):
    kept = {(row.attribute, row.finer, row.wider) for row in session.scalars(select(WiderValue))}
    values = {row[1] for row in kept}
    meant = {
        (attribute.value, finer, wider)
        for attribute in Attribute
        for finer in values
        for wider in ladder(attribute, finer)[1:]
        if wider is not None
    }
    assert kept == meant


def test_every_banner_is_counted_at_night(database, commit_work):
    def publish(work):
        others(work, 4)
        return drafted(work).id

    listing_id = commit_work("clerk", publish)

    def submitted(work):
        submit(work, work.session.get_one(Listing, listing_id))

    commit_work("clerk", submitted)
    commit_work("reviewer", lambda work: release(work, work.session.get_one(Listing, listing_id)) and None)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE listing_cover SET found = 99"))
    transactions.configure(sessionmaker(database.engine, expire_on_commit=False))
    jobs.recheck_cover(JobRoom())
    with database.engine.begin() as connection:
        assert connection.execute(text("SELECT found FROM listing_cover")).scalar_one() == 5


def test_the_setting_cannot_be_one():
    assert (DATED.known["petitioners_alike"].smallest, DATED.known["petitioners_alike"].default) == (2, 5)


def test_a_band_that_moved_on_is_seen_before_release(clerk, reviewer):
    others(clerk, 4)
    listing = submit(clerk, drafted(clerk))
    reviewer.now += timedelta(days=4 * 366)
    with pytest.raises(Refused, match="says_untrue"):
        release(reviewer, listing)


def test_a_band_that_has_passed_since_is_published_as_it_was_counted(clerk, reviewer):
    """Wulan's dispute is ten years old by now; what was five to ten when it was released is told of that day alone."""
    others(clerk, 5)
    listing = on_the_board(clerk, reviewer)
    released_on = reviewer.today
    before = cover_of(reviewer, listing).found
    reviewer.now += timedelta(days=3 * 366)
    assert duration_band(listing.case.arose_on, reviewer.today) != listing.duration_band
    assert cover_of(reviewer, listing) == replace(cover_of(reviewer, listing), found=before, is_true=True)
    widen(reviewer, listing, category="land", place="", duration="from_5", amount="from_100k")
    first, second = versions_of_case(clerk.session, listing.case_id)
    assert (second.duration_band, second.as_of, second.found) == ("from_5", released_on, before)
    assert fits(register_row(listing.case), second.told)
    assert second.published_at == reviewer.now
    assert first.as_of == released_on
    take_back(reviewer, listing)
    assert versions_of_case(clerk.session, listing.case_id)[-1].as_of == released_on
    clerk.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


@pytest.mark.parametrize(
    "words",
    [
        "联系人电话13988887777",
        "车牌蒙K12345",
        "2021年3月5日签的合同",
        "赔偿12800元",
        "白音乌素嘎查三社",
        "微信号lao_wang88",
    ],
)
def test_nobody_elses_number_day_sum_or_place_is_published(clerk, words):
    others(clerk, 4)
    with pytest.raises(Refused, match="stranger_in_text"):
        submit(clerk, drafted(clerk, body=f"申请人与某公司发生纠纷，{words}，请调解员领办。"))
