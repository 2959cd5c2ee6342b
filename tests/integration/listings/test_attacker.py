"""Somebody keeps every board of every day, asked by every filter, order, word, feed and saved search, and knows the
banner's whole register but for who is on the board. Still, each listing could be about the cases of as many
petitioners as the setting asks for, over all days together.
"""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select, update

from listings.board.counts import count_board
from listings.board.filter import FACETS, UNSTATED, BoardFilter
from listings.board.queries import board_page
from listings.cases.services import correct
from listings.publication.models import Listing
from listings.publication.services import withdraw
from listings.publication.vocabulary import ListingState, amount_band, duration_band
from listings.reidentification.covering import fits
from listings.reidentification.ladders import Attribute, ladder
from listings.reidentification.queries import register_of, register_row
from listings.reidentification.services import recheck, widen
from listings.saved_searches.kept import WantedView
from listings.saved_searches.models import ListingAlert
from listings.saved_searches.queries import own_searches
from listings.saved_searches.services import remove, save
from listings.saved_searches.services_alerts import announce
from market.actor import VISITOR
from market.database import database_now
from market.work import Work
from tests.integration.listings.attacking import Attacker, all_faces, codes_of, demand_counts_are_of
from tests.integration.listings.browsing import make_app
from tests.integration.listings.crowd_of_cases import CASES, TOWNS, a_register, name_of, put_up
from tests.integration.listings.stories import OTOG_FRONT, RESPONDENT, VILLAGE

pytestmark = [pytest.mark.empty_register, pytest.mark.usefixtures("five_are_needed")]

DAYS, NEEDED = 5, 5
WAITING = ("preparer", "approver", "auditor", "other_clerk")  # accounts of the attacker, one saved search each


@pytest.fixture
def on(session, actors):
    """`on(3, "clerk")`: a piece of work of that member of the cast, three days from now; None is a visitor."""
    now = database_now(session)

    def make(day: int, key: str | None) -> Work:
        actor = VISITOR if key is None else getattr(actors, key)
        return Work(session, actor, now + timedelta(days=day), request_id=f"day {day}")

    return make


@pytest.fixture
def feed(session, tmp_path):
    """A visitor's client of the pages, which sees what this test has written."""
    app = make_app("postgresql+psycopg://nobody@127.0.0.1:9/nothing", tmp_path)
    with app.app_context():
        maker = app.extensions["sqlalchemy"].sessionmaker
        maker.configure(bind=session.connection(), join_transaction_mode="create_savepoint")
    return app.test_client()


@pytest.fixture
def clerk(on):
    return on(0, "clerk")


@pytest.fixture
def reviewer(on):
    return on(0, "reviewer")


class Days:
    """The days of one office, and of one attacker who looks on each of them."""

    def __init__(self, on, feed, random: Random) -> None:
        self.on, self.feed, self.random = on, feed, random
        self.cases = a_register(on(0, "clerk"), random)
        self.listed: dict[str, Listing] = {}
        self.attacker = Attacker(random)
        self.happened: dict[str, int] = {"published": 0, "widened": 0, "withdrawn": 0, "again": 0, "alerts": 0}

    def pass_one(self, day: int) -> None:
        """In the morning the board is counted and searches are saved; then come listings; in the evening he looks."""
        system, visitor = self.on(day, "system"), self.on(day, None)
        count_board(system)
        in_the_morning = all_faces(visitor)
        waiting = self._wait(day)
        for listing in self._publish(day):
            announce(system, listing)
        self._change(day)
        demand_counts_are_of(visitor, in_the_morning)  # no number moves before the next morning
        for ref, facets in self._alerted(day, waiting):
            self.attacker.is_alerted(visitor, ref, facets)
            self.happened["alerts"] += 1
        self.attacker.looks(visitor, self.feed, self._words())
        assert recheck(self.on(day, "reviewer"), OTOG_FRONT) == 0

    def _wait(self, day: int) -> dict[str, dict[str, str]]:
        """Each account gives up its search and saves another one."""
        found = {}
        for key in WAITING:
            work = self.on(day, key)
            for one in own_searches(work):
                remove(work, one)
            facets = self.random.sample(FACETS, self.random.choice((1, 1, 2)))
            found[key] = {facet.name: self.random.choice(codes_of(work, facet)) for facet in facets}
            save(work, WantedView(BoardFilter(**found[key]), "mark"), name=f"{day}", alerts="inbox")
        return found

    def _alerted(self, day: int, waiting) -> list[tuple[str, dict[str, str]]]:
        """Which listings came up today, each with the search in which it did."""
        system = self.on(day, "system")
        searches = {self.on(day, key).actor.person_id: facets for key, facets in waiting.items()}
        rows = system.session.execute(
            select(Listing.public_id, ListingAlert.person_id)
            .join(Listing, Listing.id == ListingAlert.listing_id)
            .where(ListingAlert.alerted_at == system.now)
        )
        return [(ref, searches[person_id]) for ref, person_id in rows]

    def _publish(self, day: int) -> list[Listing]:
        clerk, reviewer = self.on(day, "clerk"), self.on(day, "reviewer")
        fresh = [case for case in self.random.sample(self.cases, 6) if case.status == "registered"]
        again = [one.case for one in self.listed.values() if one.case.status == "classified"]
        came = []
        for case in [*fresh, *again[:1]]:
            left_out = self.random.sample(("category", "place_town", "duration_band", "amount_band"), 2)
            listing = put_up(clerk, reviewer, case, *left_out)
            came += [] if listing is None else [listing]
        self.listed |= {listing.public_id: listing for listing in came}
        self.happened["published"] += len(came)
        self.happened["again"] += sum(listing.case in again for listing in came)
        return came

    def _change(self, day: int) -> None:
        """One listing says less, and one is withdrawn."""
        reviewer = self.on(day, "reviewer")
        open_ones = [one for one in self.listed.values() if one.status == ListingState.PUBLISHED]
        wider = [(one, told) for one in open_ones for told in _one_rung_up(one)]
        if wider:
            listing, told = self.random.choice(wider)
            widen(reviewer, listing, **told)
            self.happened["widened"] += 1
        if day and len(open_ones) > 3:
            code = self.random.choice(("resolved_otherwise", "wrongly_listed", "other"))
            withdraw(reviewer, self.random.choice(open_ones), end_code=code, end_note="另有安排")
            self.happened["withdrawn"] += 1

    def _words(self) -> list[str]:
        """What the attacker knows of the people of the register, and what stands in the texts."""
        return [name_of(self.random.randrange(CASES)), *TOWNS, VILLAGE, RESPONDENT, "XF-1", "调解员", "撤下"]


def _one_rung_up(listing: Listing) -> list[dict[str, str]]:
    """Every way to say a little less: one attribute at the next rung of its ladder."""
    own = {
        Attribute.CATEGORY: listing.category,
        Attribute.PLACE: listing.place_town_id,
        Attribute.DURATION: listing.duration_band,
        Attribute.AMOUNT: listing.amount_band,
    }
    told = {attribute.value: "" if value is None else str(value) for attribute, value in own.items()}
    rungs = {attribute: ladder(attribute, value)[1:2] for attribute, value in own.items() if value is not None}
    return [told | {attribute.value: str(rung or "")} for attribute, (rung,) in rungs.items()]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_who_keeps_every_board_of_every_day_narrows_no_listing_below_five(on, feed, seed):
    days = Days(on, feed, Random(seed))
    for day in range(DAYS):
        days.pass_one(day)
    assert all(days.happened.values()), days.happened
    register = register_of(on(DAYS, "reviewer"), OTOG_FRONT)
    by_case: dict[int, set] = {}
    for ref, seen in days.attacker.kept.items():  # he even knows which listings are of one case
        by_case.setdefault(days.listed[ref].case_id, set()).update(seen)
    assert len(by_case) >= 8
    for case in days.cases:
        seen = by_case.get(case.id, set())
        assert all(fits(register_row(case), told) for told in seen), "what is said is true"
        assert register.covered(list(seen)) >= NEEDED, f"{case.petition_number} is narrowed by {seen}"


def test_the_attack_can_succeed(on, feed, session):
    """With a value on the board that no count allowed, the same attacker singles a case out."""
    days = Days(on, feed, Random(1))
    clerk, reviewer = on(0, "clerk"), on(0, "reviewer")
    listings = [one for case in days.cases[:8] if (one := put_up(clerk, reviewer, case)) is not None]
    case = listings[0].case
    session.execute(
        update(Listing)
        .where(Listing.id == listings[0].id)
        .values(
            category=case.category, place_town_id=case.place_town_id,
            duration_band=duration_band(case.arose_on, clerk.today).value,
            amount_band=amount_band(case.amount_in_dispute_fen).value,
        )
    )  # fmt: skip
    session.expire_all()
    days.attacker.looks(on(0, None), feed, ["调解员"])
    register = register_of(reviewer, OTOG_FRONT)
    assert min(register.covered(list(told)) for told in days.attacker.kept.values()) < NEEDED
    session.rollback()  # what was forced into the board is not kept


def test_a_filter_that_asked_what_is_not_published_would_be_seen(on, feed, monkeypatch):
    """If a filter for land left out what is no matter of land, it would tell what a wide category is meant to hide."""
    days = Days(on, feed, Random(1))
    clerk, reviewer = on(0, "clerk"), on(0, "reviewer")
    listed = [one for case in days.cases[:20] if (one := put_up(clerk, reviewer, case)) is not None]
    wide = [one for one in listed if one.category not in (None, one.case.category)]
    assert wide

    def telltale(visitor, wanted, after, size):
        page = board_page(visitor, wanted, after, size=size)
        rows = [row for row in page.rows if wanted.category in ("", UNSTATED, row.category, row.case.category)]
        return replace(page, rows=rows)

    monkeypatch.setattr("tests.integration.listings.attacking.board_page", telltale)
    days.attacker.looks(on(0, None), feed, [])
    for one in wide:
        assert one.case.category in {told.category for told in days.attacker.kept[one.public_id]}


def test_a_case_that_is_corrected_is_seen_at_the_next_count(clerk, reviewer):
    random = Random(5)
    cases = a_register(clerk, random)
    listed = [listing for case in cases[:20] if (listing := put_up(clerk, reviewer, case)) is not None]
    assert listed
    others = [case for case in cases if case.status == "registered"]
    for case in others:
        correct(
            clerk, case, petition_number=case.petition_number, category="environment",
            place_town=case.place_town.public_id, responsible_department=case.responsible_department.public_id,
            arose_on=clerk.today - timedelta(days=40), first_petition_on=clerk.today - timedelta(days=10),
            languages=["zh"], amount_in_dispute_fen=None,
        )  # fmt: skip
    assert recheck(reviewer, OTOG_FRONT) > 0
