"""Somebody keeps every board of every day and every filter, and knows the banner's whole register but for who is on
the board. Still, each listing could be about the cases of as many petitioners as the setting asks for.
"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from sqlalchemy import update

from demo.seed.phrases import ASSESSMENT
from listings.board.cards import Published, published
from listings.board.queries import BoardFilter, all_towns, board_page
from listings.cases.models import PetitionCase
from listings.cases.services import correct
from listings.cases.vocabulary import Category
from listings.classification.services import classify
from listings.mediability.gate import GATE
from listings.mediability.services import answer_gate
from listings.publication.models import Listing
from listings.publication.services import draft, release, submit
from listings.publication.vocabulary import (
    PUBLISHED_AMOUNTS,
    PUBLISHED_CATEGORIES,
    PUBLISHED_DURATIONS,
    AmountBand,
    DurationBand,
    amount_band,
    duration_band,
)
from listings.reidentification.covering import Register, fits
from listings.reidentification.ladders import Attribute, Told, ladder
from listings.reidentification.queries import cover_of, register_of, register_row
from listings.reidentification.services import recheck, widen, widen_draft
from market.actor import VISITOR
from market.people.models import DepartmentKind
from market.refusals import Refused
from tests.integration.listings.stories import (
    GRADE_REASONS,
    OTOG_FRONT,
    agreed,
    department,
    petitioner,
    registered,
    respondent,
)
from tests.integration.listings.test_reidentification import five_are_needed  # noqa: F401 - the setting of an office

TOWNS = ("昂素镇", "城川镇", "上海庙镇", "敖勒召其镇")
CASES, DAYS, NEEDED = 60, 4, 5
_page = board_page
FINEST = {
    Attribute.CATEGORY: [one.value for one in Category],
    Attribute.DURATION: [one.value for one in DurationBand],
    Attribute.AMOUNT: [one.value for one in AmountBand],
}
_VALUE_OF = {
    "category": {label: value for value, label in PUBLISHED_CATEGORIES.items()},
    "duration": {label: value for value, label in PUBLISHED_DURATIONS.items()},
    "amount": {label: value for value, label in PUBLISHED_AMOUNTS.items()},
}


@pytest.fixture
def clerk(work, actors):
    return work(actors.clerk)


@pytest.fixture
def reviewer(work, actors):
    return work(actors.reviewer)


def a_register(clerk, random: Random) -> list[PetitionCase]:
    """Sixty petitions, skewed as a banner's are; some people petition twice."""
    found = []
    for number in range(CASES):
        who = number - 1 if number and random.random() < 0.15 else number
        somebody = petitioner(
            name=f"信访人{chr(0x4E00 + 7 * who)}{chr(0x5E00 + 11 * who)}", minority_name=False, id_number="",
            phone=f"138{who:08d}",
        )  # fmt: skip
        years = random.choice((1, 2, 4, 6, 6, 7, 8, 12))
        found.append(
            registered(
                clerk, petition_number=f"XF-{number}", parties=[somebody, respondent()],
                place_town=department(clerk, random.choice(TOWNS), DepartmentKind.TOWN).public_id,
                category=random.choice(("land", "land", "land", "wages", "loans", "injury")),
                arose_on=clerk.today - timedelta(days=366 * years + 20),
                first_petition_on=clerk.today - timedelta(days=30),
                amount_in_dispute_fen=random.choice((None, 300_000, 5_000_000, 5_000_000, 30_000_000)),
            )
        )  # fmt: skip
    return found


def put_up(clerk, reviewer, case: PetitionCase) -> Listing | None:
    """Surina tries to publish all she can of a case; where nothing is enough, the case stays off the board."""
    classify(clerk, case, case_class=_class_of(case, clerk.today), difficulty="hard", merit="partly", **GRADE_REASONS)
    answer_gate(clerk, case, note="", **{question.code: "no" for question in GATE})
    agreed(clerk, case)
    listing = draft(
        clerk, case, title="揭榜公告", body="双方多次协商未果，请有经验的调解员领办。", category=case.category,
        place_town=case.place_town.public_id, duration_band=duration_band(case.arose_on, clerk.today).value,
        amount_band=amount_band(case.amount_in_dispute_fen).value,
    )  # fmt: skip
    cover = cover_of(clerk, listing)
    if not cover.holds:
        if cover.offer is None:
            with pytest.raises(Refused, match="too_few_alike"):
                submit(clerk, listing, **ASSESSMENT)
            return None
        widen_draft(clerk, listing)
    return release(reviewer, submit(clerk, listing, **ASSESSMENT))


def _class_of(case: PetitionCase, today: date) -> str:
    years = (today - case.arose_on).days / 366
    return "A" if years >= 5 else "B" if years >= 3 else "C"


def everything_seen(visitor) -> dict[str, set[Told]]:
    """Every board that every filter gives today: what each listing is seen to be, as the attacker writes it down.

    A listing that is shown under some values of a filter alone bears one of them: so much the attacker knows as well.
    """
    towns = {town.name_zh: town.id for town in all_towns(visitor)}
    seen: dict[str, set[Told]] = {}
    for case_class, category, town in product(("", *"ABC"), ("", *PUBLISHED_CATEGORIES), ("", *_refs(visitor))):
        wanted = BoardFilter(case_class=case_class, category=category, town=town, status="")
        for row in _page(visitor, wanted, None).rows:
            told = _as_read(published(row, visitor.today), towns, visitor.today)
            if town:
                told = replace(told, place=_refs(visitor)[town])
            seen.setdefault(row.public_id, set()).add(told)
    for attribute, finest in FINEST.items():
        for ref, values in _shown_under(visitor, attribute, finest).items():
            narrowest = _said_by(attribute, values)
            seen[ref] |= {replace(told, **{attribute.value: narrowest}) for told in seen[ref] if narrowest}
    return seen


def _refs(visitor) -> dict[str, int]:
    return {town.public_id: town.id for town in all_towns(visitor)}


def _shown_under(visitor, attribute: Attribute, finest: list[str]) -> dict[str, set[str]]:
    """For each listing, under which of the finest values of a filter it is shown."""
    shown: dict[str, set[str]] = {}
    for value in finest:
        for row in _page(visitor, BoardFilter(status="", **{attribute.value: value}), None).rows:
            shown.setdefault(row.public_id, set()).add(value)
    return shown


def _said_by(attribute: Attribute, values: set[str]) -> str | None:
    """The narrowest published value that leaves all of these possible; None where only nothing does."""
    rungs = [ladder(attribute, value) for value in sorted(values)]
    return next((rung for rung in rungs[0] if all(rung in other for other in rungs)), None)  # type: ignore[return-value]


def _as_read(face: Published, towns: dict[str, int], today: date) -> Told:
    return Told(
        face.case_class,
        _VALUE_OF["category"].get(face.category_label),
        towns.get(face.place or ""),
        _VALUE_OF["duration"].get(face.duration_label or ""),
        _VALUE_OF["amount"].get(face.amount_label or ""),
        today,
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_who_keeps_every_board_of_every_day_narrows_no_listing_below_five(clerk, reviewer, work, seed):
    random = Random(seed)
    cases = a_register(clerk, random)
    listed: dict[str, Listing] = {}
    kept: dict[str, set[Told]] = {}
    for day in range(DAYS):
        for case in random.sample(cases, 6):
            if case.status == "registered":
                listing = put_up(clerk, reviewer, case)
                if listing is not None:
                    listed[listing.public_id] = listing
        widened = random.choice([*listed.values()])
        told = {"category": "", "place": "", "duration": "", "amount": ""}
        if widened.duration_band and day:
            widen(reviewer, widened, **told | {"category": widened.category or ""})
        for ref, seen in everything_seen(work(VISITOR)).items():
            kept.setdefault(ref, set()).update(seen)
    assert len(listed) >= 8
    register = register_of(reviewer, OTOG_FRONT)
    for ref, seen in kept.items():
        case = listed[ref].case
        assert all(fits(register_row(case), told) for told in seen), "what is said is true"
        assert register.covered(list(seen)) >= NEEDED, f"{case.petition_number} is narrowed by {seen}"
    assert recheck(reviewer, OTOG_FRONT) == 0


def test_the_attack_can_succeed(clerk, reviewer, work, session):
    """With a value on the board that no count allowed, the same attacker singles a case out."""
    random = Random(1)
    cases = a_register(clerk, random)
    listings = [listing for case in cases[:8] if (listing := put_up(clerk, reviewer, case)) is not None]
    session.execute(
        update(Listing)
        .where(Listing.id == listings[0].id)
        .values(
            category=cases[0].category, place_town_id=cases[0].place_town_id,
            duration_band=duration_band(listings[0].case.arose_on, clerk.today).value,
            amount_band=amount_band(listings[0].case.amount_in_dispute_fen).value,
        )
    )  # fmt: skip
    session.expire_all()
    seen = everything_seen(work(VISITOR))
    register: Register = register_of(reviewer, OTOG_FRONT)
    counts = {ref: register.covered(list(told)) for ref, told in seen.items()}
    assert min(counts.values()) < NEEDED
    session.rollback()  # what was forced into the board is not kept


def test_a_filter_that_asked_what_is_not_published_would_be_seen(clerk, reviewer, work, monkeypatch):
    """If a filter for land left out what is no matter of land, it would tell what a wide category is meant to hide."""
    cases = a_register(clerk, Random(1))
    listed = {one.public_id: one for case in cases[:20] if (one := put_up(clerk, reviewer, case)) is not None}
    honest = everything_seen(work(VISITOR))

    def telltale(visitor, wanted, after):
        page = board_page(visitor, wanted, after)
        return replace(page, rows=[row for row in page.rows if wanted.category in ("", row.case.category)])

    monkeypatch.setattr("tests.integration.listings.test_attacker._page", telltale)
    told = everything_seen(work(VISITOR))
    wide = [ref for ref, one in listed.items() if one.category not in (None, one.case.category)]
    assert wide
    assert all(one.category == listed[ref].category for ref in wide for one in honest[ref])
    assert all(listed[ref].case.category in {one.category for one in told[ref]} for ref in wide)


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
