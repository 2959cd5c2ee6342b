"""The case that these stories are about: Wulan's herding family and the mining company beside its pasture."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import product
from typing import Any

from sqlalchemy import select

from demo.seed.phrases import ASSESSMENT
from listings.cases.models import Party, PetitionCase
from listings.cases.queries import active_parties
from listings.cases.services import correct_party, open_private, register
from listings.classification.services import classify
from listings.closing.services import confirm_closing, propose_closing
from listings.consents.services import record_consent, record_separate_consent
from listings.disputes.services import link
from listings.disputes.services_comparison import compare_parties
from listings.mediability.gate import GATE
from listings.mediability.services import answer_gate
from listings.publication import services as publication
from listings.publication.lifecycle import LISTING
from listings.publication.models import Listing
from listings.publication.services import draft, release
from market.people.models import Department, DepartmentKind
from market.record.writing import write_told
from market.work import Work
from tests.integration.conftest import cast_actors

OTOG_FRONT, OTOG = "150623", "150624"
PETITIONER = "乌兰其其格"
RESPONDENT = "鄂托克前旗金牧矿业有限公司"
PHONE = "13847712345"
ID_NUMBER = "150623196805120024"
NAMES = ("王秀兰", "李建军", "张桂英", "刘永强", "陈玉梅", "杨志刚", "赵春花", "黄国庆")
VILLAGE = "巴彦希泊日嘎查"
ADDRESS = "鄂托克前旗昂素镇巴彦希泊日嘎查三社12号"

TITLE = "某嘎查牧户与某矿业公司草场补偿纠纷"
GRADE_REASONS = {"difficulty_reason": "年代久、证据少", "merit_reason": "有征用草场的事实"}
BODY = "申请人乌某与某矿业公司因草场占用补偿发生纠纷，多次协商未果，希望有经验的调解员领办。"


def department(work: Work, name: str, kind: DepartmentKind, jurisdiction_id: str = OTOG_FRONT) -> Department:
    found = work.session.scalar(
        select(Department).where(Department.jurisdiction_id == jurisdiction_id, Department.name_zh == name)
    )
    if found is None:
        found = Department(jurisdiction_id=jurisdiction_id, kind=kind.value, name_zh=name)
        work.session.add(found)
        work.session.flush()
    return found


def petitioner(**changes: Any) -> dict[str, Any]:
    return {
        "role": "petitioner", "kind": "person", "name": PETITIONER, "minority_name": True, "id_number": ID_NUMBER,
        "phone": PHONE, "address": ADDRESS,
    } | changes  # fmt: skip


def respondent(**changes: Any) -> dict[str, Any]:
    return {
        "role": "respondent", "kind": "organisation", "name": RESPONDENT, "minority_name": False, "id_number": "",
        "phone": "", "address": "",
    } | changes  # fmt: skip


def case_values(work: Work, jurisdiction_id: str = OTOG_FRONT, **changes: Any) -> dict[str, Any]:
    return {
        "petition_number": "XF-2019-0314",
        "category": "land",
        "place_town": department(work, "昂素镇", DepartmentKind.TOWN, jurisdiction_id).public_id,
        "place_village": VILLAGE,
        "responsible_department": department(work, "自然资源局", DepartmentKind.DEPARTMENT, jurisdiction_id).public_id,
        "arose_on": years_before(work.today, 7),
        "first_petition_on": years_before(work.today, 6),
        "languages": ["zh", "mn"],
        "amount_in_dispute_fen": 18_600_000,
        "narrative": f"{PETITIONER}反映：{RESPONDENT}自七年前占用其草场，至今未补偿。",
        "parties": [petitioner(), respondent()],
    } | changes


def years_before(day: date, years: int) -> date:
    """A day safely more than `years` and less than `years + 1` years ago."""
    return day.replace(day=1, year=day.year - years) - timedelta(days=40)


@contextmanager
def the_day_before(work: Work) -> Iterator[Work]:
    """The same piece of work a day earlier: what is registered in it counts today."""
    work.now -= timedelta(days=1)
    yield work
    work.now += timedelta(days=1)


def registered(work: Work, **changes: Any) -> PetitionCase:
    return register(work, **case_values(work, **changes))


def classified(work: Work, case: PetitionCase, case_class: str = "A") -> PetitionCase:
    return classify(work, case, case_class=case_class, difficulty="major", merit="founded", **GRADE_REASONS)


def past_the_gate(work: Work, case: PetitionCase, **answers: str) -> PetitionCase:
    given = {question.code: "no" for question in GATE} | answers
    return answer_gate(work, case, note="" if "yes" not in given.values() else "法院已受理", **given)


def party_of(work: Work, case: PetitionCase, role: str) -> Party:
    return next(party for party in active_parties(work.session, case.id) if party.role == role)


def agreed(work: Work, case: PetitionCase, role: str = "petitioner") -> None:
    record_consent(work, party_of(work, case, role), answer="given", evidence="written", answered_on=work.today)


def text(work: Work, **changes: Any) -> dict[str, Any]:
    return {
        "title": TITLE, "body": BODY, "category": "land",
        "place_town": department(work, "昂素镇", DepartmentKind.TOWN).public_id, "duration_band": "from_5",
        "amount_band": "from_100k",
    } | changes  # fmt: skip


def ready_case(work: Work, **changes: Any) -> PetitionCase:
    """Registered, classified, past the gate, with the petitioner's consent."""
    case = registered(work, **changes)
    classified(work, case)
    past_the_gate(work, case)
    agreed(work, case)
    return case


def case_of(work: Work, number: str, published: dict[str, Any]) -> PetitionCase:
    """A case of which what is published is true."""
    category = published.get("category", "land")
    return ready_case(work, petition_number=number, category={"land_and_village": "land"}.get(category, category))


def drafted(clerk: Work, case: PetitionCase | None = None, **changes: Any) -> Listing:
    return draft(clerk, case or ready_case(clerk), **text(clerk, **changes))


def submit(clerk: Work, listing: Listing) -> Listing:
    return publication.submit(clerk, listing, **ASSESSMENT)


def on_the_board(clerk: Work, reviewer: Work, case: PetitionCase | None = None, **changes: Any) -> Listing:
    return release(reviewer, submit(clerk, drafted(clerk, case, **changes)))


def closed(clerk: Work, reviewer: Work, days_ago: int, case: PetitionCase | None = None) -> PetitionCase:
    """A case that went its whole way and was closed so many days ago."""
    listing = on_the_board(clerk, reviewer, case)
    for step in ("propose", "grant", "settle", "confirm", "reward"):
        LISTING.apply(clerk, step, listing)
    listing.case.closed_at = clerk.now - timedelta(days=days_ago)
    clerk.session.flush()
    return listing.case


def closed_unlisted(work: Work, case: PetitionCase, *, close_code: str, close_note: str = "") -> PetitionCase:
    """The office closes it without a listing: whoever is at work proposes it, 陈静 confirms it."""
    closing = propose_closing(work, case, close_code=close_code, close_note=close_note)
    other = Work(work.session, cast_actors(work.session).second_reviewer, work.now, request_id="test")
    confirm_closing(other, closing)
    work.told += other.told
    return case


def compared_with(work: Work, case: PetitionCase, other: PetitionCase) -> None:
    """The clerk opens both cases and compares their parties, and the record says so."""
    for one in (case, other):
        open_private(work, one, purpose="prepare_case")
    compare_parties(work, case)
    write_told(work)


def linked_knowingly(work: Work, case: PetitionCase, other: PetitionCase) -> PetitionCase:
    """Linked to a dispute whose reward is promised or paid, after a look at both."""
    compared_with(work, case, other)
    return link(work, case, petition_number=other.petition_number, without_reward=True)


def others(clerk: Work, count: int, **changes: Any) -> list[PetitionCase]:
    """Petitions of other people that are alike but for `changes`, registered yesterday."""
    found = []
    for number in range(count):
        somebody = petitioner(
            name=NAMES[number], minority_name=False, id_number="", phone=f"1390000{len(NAMES) * 7 + number:04d}"
        )
        parties = [somebody, respondent()]
        number_of = f"XF-{number}-{'-'.join(sorted(changes))}".replace("_", "")[:40]
        with the_day_before(clerk):
            found.append(registered(clerk, petition_number=number_of, parties=parties, **changes))
    return found


def a_crowd(clerk: Work) -> None:
    """Four petitions of other people like each of these stories' own, as a banner's register has them."""
    kinds = product((7, 4, 1), ("land", "wages", "loans", "injury"), range(4))
    for number, (years, category, _) in enumerate(kinds):
        name = f"众{chr(0x4E10 + number)}{chr(0x5E10 + number)}"
        since = years_before(clerk.today, years)
        somebody = petitioner(name=name, minority_name=False, id_number="", phone=f"1370000{number:04d}")
        registered(
            clerk, petition_number=f"ZX-{number}", category=category, parties=[somebody, respondent()], arose_on=since,
            first_petition_on=since, place_village="", narrative="邻里皆知。",
        )  # fmt: skip


def become_one(clerk: Work, cases: list[PetitionCase]) -> None:
    """The clerk found out yesterday that these petitions are one person's; what is corrected today counts tomorrow."""
    with the_day_before(clerk):
        for case in cases:
            correct_party(clerk, party_of(clerk, case, "petitioner"), **petitioner(id_number=""))
        write_told(clerk)


def everyone_says(work: Work, case: PetitionCase, answer: str = "given") -> None:
    """Every person of the case on being recognisable."""
    for party in active_parties(work.session, case.id):
        if party.kind == "person":
            record_separate_consent(work, party, answer=answer, evidence="written", answered_on=work.today)
