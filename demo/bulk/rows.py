"""One listing of the measuring board after another: the demonstration's own tales, with a realistic skew.

Land and wages are common, family property is rare; most listings have ended, and what is open is young; one in a
thousand says something that hardly any other says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from demo.cast import OTOG_FRONT
from demo.names import Registry
from demo.tales import SALT, Tale, meet, tell
from listings.cases.numbers import number_key
from market.workdays import legal_day

TALES = 1_200
YEARS = 5
CLAIM_WINDOW_DAYS = 45
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CATEGORY_WEIGHTS = {
    "land": 26, "wages": 18, "contracts": 12, "expropriation": 11, "neighbours": 9, "loans": 8, "village_affairs": 6,
    "injury": 4, "benefits": 3, "environment": 2, "inheritance": 0.7, "other": 0.3,
}  # fmt: skip
TOWN_WEIGHTS = (45, 27, 18, 10)
REWARDS = {"A": (800_000, 600_000), "B": (500_000, 400_000), "C": (200_000, 150_000)}  # now, and three years ago
DAYS_ALLOWED = {"A": 90, "B": 60, "C": 30}
OLD_ENDS = ("rewarded", "expired", "mediation_ended", "withdrawn", "unconfirmed", "unrewarded")
OLD_WEIGHTS = (52, 20, 12, 9, 5, 2)
YOUNG = ("published", "proposed", "claimed", "settled", "expired", "withdrawn")
YOUNG_WEIGHTS = (70, 4, 12, 4, 5, 5)
CASE_STATE = {
    "published": "listed", "proposed": "listed", "claimed": "in_mediation", "settled": "in_mediation",
    "confirmed": "resolved", "rewarded": "closed", "unrewarded": "closed",
}  # fmt: skip
ENDED = {"rewarded", "withdrawn", "mediation_ended", "expired", "unconfirmed", "unrewarded"}
CLAIMED = {"claimed", "settled", "confirmed", "rewarded", "unconfirmed", "unrewarded"}
END_CODES = {"withdrawn": "resolved_otherwise", "mediation_ended": "party_refused"}
FEW = 0.006  # a rarest word fills a page of the board even where there are 10,000 listings
RARITIES = ("骆驼", "蜂箱", "风力发电机", "沙棘果", "温泉井", "旱獭", "古榆树", "滑雪场", "驼绒", "盐湖")
AMOUNT_BANDS = ((0, "none"), (10_000, "under_10k"), (100_000, "from_10k"), (1_000_000, "from_100k"))
DURATION_BANDS = ((3, "under_3"), (5, "from_3"), (10, "from_5"))


@dataclass(frozen=True)
class Place:
    """What the rows refer to, by id: towns, a unit, the person who drafts and the one who releases."""

    towns: tuple[int, ...]
    unit: int
    clerk: int
    reviewer: int


@dataclass(frozen=True)
class Pair:
    """The columns of a case and of its listing, in the order of the copies."""

    case: tuple[object, ...]
    listing: tuple[object, ...]


def pairs(count: int, first_id: int, place: Place, now: datetime) -> Iterator[Pair]:
    """`count` listings released one after the other over five years up to now; the same for the same arguments."""
    random = Random(f"{SALT}:bulk:{first_id}:{count}")
    tales = _tales(legal_day(now))
    categories, weights = list(CATEGORY_WEIGHTS), list(CATEGORY_WEIGHTS.values())
    step = timedelta(days=YEARS * 365) / count
    for number in range(count):
        released_at = now - step * (count - number)
        tale = random.choice(tales[random.choices(categories, weights)[0]])
        yield _pair(random, first_id + number, tale, place, released_at, now)


def _tales(today: date) -> dict[str, list[Tale]]:
    registry = Registry(Random(f"{SALT}:bulk:people"), today)
    told: dict[str, list[Tale]] = {}
    for number in range(TALES):
        tale = tell(meet(number, OTOG_FRONT, "ABC"[number % 3], registry, number // 3), today)
        told.setdefault(tale.dispute.scenario.category, []).append(tale)
    return told


def _pair(random: Random, row_id: int, tale: Tale, place: Place, released_at: datetime, now: datetime) -> Pair:
    day, case_class = released_at.date(), tale.dispute.case_class
    category = tale.dispute.scenario.category
    claim_by = day + timedelta(days=CLAIM_WINDOW_DAYS)
    still = claim_by >= now.date() + timedelta(days=1)
    status = random.choices(YOUNG, YOUNG_WEIGHTS)[0] if still else random.choices(OLD_ENDS, OLD_WEIGHTS)[0]
    reward_fen = REWARDS[case_class][0 if (now - released_at).days < 3 * 365 else 1]
    town = random.choices(place.towns, TOWN_WEIGHTS[: len(place.towns)])[0]
    arose_on = day - (tale.first_petition_on - tale.arose_on) - timedelta(days=_age_days(random, case_class))
    yuan = tale.dispute.yuan
    later = released_at + (now - released_at) * 0.5
    number = f"CL-{row_id:09d}"
    case = (
        row_id, _public_id(random), OTOG_FRONT, number, number_key(number), CASE_STATE.get(status, "classified"),
        category, town, place.unit, arose_on, arose_on, ["zh"], yuan * 100 or None, _public_id(random), "ordinary",
        "partly", case_class, case_class, "", day, place.clerk, released_at, place.clerk,
        later if CASE_STATE.get(status) in ("resolved", "closed") else None,
        later if CASE_STATE.get(status) == "closed" else None,
    )  # fmt: skip
    listing = (
        row_id, _public_id(random), OTOG_FRONT, row_id, status, tale.title[:80], _body(random, tale), category,
        town if random.random() < 0.93 else None,
        _duration((day - arose_on).days) if random.random() < 0.95 else None,
        _amount(yuan) if random.random() < 0.9 else None,
        case_class, reward_fen, DAYS_ALLOWED[case_class], claim_by, released_at, place.clerk, place.clerk, released_at,
        place.clerk, "", released_at, place.reviewer, later if status in CLAIMED else None,
        later if status in ("rewarded", "unrewarded") else None, later if status in ENDED else None,
        END_CODES.get(status), "",
    )  # fmt: skip
    return Pair(case, listing)


def _body(random: Random, tale: Tale) -> str:
    if random.random() >= FEW:
        return tale.body
    word = RARITIES[min(int(random.expovariate(0.6)), len(RARITIES) - 1)]
    return f"{tale.body}\n\n争议中还涉及{word}，领案后可到现场查看。"


def _age_days(random: Random, case_class: str) -> int:
    from_years, to_years = {"A": (5, 14), "B": (3, 5), "C": (0, 3)}[case_class]
    return random.randrange(from_years * 366, to_years * 365)


def _duration(days: int) -> str:
    return next((band for years, band in DURATION_BANDS if days < years * 365.25), "from_10")


def _amount(yuan: int) -> str:
    return next((band for below, band in AMOUNT_BANDS if yuan < below or yuan == below == 0), "from_1m")


def _public_id(random: Random) -> str:
    return "".join(random.choices(ALPHABET, k=16))
