"""What these stories begin with: a released listing of 图雅's dispute with 孙立军, and vetted mediators.

Nobody here is real; every row is reached through the services, as in the product.
"""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.seed.phrases import ASSESSMENT
from listings.cases import services as cases
from listings.cases.models import PetitionCase
from listings.cases.queries import active_parties
from listings.classification import services as classification
from listings.consents.services import record_consent
from listings.mediability.gate import GATE
from listings.mediability.services import answer_gate
from listings.publication import services as publication
from listings.publication.models import Listing
from market.actor import VISITOR, Actor
from market.database import public_id
from market.people.models import Account, Department, Person
from market.people.queries import actor_of
from market.work import Work
from mediators.claims import services as claims
from mediators.claims import services_parties
from mediators.claims.models import Claim
from mediators.committees import services as committees
from mediators.committees.models import Committee
from mediators.vetting import services as vetting
from mediators.vetting.models import Mediator

MakeWork = Callable[[Actor], Work]
# Before 2001 the banner's division code was 152724; the checksum is put right by `checked`.
ID_NUMBERS = {
    "巴特尔": "152724198001011010",
    "刘志远": "152724197905120030",
    "乌云其木格": "152724198811230040",
}
PLAN = {"plan_approach": "先分别走访，再一起坐下来谈。", "plan_days": 40, "plan_visits": 6}


def checked(number: str) -> str:
    """An ID number with its checksum put right (ISO 7064 MOD 11-2)."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return number[:17] + "10X98765432"[sum(int(d) * w for d, w in zip(number[:17], weights, strict=True)) % 11]


def unit(session: Session, jurisdiction_id: str, kind: str, name: str) -> Department:
    """A town or department of the banner, made once."""
    found = session.scalar(
        select(Department).where(Department.jurisdiction_id == jurisdiction_id, Department.name_zh == name)
    )
    if found is None:
        found = Department(public_id=public_id(), jurisdiction_id=jurisdiction_id, kind=kind, name_zh=name)
        session.add(found)
        session.flush()
    return found


def registered_case(work: Work, jurisdiction_id: str) -> PetitionCase:
    """图雅 petitions about the border of her pasture; 孙立军 is her neighbour."""
    town = unit(work.session, jurisdiction_id, "town", "城川镇")
    bureau = unit(work.session, jurisdiction_id, "department", "林业和草原局")
    return cases.register(
        work,
        petition_number=f"XF-0{public_id()}".upper(),
        category="land",
        place_town=town.public_id,
        place_village="伊克柴达木嘎查",
        responsible_department=bureau.public_id,
        arose_on=date(2018, 5, 4),
        first_petition_on=date(2019, 3, 1),
        languages=["zh", "mn"],
        amount_in_dispute_fen=1_200_000,
        narrative="两家草场界线多年不清。",
        parties=[
            {"role": "petitioner", "kind": "person", "name": "图雅", "id_number": "", "phone": "13947700001",
             "address": "", "minority_name": True},
            {"role": "respondent", "kind": "person", "name": "孙立军", "id_number": "", "phone": "13947700002",
             "address": "", "minority_name": False},
        ],
    )  # fmt: skip


def released_listing(work: MakeWork, actors: SimpleNamespace) -> Listing:
    """From the register to the board, by clerk and reviewer."""
    clerk = work(actors.clerk)
    case = registered_case(clerk, actors.clerk.appointments[0].jurisdiction_id)
    classification.classify(
        clerk, case, case_class="A", difficulty="hard", difficulty_reason="年代久、证据少", merit="partly",
        merit_reason="部分事实有据",
    )  # fmt: skip
    answer_gate(clerk, case, **{question.code: "no" for question in GATE})
    for party in active_parties(clerk.session, case.id):
        record_consent(clerk, party, answer="given", evidence="written", answered_on=clerk.today)
    listing = publication.draft(
        clerk, case, title="两户牧民草场界线纠纷", body="两户牧民因草场界线多年争执不下。", category="land",
        place_town="", duration_band="from_5", amount_band="from_10k",
    )  # fmt: skip
    publication.submit(clerk, listing, **ASSESSMENT)
    return publication.release(work(actors.reviewer), listing)


def committee(work: MakeWork, actors: SimpleNamespace) -> Committee:
    """The committee of 城川镇, entered once."""
    found = work(actors.clerk).session.scalar(select(Committee).where(Committee.name == "城川镇人民调解委员会"))
    return found or committees.enter(
        work(actors.clerk), name="城川镇人民调解委员会", seal_text="鄂托克前旗城川镇人民调解委员会"
    )


def application(work: MakeWork, actors: SimpleNamespace, name: str, **changes: object) -> dict[str, object]:
    """What an applicant fills in; `changes` replace single answers."""
    number = ID_NUMBERS.get(name) or f"15272419750101{int(''.join(filter(str.isdigit, name)) or 0):03d}0"
    return {
        "display_name": name,
        "sign_in_name": f"{name}-{public_id()[:6]}",
        "password": "一个够长的密码-2026",
        "committee": committee(work, actors).public_id,
        "languages": ["zh", "mn"],
        "categories": ["land", "neighbours"],
        "experience": "做过十二年嘎查调解。",
        "id_number": checked(number),
        "phone": "139 4770 1234",
        "public_employee": False,
    } | changes


def applicant(work: MakeWork, actors: SimpleNamespace, name: str, **changes: object) -> Mediator:
    """A visitor who has applied."""
    return vetting.apply_with_account(work(VISITOR), **application(work, actors, name, **changes))


def mediator(work: MakeWork, actors: SimpleNamespace, name: str) -> Mediator:
    """Applied, endorsed by 王建国, approved by 陈静."""
    found = applicant(work, actors, name)
    vetting.endorse(work(actors.reviewer), found)
    return vetting.approve(work(actors.second_reviewer), found)


def acting(session: Session, found: Mediator, work: Work) -> Actor:
    """The mediator as an actor, through the account that the application opened."""
    person = session.get_one(Person, found.person_id)
    account = session.scalars(select(Account).where(Account.person_id == person.id)).one()
    return actor_of(session, account, work.now)


def claim_of(work: MakeWork, actors: SimpleNamespace, listing: Listing, found: Mediator) -> Claim:
    """The mediator's standing claim on the listing."""
    actor = acting(work(actors.system).session, found, work(actors.system))
    return claims.make(work(actor), listing, **PLAN)


def accept_all(work: MakeWork, actors: SimpleNamespace, claim: Claim) -> None:
    """The clerk records that every party accepts."""
    clerk = work(actors.clerk)
    for party in active_parties(clerk.session, claim.case_id):
        services_parties.record_answer(
            clerk, claim, party=party.public_id, answer="accepted", answered_on=clerk.today, evidence="oral"
        )


def granted_claim(work: MakeWork, actors: SimpleNamespace, listing: Listing, found: Mediator) -> Claim:
    """Claimed, proposed by 王建国, accepted, granted by 王建国."""
    claim = claim_of(work, actors, listing, found)
    claims.propose(work(actors.reviewer), claim)
    accept_all(work, actors, claim)
    return services_parties.grant(work(actors.reviewer), claim)


def later(piece: Work, days: int) -> Work:
    """The same piece of work, some days on."""
    piece.now = piece.now + timedelta(days=days)
    return piece
