"""A dispute that is on the board is petitioned about once more: one of the first petitioner's family writes, and the
clerk compares the two petitions and links them, so that the dispute stays one and earns one reward.
"""

from datetime import datetime
from random import Random

from demo.cast import OTOG_FRONT
from demo.names import Registry
from demo.seed.chapters_case import PETITION_OFFICE, party_values, unit_ref
from demo.seed.plan import Played
from demo.seed.stage import Stage
from demo.tales import SALT, Tale
from listings.cases.models import PetitionCase
from listings.cases.services import open_private, register
from listings.disputes.services import link
from listings.disputes.services_comparison import compare_parties
from market.work import Work
from market.workdays import legal_day

ON_THE_BOARD = "published"  # the fate of a case that stands there and that nobody has claimed
NARRATIVE = (
    "{again}系前一件信访人{first}的家属，就与{other}的同一件事另行来信：事情至今没有结果，请求两件一并办理、一并答复。"
)


def bring_again(stage: Stage, when: datetime, planned: list[Played]) -> None:
    """The first of the cases that nobody has claimed is petitioned about by a second person."""
    here = [one for one in planned if not one.script.is_other_banner]
    first = next((one for one in here if one.fate == ON_THE_BOARD), None)
    if first is None:
        return
    number = 1 + max(one.chronicle.petition_number for one in here)
    kin = Registry(Random(f"{SALT}:second petition"), legal_day(when))
    second: list[int] = []

    def compare(work: Work) -> None:
        case = _enter(work, first.chronicle.tale, kin, number)
        second.append(case.id)
        for one in (case, first.chronicle.case(work)):
            open_private(work, one, purpose="prepare_case")
        compare_parties(work, case)

    def join(work: Work) -> None:
        case = work.session.get_one(PetitionCase, second[0])
        link(work, case, petition_number=first.chronicle.case(work).petition_number, without_reward=True)

    for deed in (compare, join):
        stage.do(when, first.script.clerk, deed)


def _enter(work: Work, tale: Tale, kin: Registry, number: int) -> PetitionCase:
    """The second petition: the same dispute, place, unit and respondents, and somebody who lives with the first."""
    dispute = tale.dispute
    first, other = dispute.petitioners[0], dispute.respondents[0]
    again = kin.person(first.address, mongolian=first.minority_name)
    return register(
        work,
        petition_number=f"{PETITION_OFFICE[OTOG_FRONT]}〔{work.today.year}〕{number:04d}号",
        category=dispute.scenario.category,
        place_town=unit_ref(work, OTOG_FRONT, dispute.town),
        place_village=dispute.village,
        responsible_department=unit_ref(work, OTOG_FRONT, dispute.unit),
        arose_on=tale.arose_on,
        first_petition_on=work.today,
        languages=dispute.languages,
        amount_in_dispute_fen=dispute.amount_fen,
        narrative=NARRATIVE.format(again=again.name, first=first.name, other=other.name),
        parties=[
            party_values(again, "petitioner") | {"phone": first.phone},  # the family has one telephone
            *(party_values(one, "respondent") for one in dispute.respondents),
        ],
    )
