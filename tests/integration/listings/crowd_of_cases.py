"""A register as a banner has it, and a clerk who publishes all she can of each of its cases."""

from datetime import timedelta
from random import Random

import pytest

from demo.seed.phrases import ASSESSMENT
from listings.cases.models import PetitionCase
from listings.classification.services import classify
from listings.mediability.gate import GATE
from listings.mediability.services import answer_gate
from listings.publication.models import Listing
from listings.publication.services import draft, release, submit
from listings.publication.vocabulary import amount_band, duration_band
from listings.reidentification.queries import cover_of
from listings.reidentification.services import widen_draft
from market.people.models import DepartmentKind
from market.refusals import Refused
from tests.integration.listings.stories import (
    GRADE_REASONS,
    agreed,
    department,
    petitioner,
    registered,
    respondent,
    the_day_before,
)

TOWNS = ("昂素镇", "城川镇", "上海庙镇", "敖勒召其镇")
CASES = 60


def name_of(number: int) -> str:
    return f"信访人{chr(0x4E00 + 7 * number)}{chr(0x5E00 + 11 * number)}"


def a_register(clerk, random: Random) -> list[PetitionCase]:
    """Sixty petitions, skewed as a banner's are; some people petition twice, and some bands pass in these days."""
    found = []
    for number in range(CASES):
        who = number - 1 if number and random.random() < 0.15 else number
        somebody = petitioner(name=name_of(who), minority_name=False, id_number="", phone=f"138{who:08d}")
        arose_on = clerk.today - timedelta(days=366 * random.choice((1, 2, 4, 6, 6, 7, 8, 12)) + 20)
        if number % 10 == 0:  # ten years old tomorrow or the day after
            arose_on = clerk.today.replace(year=clerk.today.year - 10) + timedelta(days=random.choice((1, 2)))
        with the_day_before(clerk):
            case = registered(
                clerk, petition_number=f"XF-{number}", parties=[somebody, respondent()],
                place_town=department(clerk, random.choice(TOWNS), DepartmentKind.TOWN).public_id,
                category=random.choice(("land", "land", "land", "wages", "loans", "injury")),
                arose_on=arose_on, first_petition_on=clerk.today - timedelta(days=30),
                amount_in_dispute_fen=random.choice((None, 300_000, 5_000_000, 5_000_000, 30_000_000)),
            )  # fmt: skip
        found.append(case)
    return found


def put_up(clerk, reviewer, case: PetitionCase, *left_out: str) -> Listing | None:
    """Surina tries to publish all she can of a case but for what she leaves out herself; where nothing is enough, the
    case stays off the board."""
    if case.status == "registered":
        grades = {"difficulty": "hard", "merit": "partly"} | GRADE_REASONS
        classify(clerk, case, case_class=_class_of(case, clerk.today), **grades)
        answer_gate(clerk, case, note="", **{question.code: "no" for question in GATE})
        agreed(clerk, case)
    told = {
        "category": case.category,
        "place_town": case.place_town.public_id,
        "duration_band": duration_band(case.arose_on, clerk.today).value,
        "amount_band": amount_band(case.amount_in_dispute_fen).value,
    }
    body = "双方多次协商未果，请有经验的调解员领办。"
    listing = draft(clerk, case, title="揭榜公告", body=body, **told | dict.fromkeys(left_out, ""))
    cover = cover_of(clerk, listing)
    if not cover.holds:
        if cover.offer is None:
            with pytest.raises(Refused, match="too_few_alike"):
                submit(clerk, listing, **ASSESSMENT)
            return None
        widen_draft(clerk, listing)
    return release(reviewer, submit(clerk, listing, **ASSESSMENT))


def _class_of(case: PetitionCase, today) -> str:
    years = (today - case.arose_on).days / 366
    return "A" if years >= 5 else "B" if years >= 3 else "C"
