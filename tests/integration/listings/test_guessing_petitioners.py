"""Surina wants to know who petitions. She registers an invented case that says what the board says of another, and
tries names in it: no page, answer or refusal of the day tells a true guess from a false one."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from listings.cases.models import Party
from listings.cases.queries import active_parties
from listings.cases.services import add_party, correct_party, remove_party
from listings.publication.models import Listing
from listings.publication.services import release
from listings.reidentification.queries import cover_of
from listings.reidentification.services import recheck
from market.notifications.models import Notification
from market.record.models import RecordEvent
from market.record.writing import write_told
from tests.integration.listings.stories import (
    NAMES,
    OTOG_FRONT,
    drafted,
    others,
    party_of,
    petitioner,
    ready_case,
    registered,
    respondent,
    submit,
    the_day_before,
)

TARGET, TARGETS_PHONE = NAMES[0], "13900000056"  # of the first of `others`
NOBODY, NOBODYS_PHONE = "吴桂芳", "13811112222"
INVENTED = petitioner(name="郑海燕", minority_name=False, id_number="", phone="13811113333")
KEYS = re.compile(r'(?<=_token" value=")[^"]*|(?<=_key" value=")[^"]*')  # another one on every page
pytestmark = pytest.mark.empty_register


def an_invented_draft(work):
    """Her case beside four of other people, one of them the one she asks about."""
    others(work, 4)
    return drafted(work, ready_case(work, parties=[INVENTED, respondent()]))


def corrected(work, case, **changes):
    """What she types over the petitioner, in the record as when her transaction ends."""
    correct_party(work, party_of(work, case, "petitioner"), **INVENTED | changes)
    write_told(work)


@pytest.fixture
def office(database):
    """A committed banner whose office asks for five petitioners."""
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO setting_version (public_id, jurisdiction_id, name, value, effective_from, reason, note,"
                " status, proposed_by_id, proposed_at) SELECT 'five' || id, jurisdiction_id, name, '5', current_date,"
                " '试', '', 'proposed', proposed_by_id, now() FROM setting_version WHERE name = 'petitioners_alike'"
            )
        )
        connection.execute(
            text(
                "UPDATE setting_version AS five SET status = 'in_force', decided_at = now(),"
                " confirmed_by_id = one.confirmed_by_id FROM setting_version AS one WHERE five.public_id ="
                " 'five' || one.id"
            )
        )


@pytest.mark.usefixtures("office")
def test_no_page_answer_or_refusal_tells_a_true_guess_from_a_false_one(pages, commit_work):
    def begin(work):
        listing = an_invented_draft(work)
        return listing.public_id, party_of(work, listing.case, "petitioner").public_id

    ref, party = commit_work("clerk", begin)
    clerk = pages.as_("clerk")
    at_first = clerk.get(f"/listings/{ref}").get_data(as_text=True)
    assert "at least 5 different petitioners" in at_first

    def heard(**guess):
        """All that she is told once she has typed the guess."""
        typed = {"role": "petitioner", "kind": "person"} | guess
        assert clerk.post(f"/parties/{party}/correct", **typed).status_code == 303
        assessed = {"risk": "low", "effects": "甲", "measures": "乙"}
        answers = [
            clerk.get(f"/listings/{ref}"),
            clerk.post(f"/listings/{ref}/submit", **assessed),
            clerk.get(f"/listings/{ref}/widen-draft"),
            clerk.ask(f"/listings/{ref}"),
            clerk.tell(f"/listings/{ref}/submit", **assessed),
        ]
        return [(one.status_code, KEYS.sub("", one.get_data(as_text=True))) for one in answers]

    guesses = [
        {"name": NOBODY}, {"name": TARGET}, {"phone": NOBODYS_PHONE}, {"phone": TARGETS_PHONE}, {"name": NAMES[1]},
    ]  # fmt: skip
    told = [heard(**guess) for guess in guesses]
    assert "fewer than 5 different petitioners" in told[0][0][1]
    assert "Too few cases of other petitioners" in told[0][1][1]
    for one in told[1:]:
        assert one == told[0]


@pytest.mark.usefixtures("office")
def test_how_many_there_are_beyond_enough_stands_on_no_page(pages, commit_work):
    ref = commit_work("clerk", lambda work: an_invented_draft(work).public_id)
    clerk = pages.as_("clerk")

    def read():
        return [KEYS.sub("", clerk.get(f"/listings/{ref}{page}").get_data(as_text=True)) for page in ("", "/submit")]

    def one_more(work):
        somebody = petitioner(name=NOBODY, minority_name=False, id_number="", phone=NOBODYS_PHONE)
        with the_day_before(work):
            registered(work, petition_number="XF-9", parties=[somebody, respondent()])

    with_five = read()
    commit_work("clerk", one_more)
    assert read() == with_five


@pytest.mark.usefixtures("five_are_needed")
@pytest.mark.parametrize("own_of_today", [True, False])
def test_a_corrected_case_joins_nobody_until_tomorrow(clerk, work, actors, own_of_today):
    others(clerk, 4)
    with the_day_before(clerk):
        earlier = ready_case(clerk, parties=[INVENTED, respondent()])
        write_told(clerk)
    other = petitioner(name="周文斌", minority_name=False, id_number="", phone="13811114444")
    todays = ready_case(clerk, petition_number="XF-2", parties=[other, respondent()])
    listing = drafted(clerk, todays if own_of_today else earlier)
    found = []
    for name, phone in ((NOBODY, NOBODYS_PHONE), (TARGET, NOBODYS_PHONE), (TARGET, "13900000057")):
        corrected(clerk, earlier, name=name, phone=phone)  # at last it would join two of the others
        found.append(cover_of(clerk, listing).found)
    assert found == [5 if own_of_today else 4] * 3
    tomorrow = work(actors.clerk)
    tomorrow.now += timedelta(days=1)
    assert cover_of(tomorrow, drafted(tomorrow, earlier) if own_of_today else listing).found == 4


def add(clerk, case, name):
    add_party(clerk, case, **INVENTED | {"name": name, "phone": ""})


def add_and_remove(clerk, case, name):
    add(clerk, case, name)
    added = [party for party in active_parties(clerk.session, case.id) if party.role == "petitioner"][-1]
    remove_party(clerk, added, removal_reason="与本案无关")


def make_another_one(clerk, case, name):
    with the_day_before(clerk):
        add_party(clerk, case, **INVENTED | {"name": name, "phone": "", "role": "other"})
        write_told(clerk)
    (party,) = clerk.session.scalars(select(Party).where(Party.case_id == case.id, Party.role == "other"))
    correct_party(clerk, party, role="petitioner", kind="person", minority_name=False, name="", id_number="", phone="")


@pytest.mark.usefixtures("five_are_needed")
@pytest.mark.parametrize("name", [TARGET, NOBODY])
@pytest.mark.parametrize("change", [add, add_and_remove, make_another_one])
def test_whoever_joins_or_leaves_a_case_counts_from_tomorrow(clerk, change, name):
    listing = an_invented_draft(clerk)
    assert cover_of(clerk, listing).found == 5
    change(clerk, listing.case, name)
    write_told(clerk)
    assert cover_of(clerk, listing).found == 4


@pytest.mark.usefixtures("five_are_needed")
def test_what_tells_nobody_apart_takes_nothing_from_the_count(clerk):
    listing = an_invented_draft(clerk)
    corrected(clerk, listing.case, name="", phone="", id_number="", address="昂素镇")
    correct_party(clerk, party_of(clerk, listing.case, "respondent"), **respondent(name="某煤矿有限公司"))
    write_told(clerk)
    assert cover_of(clerk, listing).found == 5


@pytest.mark.usefixtures("five_are_needed")
def test_a_first_day_case_that_joins_others_makes_them_one_for_itself_alone(clerk):
    others(clerk, 4)
    of_two = petitioner(name=TARGET, minority_name=False, id_number="", phone="13900000057")
    joining = drafted(clerk, ready_case(clerk, petition_number="XF-2", parties=[of_two, respondent()]))
    assert cover_of(clerk, joining).found == 3
    assert cover_of(clerk, drafted(clerk, ready_case(clerk, parties=[INVENTED, respondent()]))).found == 5


@pytest.mark.usefixtures("five_are_needed")
def test_a_correction_makes_no_listing_short_before_the_night(clerk, reviewer, work, actors):
    alike = others(clerk, 4)
    listing = release(reviewer, submit(clerk, drafted(clerk)))
    corrected(clerk, alike[0], name=NAMES[1])
    assert (recheck(reviewer, OTOG_FRONT), cover_of(reviewer, listing).may_hold) == (0, True)
    told = select(Notification).where(Notification.code == "listing_cover_short")
    assert clerk.session.scalars(told).all() == []
    tomorrow = work(actors.reviewer)
    tomorrow.now += timedelta(days=1)
    assert recheck(tomorrow, OTOG_FRONT) == 1
    write_told(tomorrow)
    short = clerk.session.scalars(select(RecordEvent.payload).where(RecordEvent.name == "listing.cover_short")).one()
    assert short == {"needed": 5}


def test_how_many_a_published_version_fits_is_told_to_reviewers_alone(pages, commit_work):
    def put_in(work):
        registered(work, petition_number="XF-2", parties=[INVENTED, respondent()])
        return submit(work, drafted(work)).public_id

    def put_up(work):
        release(work, work.session.scalars(select(Listing)).one())

    ref = commit_work("clerk", put_in)
    commit_work("reviewer", put_up)
    seen = {key: pages.as_(key).get(f"/listings/{ref}").get_data(as_text=True) for key in ("clerk", "reviewer")}
    assert all("Versions that were public" in page for page in seen.values())
    assert ["Fitted / needed" in seen[key] for key in ("reviewer", "clerk")] == [True, False]
    assert "1 / 1" not in seen["clerk"]
