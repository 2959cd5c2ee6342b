"""Versions of a listing never get finer, and what was published is never unsaid: the database says it again."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from listings.reidentification.queries import versions_of_case
from listings.reidentification.services import widen
from market.refusals import Forbidden, Refused
from tests.integration.listings.stories import drafted, on_the_board, others
from tests.integration.listings.test_rules_in_the_database import RELEASE, refused

pytestmark = [pytest.mark.empty_register, pytest.mark.usefixtures("five_are_needed")]


def test_a_reviewer_publishes_less_and_never_more(clerk, reviewer):
    others(clerk, 4)
    listing = on_the_board(clerk, reviewer)
    same = {"category": "land", "place": str(listing.place_town_id), "duration": "from_5", "amount": "from_100k"}
    with pytest.raises(Forbidden):
        widen(clerk, listing, **same | {"place": ""})
    with pytest.raises(Refused, match="nothing_to_widen"):
        widen(reviewer, listing, **same)
    widen(reviewer, listing, **same | {"place": "", "amount": "some"})
    first, second = versions_of_case(clerk.session, listing.case_id)
    assert (first.place_town_id is None, second.place_town_id) == (False, None)
    assert (second.number, second.basis, second.amount_band, listing.amount_band) == (2, "widened", "some", "some")
    with pytest.raises(Refused, match="version_is_finer"):
        widen(reviewer, listing, **same | {"place": "", "amount": "from_100k"})
    clerk.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def test_a_wider_version_never_says_more(clerk, reviewer):
    others(clerk, 5)
    listing = on_the_board(clerk, reviewer)
    insert = (
        "INSERT INTO listing_version (jurisdiction_id, listing_id, number, title, body, case_class, category,"
        " place_town_id, duration_band, amount_band, as_of, basis, needed, found, reason, consent_ids, published_at,"
        " published_by_id) SELECT jurisdiction_id, listing_id, {number}, title, body, {case_class}, {category},"
        " {place}, {duration}, {amount}, {as_of}, {basis}, needed, {found}, '', consent_ids, now(), published_by_id"
        " FROM listing_version WHERE listing_id = :id AND number = 1"
    )
    same = {
        "number": "2", "case_class": "case_class", "category": "category", "place": "place_town_id",
        "duration": "duration_band", "amount": "amount_band", "basis": "'count'", "found": "found",
        "as_of": "as_of",
    }  # fmt: skip
    never = "listing_version_never_finer"
    for change, constraint in (
        ({"number": "3"}, never),
        ({"number": "1"}, never),
        ({"case_class": "'B'"}, never),
        ({"category": "'loans'"}, never),
        ({"category": "'money_and_work'"}, never),
        ({"duration": "'from_10'"}, never),
        ({"basis": "'carried'"}, never),
        ({"as_of": "as_of + 1"}, "listing_version_keeps_its_day"),
        ({"basis": "'widened'", "amount": "'from_1m'"}, never),
        ({"found": "4"}, "ck_listing_version_fits_enough"),
        ({"basis": "'consent'"}, "ck_listing_version_consent_reasoned"),
        ({"category": "'land_and_village'"}, "listing_is_its_latest_version"),
        ({"category": "NULL", "place": "NULL", "duration": "NULL"}, "listing_is_its_latest_version"),
        ({}, "nothing refused it"),
    ):
        assert refused(clerk, insert.format(**same | change), id=listing.id) == constraint, change


@pytest.mark.parametrize("table", ["listing_version", "impact_assessment", "wider_value"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_published_is_never_unsaid(clerk, table, verb):
    with pytest.raises(ProgrammingError, match="permission denied"), clerk.session.begin_nested():
        clerk.session.execute(text(verb.format(table)))


def test_nothing_is_released_unassessed(clerk, reviewer):
    others(clerk, 4)
    listing = drafted(clerk)
    in_review = "UPDATE listing SET status = 'in_review', submitted_at = now() WHERE id = :id"
    clerk.session.execute(text(in_review), {"id": listing.id})
    assert refused(clerk, RELEASE, id=listing.id, by=reviewer.actor.person_id) == "listing_is_assessed"
