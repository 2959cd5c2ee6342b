"""The rest of the banner's register: petitions that are on no board, among which those on it do not stand out, so many
that about half of the listings can say in which town they are.

They are registered and classified on the first days; the law bars them from mediation, so they wait for nobody.
"""

from datetime import date, datetime, timedelta
from random import Random

from demo.cast import OTOG, OTOG_FRONT
from demo.names import Registry
from demo.seed import phrases
from demo.seed.chapters_case import PETITION_OFFICE, party_values, unit_ref
from demo.seed.stage import Stage
from demo.tales import SALT, Dispute, meet, tell
from listings.cases.services import register
from listings.classification.services import classify
from listings.mediability.gate import GATE
from listings.mediability.services import answer_gate
from market.work import Work
from market.workdays import legal_day

REST = ((OTOG_FRONT, "surina", 240), (OTOG, "siqin", 60))
FIRST_NUMBER = 5000  # far from the numbers of the cases that are played
CLASSES = "ABC"
NOTE = "已由有关机关依法处理，不属于调解范围。"
MINUTES_BETWEEN = 7


def fill(stage: Stage, when: datetime) -> None:
    """Register the rest of each banner, one after the other from `when` on."""
    for jurisdiction_id, clerk, count in REST:
        for place, dispute in enumerate(disputes(jurisdiction_id, count, legal_day(when))):
            with stage.work(when + timedelta(minutes=MINUTES_BETWEEN * place), stage.as_person(clerk)) as work:
                _enter(work, dispute)
    stage.work_off(when + timedelta(hours=1))


def disputes(jurisdiction_id: str, count: int, today: date) -> list[Dispute]:
    """The rest of a banner's register in the order of its numbers; nobody in it has a case that is played."""
    registry = Registry(Random(f"{SALT}:{jurisdiction_id}:rest"), today)
    return [
        meet(FIRST_NUMBER + place, jurisdiction_id, CLASSES[place % len(CLASSES)], registry, place // len(CLASSES))
        for place in range(count)
    ]


def _enter(work: Work, dispute: Dispute) -> None:
    number = dispute.number
    tale = tell(dispute, work.today)
    case = register(
        work,
        petition_number=f"{PETITION_OFFICE[dispute.jurisdiction_id]}〔{work.today.year - 1}〕{number:04d}号",
        category=dispute.scenario.category,
        place_town=unit_ref(work, dispute.jurisdiction_id, dispute.town),
        place_village=dispute.village,
        responsible_department=unit_ref(work, dispute.jurisdiction_id, dispute.unit),
        arose_on=tale.arose_on,
        first_petition_on=tale.first_petition_on,
        languages=dispute.languages,
        amount_in_dispute_fen=dispute.amount_fen,
        narrative=tale.narrative,
        parties=[
            *(party_values(one, "petitioner") for one in dispute.petitioners),
            *(party_values(one, "respondent") for one in dispute.respondents),
        ],
    )
    classify(
        work, case, case_class=dispute.case_class, difficulty="ordinary", merit="partly",
        difficulty_reason=phrases.DIFFICULTY_REASONS["ordinary"], merit_reason=phrases.MERIT_REASONS["partly"],
    )  # fmt: skip
    bar = "litigation" if number % 3 else "administrative"
    answer_gate(work, case, note=NOTE, **{q.code: "yes" if q.code == bar else "no" for q in GATE})
