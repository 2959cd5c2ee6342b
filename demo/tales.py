"""One case of the demonstration as words: a scenario filled in with its people, its sum and its days.

Everything follows from the number of the case and from the days given; nothing here touches the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.names import Registry, Somebody
from demo.places import VILLAGES_OF
from demo.scenarios import SCENARIOS
from demo.scenarios.scenario import Scenario, Side, Who

SALT = "jiebang"
CLASS_YEARS = {"A": (5.1, 13.5), "B": (3.1, 4.9), "C": (0.9, 2.8)}
ABOUT, SINCE = "若干", "早先"  # a public text says neither how much nor how long: the listing's bands do
EARLIER = (
    "此前先后{n}次到镇、旗两级反映，其中网上投诉{m}次，责任单位曾组织调解并出具处理意见，{p}不满意。",
    "{p}自首次信访以来共反映{n}次，{town}综治中心和责任单位调解{m}次，均未达成协议。",
    "责任单位按期答复过两次，{p}申请复查后维持原意见，此后又反映{n}次，事情仍没有解决。",
    "包案领导约访{m}次，{p}情绪一度激动，近一年来趋于平和，表示愿意由第三方来调解。",
)
NOTES_FOR_MEDIATORS = (
    "责任单位已多次调处，双方都愿意再给彼此一次机会。揭榜人可以约见双方，必要时联席办协调有关部门提供资料。",
    "案情不复杂，难在双方都咽不下一口气。希望揭榜人有耐心，会做当面和背靠背的工作。",
    "有关票据和现场情况可在领案后查看。请揭榜人在方案中写明打算怎样核实事实、怎样安排见面。",
    "需要懂行的人帮助双方把账算清。领案后联席办可协调一次有关部门参加的会商。",
)


@dataclass(frozen=True)
class Obligation:
    """One term of the agreement with its sum in fen and its time limit in days after the agreement."""

    who: Who
    what: str
    amount_fen: int | None
    days: int


@dataclass(frozen=True)
class Dispute:
    """Who disputes with whom, where, over how much. `petitioners`, `respondents` and `village` are private."""

    number: int
    scenario: Scenario
    jurisdiction_id: str
    case_class: str
    town: str
    village: str
    unit: str
    languages: tuple[str, ...]
    yuan: int
    picks: Mapping[str, str]
    petitioners: tuple[Somebody, ...]
    respondents: tuple[Somebody, ...]

    @property
    def parties(self) -> tuple[Somebody, ...]:
        """Both sides, petitioners first."""
        return (*self.petitioners, *self.respondents)

    @property
    def amount_fen(self) -> int | None:
        """The amount in dispute in fen, or None where it is not about money."""
        return self.yuan * 100 or None


@dataclass(frozen=True)
class Tale:
    """The words of a dispute, with its days. `title` and `body` are for everybody, the rest is private."""

    dispute: Dispute
    arose_on: date
    first_petition_on: date
    narrative: str
    title: str
    body: str
    facts: str
    obligations: tuple[Obligation, ...]


def meet(number: int, jurisdiction_id: str, case_class: str, registry: Registry, turn: int) -> Dispute:
    """The dispute of one case, the `turn`-th of its class, so that scenarios come round evenly.

    `registry` gives the people, so disputes are met in the order of their numbers.
    """
    random = Random(f"{SALT}:{jurisdiction_id}:{number}")
    fitting = [scenario for scenario in SCENARIOS if case_class in scenario.classes]
    Random(f"{SALT}:{case_class}").shuffle(fitting)
    scenario = fitting[turn % len(fitting)]
    villages = VILLAGES_OF[jurisdiction_id]
    town = random.choice(tuple(villages))
    village = random.choice(villages[town])
    petitioners = tuple(registry.person(_address(random, town, village)) for _ in range(scenario.petitioner.people))
    respondents = _side(scenario.respondent, registry, random, town, village)
    mongolian = any(somebody.minority_name for somebody in (*petitioners, *respondents))
    return Dispute(
        number=number,
        scenario=scenario,
        jurisdiction_id=jurisdiction_id,
        case_class=case_class,
        town=town,
        village=village,
        unit=scenario.unit.format(town=town),
        languages=("mn", "zh") if mongolian and random.random() < 0.7 else ("zh",),
        yuan=_sum(random, scenario.amount),
        picks={name: random.choice(words) for name, words in scenario.picks.items()},
        petitioners=petitioners,
        respondents=respondents,
    )


def tell(dispute: Dispute, registered_on: date) -> Tale:
    """The dispute in words, as it stood on the day on which it was registered."""
    random = Random(f"{SALT}:{dispute.jurisdiction_id}:{dispute.number}:words")
    scenario, yuan = dispute.scenario, dispute.yuan
    arose_on = _arose_on(random, dispute.case_class, registered_on)
    private = {
        **dispute.picks, "p": dispute.petitioners[0].name, "q": dispute.petitioners[-1].name,
        "r": dispute.respondents[0].name, "town": dispute.town, "village": dispute.village,
        "year": str(arose_on.year), "yuan": f"{yuan:,}", "n": str(random.randrange(3, 10)),
        "m": str(random.randrange(1, 4)),
    }  # fmt: skip
    public = {
        **dispute.picks, "P": dispute.petitioners[0].masked, "R": dispute.respondents[0].masked,
        "about": ABOUT, "since": SINCE,
    }  # fmt: skip
    return Tale(
        dispute=dispute,
        arose_on=arose_on,
        first_petition_on=_first_petition_on(random, arose_on, registered_on),
        narrative=_narrative(random, scenario, private),
        title=_title(random, scenario, public),
        body=_body(random, scenario, public, dispute.languages),
        facts=scenario.story.format(**private),
        obligations=_obligations(random, scenario, yuan, private),
    )


def _side(side: Side, registry: Registry, random: Random, town: str, village: str) -> tuple[Somebody, ...]:
    if side.pattern:
        pattern = side.pattern.replace("{village}", village).replace("{town}", town)
        street = f"{town}{random.choice('东西南北')}街{random.randrange(1, 80)}号"
        return (registry.organisation(pattern, side.masked, street),)
    return tuple(registry.person(_address(random, town, village)) for _ in range(side.people))


def _address(random: Random, town: str, village: str) -> str:
    return f"{town}{village}{random.choice('一二三四五')}社{random.randrange(1, 90)}号"


def _arose_on(random: Random, case_class: str, registered_on: date) -> date:
    youngest, oldest = CLASS_YEARS[case_class]
    return registered_on - timedelta(days=round(random.uniform(youngest, oldest) * 365.25))


def _first_petition_on(random: Random, arose_on: date, registered_on: date) -> date:
    days = (registered_on - arose_on).days
    return arose_on + timedelta(days=round(days * random.uniform(0.1, 0.6)))


def _sum(random: Random, amount: tuple[int, int] | None) -> int:
    if amount is None:
        return 0
    least, most = amount
    drawn = round(least * (most / least) ** random.random())
    step = 100 if drawn < 20_000 else 500
    return max(least, drawn // step * step)


def _narrative(random: Random, scenario: Scenario, private: dict[str, str]) -> str:
    parts = (scenario.story, scenario.snag, random.choice(EARLIER), scenario.demand)
    return "\n\n".join(part.format(**private) for part in parts)


def _title(random: Random, scenario: Scenario, public: dict[str, str]) -> str:
    """One of the scenario's titles; two in five begin with the sides, so that like disputes are told apart."""
    title = random.choice(scenario.titles).format(**public)
    return f"{public['P']}与{public['R']}：{title}" if random.random() < 0.4 else title


def _body(random: Random, scenario: Scenario, public: dict[str, str], languages: tuple[str, ...]) -> str:
    parts = [scenario.public.format(**public), scenario.wish.format(**public), random.choice(NOTES_FOR_MEDIATORS)]
    if "mn" in languages:
        parts.append("当事人日常使用蒙古语，揭榜人最好能用蒙汉双语沟通。")
    return "\n\n".join(parts)


def _obligations(random: Random, scenario: Scenario, yuan: int, private: dict[str, str]) -> tuple[Obligation, ...]:
    agreed = max(100, round(yuan * random.uniform(0.55, 0.92)) // 100 * 100)
    return tuple(
        Obligation(
            term.who,
            term.what.format(**private),
            agreed * term.share if term.share else None,  # per cent of yuan are fen
            term.days,
        )
        for term in scenario.terms
    )
